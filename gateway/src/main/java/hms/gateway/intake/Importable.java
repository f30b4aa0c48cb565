package hms.gateway.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Permission;
import hms.gateway.file.Column;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.List;
import java.util.UUID;

/** A kind of rows that can be brought in. */
public interface Importable {
  /** The word for it in its path: {@code products}. */
  String resource();

  /** What may stand in a row, as columns of a table; empty if as in the list of that name. */
  default List<Column> columns() {
    return List.of();
  }

  /** What its commands need. */
  Permission needed();

  /**
   * Makes the object be as the row says, by the commands that anybody would give, in the
   * transaction of the row.
   *
   * @param row members as a reader of the list has them; those that are absent stay as they are
   */
  Step<Effect> put(PgStores tx, Actor actor, ObjectNode row);

  /** What became of the object. */
  enum Kind {
    CREATED,
    CHANGED,
    UNCHANGED
  }

  /** What came of a row. */
  record Effect(Kind kind, UUID object) {}
}
