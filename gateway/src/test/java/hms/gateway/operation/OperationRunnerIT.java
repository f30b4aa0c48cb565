package hms.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Refusal;
import hms.domain.fixture.Samples;
import hms.domain.operation.Mandate;
import hms.domain.operation.Operation;
import hms.domain.operation.Operation.State;
import hms.gateway.command.Mint;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.TestPostgres;
import hms.storage.pg.PgStores;
import hms.storage.pg.RolePools;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that come and go under long work. */
final class OperationRunnerIT {
  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final String KIND = "test";

  private final Vertx vertx = Vertx.vertx();
  private final TestPostgres.Database database = TestPostgres.freshDatabase();
  private final PgStores stores = new PgStores(RolePools.open(vertx, database.office()), () -> {});
  private final Mint mint = new Mint(Clock.systemUTC(), new SecureRandom());
  private final Actor maker = new Actor.Maker(Samples.ids());

  /** A kind of work that is said in the test. */
  private record Work(Function<Shift, Step<Optional<ObjectNode>>> does) implements LongWork {
    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Step<Optional<ObjectNode>> run(Shift shift) {
      return does.apply(shift);
    }
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void what_a_node_ran_that_is_cut_off_is_finished_by_another_from_where_it_was() throws Exception {
    var reached = new CompletableFuture<Void>();
    var doomed = RolePools.open(vertx, database.office());
    node(
        new PgStores(doomed, () -> {}),
        shift -> {
          shift.at(3, 10L);
          reached.complete(null);
          return never();
        });
    UUID oid = asked();
    reached.get(20, TimeUnit.SECONDS);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> found(oid).progress().done() == 3);

    doomed.office().close().await();
    node(shift -> done("{\"from\":%d}".formatted(shift.progress().done())));

    assertThat(DomainJson.own(ended(oid, State.SUCCEEDED).outcome(), ObjectNode.class))
        .isEqualTo(DomainJson.object().put("from", 3));
  }

  @Test
  void work_that_nodes_die_of_is_given_up_and_says_so() {
    var runs = new AtomicInteger();
    node(shift -> {
      runs.incrementAndGet();
      return new Step<>(Future.failedFuture(new java.io.IOException("cut")));
    });

    var failed = ended(asked(), State.FAILED);

    assertThat(failed.outcome()).contains("interrupted");
    assertThat(runs).hasValue(5);
  }

  @Test
  void a_node_that_drains_lets_another_one_go_on_at_once() throws Exception {
    var reached = new CompletableFuture<Void>();
    String leaving =
        node(shift -> {
          reached.complete(null);
          return Step.from(untilItMayNot(shift));
        });
    UUID oid = asked();
    reached.get(20, TimeUnit.SECONDS);

    vertx.undeploy(leaving).await();
    long left = System.nanoTime();
    node(shift -> done("{}"));

    ended(oid, State.SUCCEEDED);
    assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(LEASE);
  }

  @Test
  void what_is_cancelled_stops() throws Exception {
    var reached = new CompletableFuture<Void>();
    node(shift -> {
      reached.complete(null);
      return Step.from(untilItMayNot(shift));
    });
    UUID oid = asked();
    reached.get(20, TimeUnit.SECONDS);

    stores.transact(maker, tx -> perform(tx, new OperationCommand.Cancel(oid))).await().orThrow();

    ended(oid, State.CANCELLED);
  }

  @Test
  void a_refusal_and_a_defect_are_told_as_problems() {
    node(shift ->
        shift.operation().parameters().contains("bad")
            ? Step.refused(Refusal.Invalid.of("/from", "range", "too early"))
            : throwing());

    assertThat(ended(asked("{\"bad\":1}"), State.FAILED).outcome()).contains("422", "too early");
    assertThat(ended(asked(), State.FAILED).outcome()).contains("internal").doesNotContain("oops");
  }

  @Test
  void no_more_run_at_once_than_the_node_takes() throws Exception {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    node(shift -> {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      return Step.from(
          vertx
              .timer(50, TimeUnit.MILLISECONDS)
              .map(passed -> {
                running.decrementAndGet();
                return Optional.of(DomainJson.object());
              }));
    });

    var all = java.util.stream.IntStream.range(0, 8).mapToObj(i -> asked()).toList();

    all.forEach(oid -> ended(oid, State.SUCCEEDED));
    assertThat(most).hasValue(2);
  }

  private static Step<Optional<ObjectNode>> throwing() {
    throw new IllegalStateException("oops");
  }

  private static Step<Optional<ObjectNode>> never() {
    return Step.from(Promise.<Optional<ObjectNode>>promise().future());
  }

  private static Step<Optional<ObjectNode>> done(String result) {
    return Step.done(Optional.of(DomainJson.own(result, ObjectNode.class)));
  }

  private Future<Optional<ObjectNode>> untilItMayNot(Shift shift) {
    return shift.mayGoOn()
        ? vertx.timer(10, TimeUnit.MILLISECONDS).compose(passed -> untilItMayNot(shift))
        : Future.succeededFuture(Optional.empty());
  }

  /** A node that knows this kind of work; its id. */
  private String node(Function<Shift, Step<Optional<ObjectNode>>> does) {
    return node(stores, does);
  }

  private String node(PgStores on, Function<Shift, Step<Optional<ObjectNode>>> does) {
    var settings = new OperationRunner.Settings(2, LEASE, Duration.ofMillis(50));
    var runner =
        new OperationRunner(on, List.of(new Work(does)), "node-" + Samples.ids(), settings, mint);
    return vertx.deployVerticle(runner).await();
  }

  private UUID asked() {
    return asked("{}");
  }

  private UUID asked(String parameters) {
    var json = DomainJson.own(parameters, ObjectNode.class);
    return stores
        .transact(maker, tx -> perform(tx, new OperationCommand.Ask(KIND, json)))
        .await()
        .orThrow()
        .oid();
  }

  private Step<Operation> perform(PgStores tx, OperationCommand command) {
    return new OperationService(mint).perform(tx, maker, command);
  }

  private Operation ended(UUID oid, State expected) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> found(oid).hasEnded());
    var found = found(oid);
    assertThat(found.state()).as("%s", found).isEqualTo(expected);
    assertThat(Mandate.of(maker)).isEqualTo(found.mandate());
    return found;
  }

  private Operation found(UUID oid) {
    return stores.operations().find(oid).future().await().orThrow();
  }
}
