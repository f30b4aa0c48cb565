package hms.gateway.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Refusal;
import hms.domain.deadline.Deadline;
import hms.gateway.command.Mint;
import hms.gateway.trace.Tracing;
import hms.storage.Step;
import hms.storage.TestPostgres;
import hms.storage.pg.PgSecurityLog;
import hms.storage.pg.PgStores;
import hms.storage.pg.RolePools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTimerIT {
  private static final Instant NOW = Instant.parse("2027-03-01T10:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String RING = "test.ring";
  private static final String REFUSE = "test.refuse";
  private static final String BREAK = "test.break";
  private static final String MOVED = "test.moved";

  private final Vertx vertx = Vertx.vertx();
  private final RolePools pools = RolePools.open(vertx, TestPostgres.freshDatabase().office());
  private final Pool pool = pools.office();
  private final PgStores stores = new PgStores(pools, () -> {});
  private final UUID object = UUID.randomUUID();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void a_deadline_fires_once_after_its_time_however_many_timers_look() {
    set(RING, NOW);

    assertThat(at(NOW.minusMillis(1)).fireDue().await()).isZero();
    var looks = IntStream.range(0, 12).mapToObj(i -> at(NOW).fireDue()).toList();
    Future.all(looks).await();

    assertThat(looks.stream().mapToInt(look -> look.result()).sum()).isEqualTo(1);
    assertThat(rings()).isEqualTo(1);
    assertThat(outcome(RING)).isEqualTo("applied");
    assertThat(at(NOW.plus(HOUR)).fireDue().await()).isZero();
  }

  @Test
  void one_that_is_set_again_moves_and_one_that_is_dropped_never_fires() {
    set(RING, NOW);
    set(RING, NOW.plus(HOUR));
    assertThat(at(NOW).fireDue().await()).isZero();

    carryOut(tx -> tx.deadlines().drop(object, RING));

    assertThat(at(NOW.plus(HOUR)).fireDue().await()).isZero();
    assertThat(rings()).isZero();
  }

  @Test
  void a_paused_one_keeps_what_was_left() {
    set(RING, NOW.plus(HOUR));
    carryOut(tx -> tx.deadlines().pause(object, NOW));
    assertThat(at(NOW.plus(HOUR)).fireDue().await()).isZero();

    Instant later = NOW.plus(Duration.ofDays(2));
    carryOut(tx -> tx.deadlines().resume(object, later));

    assertThat(at(later.plus(HOUR).minusMillis(1)).fireDue().await()).isZero();
    assertThat(at(later.plus(HOUR)).fireDue().await()).isEqualTo(1);
  }

  @Test
  void a_refusal_is_an_outcome_and_leaves_no_effect() {
    set(REFUSE, NOW);

    assertThat(at(NOW).fireDue().await()).isEqualTo(1);

    assertThat(rings()).isZero();
    assertThat(outcome(REFUSE)).contains("bell");
  }

  @Test
  void a_fault_is_tried_again_later_and_holds_up_nobody() {
    set(BREAK, NOW);
    set(RING, NOW.plusSeconds(1));
    Instant later = NOW.plusSeconds(1);

    assertThat(at(later).fireDue().await()).isEqualTo(1);

    assertThat(rings()).isEqualTo(1);
    var waiting = stores.deadlines().open(object).await();
    assertThat(waiting)
        .singleElement()
        .satisfies(each -> {
          assertThat(each.kind()).isEqualTo(BREAK);
          assertThat(each.due()).isEqualTo(later.plusSeconds(1));
        });
  }

  @Test
  void a_kind_that_nobody_knows_waits_for_a_node_that_does() {
    set("test.unknown", NOW);

    assertThat(at(NOW).fireDue().await()).isZero();

    assertThat(stores.deadlines().open(object).await()).hasSize(1);
  }

  @Test
  void whoever_moves_a_deadline_while_it_fires_undoes_it() {
    set(MOVED, NOW);

    assertThat(at(NOW).fireDue().await()).isZero();

    assertThat(rings()).isZero();
    assertThat(stores.deadlines().open(object).await())
        .singleElement()
        .satisfies(each -> assertThat(each.due()).isEqualTo(NOW.plus(HOUR)));
  }

  /** Rings, which the security log shows; then does what its kind says. */
  private final class Bell implements DeadlineHandler {
    @Override
    public Set<String> kinds() {
      return Set.of(RING, REFUSE, BREAK, MOVED);
    }

    @Override
    public Step<?> fire(PgStores tx, Deadline deadline, Instant now) {
      var event =
          new PgSecurityLog.Event("ring", null, null, null, deadline.object().toString(), "");
      return Step.from(tx.security().add(event))
          .then(rung ->
              switch (deadline.kind()) {
                case REFUSE -> Step.refused(new Refusal.NotFound("bell"));
                case BREAK -> throw new IllegalStateException("the bell is cracked");
                case MOVED -> Step.from(elsewhere(set -> setStep(set, MOVED, NOW.plus(HOUR))));
                default -> Step.done(rung);
              });
    }
  }

  private DeadlineTimer at(Instant now) {
    var mint = new Mint(Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
    return new DeadlineTimer(stores, List.of(new Bell()), Tracing.off(), mint, 1000);
  }

  private void set(String kind, Instant due) {
    carryOut(tx -> setStep(tx, kind, due));
  }

  private Step<Void> setStep(PgStores tx, String kind, Instant due) {
    return tx.deadlines().set(new Deadline(UUID.randomUUID(), kind, object, Optional.empty(), due));
  }

  private Future<Void> elsewhere(Function<PgStores, Step<Void>> work) {
    return stores.transact(DeadlineTimer.ACTOR, work).mapEmpty();
  }

  private void carryOut(Function<PgStores, Step<Void>> work) {
    var unused = stores.transact(DeadlineTimer.ACTOR, work).await().orThrow();
  }

  private long rings() {
    return number("select count(*) from security_events where address = $1", object.toString());
  }

  private String outcome(String kind) {
    return pool.preparedQuery("select outcome from deadlines where object_oid = $1 and kind = $2")
        .execute(Tuple.of(object, kind))
        .await()
        .iterator()
        .next()
        .getString(0);
  }

  private long number(String sql, Object value) {
    return pool.preparedQuery(sql).execute(Tuple.of(value)).await().iterator().next().getLong(0);
  }
}
