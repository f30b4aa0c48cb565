package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.deadline.OpenDeadline;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Deadlines as people look at them: what waits, what fails, and what shall happen at once. */
public final class PgOpenDeadlines {
  private static final String COLUMNS =
      """
      select oid, kind, object_oid, artisan_oid, due, paused_left is not null as paused, attempts,
          fault
      from deadlines
      """;
  private static final String LIST =
      COLUMNS
          + """
          where done is null and ($1::text is null or kind = $1)
            and ($2::uuid is null or object_oid = $2)
          order by paused_left is not null, due, oid limit $3
          """;
  private static final String LOCK = COLUMNS + "where oid = $1 and done is null for update";
  private static final String FIRE =
      """
      update deadlines set due = least(due, $2), attempts = 0, fault = null where oid = $1
      """;
  private static final String FIRED_BEFORE =
      "select count(*) as n from audit_entries where kind = 'deadline' and object = $1";

  private final PgSession session;

  PgOpenDeadlines(PgSession session) {
    this.session = session;
  }

  /**
   * The next one first, behind all those that stand still.
   *
   * @param kind only those; empty for all
   * @param object only what will happen to it; empty for all
   */
  public Future<List<OpenDeadline>> list(Optional<String> kind, Optional<UUID> object, int limit) {
    return session.list(PgOpenDeadlines::read, LIST, kind.orElse(null), object.orElse(null), limit);
  }

  /** Errors: NotFound, also for one that has happened. */
  public Step<OpenDeadline> lock(UUID oid) {
    return new Step<>(
        session
            .first(PgOpenDeadlines::read, LOCK, oid)
            .map(found ->
                found
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(new Refusal.NotFound("deadline")))));
  }

  /** Due at once, as if it had never failed; it is locked. */
  public Step<OpenDeadline> fire(OpenDeadline found, Instant now) {
    return Step.from(
            session
                .run(FIRE, found.oid(), now)
                .compose(rows -> session.first(row -> row.getLong("n"), FIRED_BEFORE, found.oid()))
                .compose(before -> audit(found, now, before.orElse(0L) + 1)))
        .then(told -> lock(found.oid()));
  }

  private Future<Void> audit(OpenDeadline found, Instant now, long version) {
    var change = DomainJson.object();
    var due = change.putObject("due");
    due.set("from", DomainJson.tree(found.due()));
    due.set("to", DomainJson.tree(now));
    return session.audit("deadline", found.oid(), version, "fire", change, found.artisan());
  }

  private static OpenDeadline read(Row row) {
    return new OpenDeadline(
        row.getUUID("oid"),
        row.getString("kind"),
        row.getUUID("object_oid"),
        row.getUUID("artisan_oid"),
        PgSession.instant(row, "due"),
        row.getBoolean("paused"),
        row.getInteger("attempts"),
        row.getString("fault"));
  }
}
