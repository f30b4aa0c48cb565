package hms.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Versioned;
import java.time.Instant;
import java.util.function.Consumer;

/** Objects with some members changed, whatever else their type has. */
public final class Edited {
  private Edited() {}

  public static <T> T of(T object, Class<T> type, Consumer<ObjectNode> edit) {
    var tree = (ObjectNode) DomainJson.tree(object);
    edit.accept(tree);
    return DomainJson.own(tree, type);
  }

  /** The version behind {@code found}, with that change. */
  public static <T extends Versioned> T next(
      T found, Class<T> type, Instant now, Consumer<ObjectNode> edit) {
    return of(
        found,
        type,
        tree -> {
          tree.put("version", found.version() + 1);
          tree.put("modified", Timestamps.text(found.changedAt(now)));
          edit.accept(tree);
        });
  }

  /** Born at another time. */
  public static <T extends Versioned> T born(T object, Class<T> type, Instant at) {
    return of(
        object,
        type,
        tree -> tree.put("created", Timestamps.text(at)).put("modified", Timestamps.text(at)));
  }
}
