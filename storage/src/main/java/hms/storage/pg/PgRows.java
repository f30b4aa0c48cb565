package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.storage.Saved;
import hms.storage.Step;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all stored objects share: found by id, changed under a lock, version checked, audited.
 *
 * @param kind the word for the object, in refusals and in the audit
 * @param find selects all columns by oid
 * @param lock the same, for update
 * @param insert writes all values
 * @param update writes all values; the row is locked
 * @param values the object as parameters, oid first, in the order of both statements
 */
record PgRows<T extends Versioned>(
    String kind,
    String find,
    String lock,
    String insert,
    String update,
    Function<Row, T> read,
    Function<T, @Nullable Object[]> values) {

  Step<T> find(PgSession session, UUID oid) {
    return new Step<>(session.first(read, find, oid).map(this::orNotFound));
  }

  Step<T> lock(PgSession session, UUID oid) {
    return new Step<>(session.first(read, lock, oid).map(this::orNotFound));
  }

  Step<T> create(PgSession session, T next, String command) {
    return written(session, insert, null, next, command);
  }

  /**
   * Locks, checks the version, lets {@code decision} decide, writes and audits.
   *
   * @param expected the version the caller saw; null if it need not have seen one
   */
  Step<T> change(
      PgSession session,
      UUID oid,
      @Nullable Long expected,
      String command,
      Function<T, Outcome<T>> decision) {
    return lock(session, oid)
        .decide(found -> Versioned.seen(found, expected, kind))
        .then(found ->
            Step.of(decision.apply(found))
                .then(next ->
                    next.equals(found) ? Step.done(found) : write(session, found, next, command)));
  }

  /** See {@code Store.save}. */
  Step<Saved> save(PgSession session, @Nullable T found, T next, String command) {
    Saved what = Saved.of(found, next);
    return switch (what) {
      case INSERTED -> create(session, next, command).map(done -> what);
      case UPDATED ->
          change(session, next.oid(), next.version() - 1, command, locked -> Outcome.done(next))
              .map(done -> what);
      case UNCHANGED -> Step.done(what);
    };
  }

  /**
   * See {@code Store.delete}.
   *
   * @param statements each takes the ids; children first, the objects last
   */
  Step<Integer> delete(PgSession session, Collection<UUID> oids, List<String> statements) {
    UUID[] ids = oids.toArray(UUID[]::new);
    return Step.each(statements, sql -> session.runUnreferred(kind, sql, (Object) ids))
        .map(rows -> rows.getLast().rowCount());
  }

  /** For a row that the caller has locked. */
  Step<T> write(PgSession session, T found, T next, String command) {
    return written(session, update, found, next, command);
  }

  private Step<T> written(
      PgSession session, String sql, @Nullable T found, T next, String command) {
    return Step.together(
        session.runUnique(sql, values.apply(next)),
        Step.from(session.audit(found, next, kind, command)),
        (rows, audited) -> next);
  }

  private Outcome<T> orNotFound(Optional<T> found) {
    return found.map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NotFound(kind)));
  }
}
