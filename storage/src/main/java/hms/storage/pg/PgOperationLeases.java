package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.operation.Operation;
import hms.domain.operation.Operation.Progress;
import hms.domain.operation.Operation.State;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Which node runs which operation. A lease has an epoch: when another node has taken the work up,
 * nothing that the former one says is written any more. Times are those of the database, which is
 * one clock for all nodes.
 */
public final class PgOperationLeases {
  /** Nodes take work up one after the other, so that a caller's share is kept. */
  private static final String ALONE =
      "select pg_advisory_xact_lock(hashtext('operations are taken up'))";

  /**
   * What waits, the longest waiting first, and what nobody holds any more; of no caller more than
   * its share.
   */
  private static final String NEXT =
      """
      select o.oid from operations o
      where o.ended is null and (o.state = 'waiting' or o.lease_until < clock_timestamp())
        and (select count(*) from operations r where r.principal = o.principal
          and r.ended is null and r.lease_until >= clock_timestamp()) < $1
      order by o.created, o.oid limit 1 for no key update skip locked
      """;

  private static final String TAKE =
      """
      update operations set node = $2, epoch = epoch + 1,
          lease_until = clock_timestamp() + $3 * interval '1 ms'
      where oid = $1 returning epoch
      """;
  private static final String RENEW =
      """
      update operations set done = $3, total = $4,
          lease_until = clock_timestamp() + $5 * interval '1 ms'
      where oid = $1 and epoch = $2 and ended is null returning state
      """;
  private static final String LEAVE =
      """
      update operations set lease_until = clock_timestamp(), done = $3, total = $4
      where oid = $1 and epoch = $2 and ended is null
      """;
  private static final String HELD =
      "select oid from operations where oid = $1 and epoch = $2 for no key update";
  private static final String PROGRESS =
      "update operations set done = $2, total = $3 where oid = $1";

  private final PgSession session;

  PgOperationLeases(PgSession session) {
    this.session = session;
  }

  /**
   * An operation that this node runs now.
   *
   * @param epoch how often it was taken up, 1 the first time
   */
  public record Lease(Operation operation, long epoch) {}

  /** What the holder of a lease hears when it says how far it is. */
  public enum Word {
    GO_ON,
    STOP,
    /** Another node has it, or it has ended. */
    LOST
  }

  /**
   * Takes up what comes next; empty if there is nothing to do.
   *
   * @param share how many of one caller may run at once
   */
  public Step<Optional<Lease>> takeUp(String node, int share, Duration lease, Instant now) {
    return Step.from(session.run(ALONE))
        .then(alone -> Step.from(session.first(row -> row.getUUID("oid"), NEXT, share)))
        .then(next ->
            next.map(oid -> taken(oid, node, lease, now).map(Optional::of))
                .orElseGet(() -> Step.done(Optional.empty())));
  }

  private Step<Lease> taken(UUID oid, String node, Duration lease, Instant now) {
    return PgOperationStore.ROWS
        .lock(session, oid)
        .then(found -> started(found, now))
        .then(running ->
            Step.from(session.run(TAKE, oid, node, lease.toMillis()))
                .map(rows -> new Lease(running, rows.iterator().next().getLong("epoch"))));
  }

  /** What was told to stop stays so: who takes it up only has to say that it has. */
  private Step<Operation> started(Operation found, Instant now) {
    if (found.state() == State.CANCELLING) return Step.done(found);
    String command = found.state() == State.WAITING ? "start" : "take_over";
    return Step.of(found.takenUp(now))
        .then(next -> PgOperationStore.ROWS.write(session, found, next, command));
  }

  /** Keeps the lease for {@code length} from now, and says how far the work is. */
  public Future<Word> renew(Lease lease, Progress at, Duration length) {
    return session
        .first(
            PgOperationLeases::word,
            RENEW,
            lease.operation().oid(),
            lease.epoch(),
            at.done(),
            at.total(),
            length.toMillis())
        .map(word -> word.orElse(Word.LOST));
  }

  /** Lets another node go on at once. */
  public Future<Void> leave(Lease lease, Progress at) {
    return session
        .run(LEAVE, lease.operation().oid(), lease.epoch(), at.done(), at.total())
        .mapEmpty();
  }

  /** Ends it, if it is still this node's; else nothing is written, and the answer is empty. */
  public Step<Optional<Operation>> end(
      Lease lease, Progress at, String command, Function<Operation, Outcome<Operation>> decision) {
    UUID oid = lease.operation().oid();
    return Step.from(session.first((Row row) -> row.getUUID("oid"), HELD, oid, lease.epoch()))
        .then(held ->
            held.isEmpty()
                ? Step.done(Optional.empty())
                : Step.from(session.run(PROGRESS, oid, at.done(), at.total()))
                    .then(
                        told -> PgOperationStore.ROWS.change(session, oid, null, command, decision))
                    .map(Optional::of));
  }

  private static Word word(Row row) {
    return row.getString("state").equals("cancelling") ? Word.STOP : Word.GO_ON;
  }
}
