package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.fixture.Samples;
import hms.domain.operation.Mandate;
import hms.domain.operation.Operation;
import hms.domain.operation.Operation.Progress;
import hms.domain.operation.Operation.State;
import hms.storage.Step;
import hms.storage.pg.PgOperationLeases.Lease;
import hms.storage.pg.PgOperationLeases.Word;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One node runs an operation at a time, and no caller has more than its share. */
final class OperationLeasesIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static final int SHARE = 2;

  @BeforeEach
  void nothingToDo() {
    OFFICE.execute("delete from operations");
  }

  @Test
  void the_longest_waiting_comes_first_and_nobody_gets_it_twice() {
    var ana = aCaller();
    var second = asked(ana, 2);
    var first = asked(ana, 1);

    assertThat(takenUp("one")).map(OperationLeasesIT::oid).contains(first);
    assertThat(takenUp("two")).map(OperationLeasesIT::oid).contains(second);
    assertThat(takenUp("one")).isEmpty();
  }

  @Test
  void of_one_caller_no_more_run_than_its_share_however_many_wait() {
    var ana = aCaller();
    IntStream.range(0, 5).forEach(i -> asked(ana, i));
    var other = asked(aCaller(), 100);

    var running = Stream.generate(() -> takenUp("one")).limit(4).toList();

    assertThat(running.stream().flatMap(Optional::stream)).hasSize(SHARE + 1);
    assertThat(running.get(2)).map(OperationLeasesIT::oid).contains(other);
  }

  @Test
  void what_a_node_left_goes_on_where_it_was_and_the_node_is_not_heard_any_more() {
    var oid = asked(aCaller(), 1);
    var gone = takenUp("one").orElseThrow();
    assertThat(renewed(gone, new Progress(40, 100L))).isEqualTo(Word.GO_ON);
    assertThat(takenUp("two")).isEmpty();

    OFFICE.execute("update operations set lease_until = now() - interval '1 second'");
    var next = takenUp("two").orElseThrow();

    assertThat(oid(next)).isEqualTo(oid);
    assertThat(next.epoch()).isEqualTo(gone.epoch() + 1);
    assertThat(next.operation().progress()).isEqualTo(new Progress(40, 100L));
    assertThat(renewed(gone, new Progress(99, 100L))).isEqualTo(Word.LOST);
    assertThat(ended(gone)).isEmpty();
    assertThat(found(oid).progress().done()).isEqualTo(40);
    assertThat(ended(next)).map(Operation::state).contains(State.SUCCEEDED);
    assertThat(renewed(next, Progress.NONE)).isEqualTo(Word.LOST);
  }

  @Test
  void what_a_node_leaves_on_purpose_is_taken_up_at_once() {
    var oid = asked(aCaller(), 1);
    var lease = takenUp("one").orElseThrow();

    OFFICE.stores().operations().leases().leave(lease, new Progress(7, null)).await();

    var next = takenUp("two").orElseThrow();
    assertThat(oid(next)).isEqualTo(oid);
    assertThat(next.operation().progress()).isEqualTo(new Progress(7, null));
  }

  @Test
  void who_runs_what_was_cancelled_hears_of_it() {
    var oid = asked(aCaller(), 1);
    var lease = takenUp("one").orElseThrow();

    OFFICE.carryOut(tx -> tx.operations().change(oid, null, "cancel", o -> o.cancel(NOW)));

    assertThat(renewed(lease, Progress.NONE)).isEqualTo(Word.STOP);
    OFFICE.execute("update operations set lease_until = now() - interval '1 second'");
    assertThat(takenUp("two").orElseThrow().operation().state()).isEqualTo(State.CANCELLING);
  }

  private static Actor aCaller() {
    return new Actor.Maker(Samples.ids());
  }

  private static UUID asked(Actor caller, int later) {
    var at = NOW.plusMillis(later);
    var operation = Operation.asked(Samples.ids(), "test", Mandate.of(caller), "{}", at);
    OFFICE.carryOut(tx -> tx.operations().create(operation));
    return operation.oid();
  }

  private static Optional<Lease> takenUp(String node) {
    return OFFICE
        .stores()
        .transact(
            OfficeDatabase.ACTOR,
            tx -> tx.operations().leases().takeUp(node, SHARE, LONG, Instant.now()))
        .await()
        .orThrow();
  }

  private static Word renewed(Lease lease, Progress at) {
    return OFFICE.stores().operations().leases().renew(lease, at, LONG).await();
  }

  private static Optional<Operation> ended(Lease lease) {
    return OFFICE
        .stores()
        .transact(
            OfficeDatabase.ACTOR,
            tx ->
                tx.operations()
                    .leases()
                    .end(lease, Progress.NONE, "succeed", o -> o.succeeded("{}", NOW)))
        .await()
        .orThrow();
  }

  private static Operation found(UUID oid) {
    Step<Operation> found = OFFICE.stores().operations().find(oid);
    return found.future().await().orThrow();
  }

  private static UUID oid(Lease lease) {
    return lease.operation().oid();
  }
}
