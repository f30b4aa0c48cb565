package hms.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.cluster.Addresses;
import hms.cluster.Recheck;
import hms.cluster.Recheck.Answer;
import hms.cluster.Recheck.Finding;
import hms.cluster.TestCluster;
import hms.cluster.job.JobTypes;
import hms.cluster.node.Turncoat.Turn;
import hms.cluster.work.RecheckVerticle;
import hms.domain.job.Interval;
import hms.domain.job.JobOptions;
import hms.domain.job.JobState;
import hms.storage.JobStore;
import hms.storage.TestPostgres;
import hms.storage.pg.PgJobStore;
import hms.storage.pg.PgPools;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chunks that are computed once more by a node that did not commit them. */
final class RecheckIT {
  private static final JobOptions SOME_MAY_BE_BAD = new JobOptions(5, 0, 0, 0.5, false);
  private static final Interval FIRST = new Interval(0, 2);

  private final TestPostgres.Database database = TestPostgres.freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool = PgPools.open(vertx, database.owner());
  private final Turncoat type = new Turncoat();
  private final TestCluster checker = TestCluster.of(1);
  private UUID job = new UUID(0, 0);

  @BeforeEach
  void computeIt() {
    try (var nodes = new Nodes(1, this::store, type)) {
      var ended = nodes.ended(nodes.submit("turncoat", "{}", SOME_MAY_BE_BAD));
      assertThat(ended.state()).as(ended.reason().toString()).isEqualTo(JobState.PARTIAL);
      job = ended.oid();
    }
    check(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    checker.close();
    vertx.close().await();
  }

  @Test
  void what_is_pure_comes_out_the_same_in_each_stage() {
    for (var each : new Interval[] {FIRST, new Interval(2, 4), new Interval(4, 5)}) {
      assertThat(answer(each)).isEqualTo(Answer.of(Finding.SAME));
    }
  }

  @Test
  void whatever_of_it_comes_out_differently_is_noticed() {
    Turn part = (range, chunk) -> range.units() + 1;
    Turn left =
        (range, chunk) -> {
          chunk.emit(0, new byte[] {1});
          return range.units();
        };
    Turn leftToOthers =
        (range, chunk) -> {
          chunk.emit(3, new byte[] {1});
          return range.units();
        };
    Turn rejected =
        (range, chunk) -> {
          chunk.reject(0, "cracked");
          return range.units();
        };
    Turn reason =
        (range, chunk) -> {
          chunk.reject(1, "chipped");
          return range.units();
        };
    var turns =
        Map.of(
            "part", part, "left", left, "to others", leftToOthers, "bad", rejected, "why", reason);
    turns.forEach((name, turn) -> {
      type.turn().set(turn);
      assertThat(answer(FIRST).finding()).as(name).isEqualTo(Finding.DIFFERS);
    });
  }

  @Test
  void what_a_chunk_is_computed_from_is_part_of_its_proof() {
    run("update job_blob set bytes = bytes || 'x' where lo = 0");

    assertThat(answer(FIRST).finding()).isEqualTo(Finding.DIFFERS);
    assertThat(answer(new Interval(4, 5)).finding()).isEqualTo(Finding.DIFFERS);
  }

  @Test
  void what_is_swept_meanwhile_is_no_proof() {
    type.turn()
        .set((range, chunk) -> {
          run("update job set swept = now()");
          return 0;
        });

    assertThat(answer(FIRST).why()).contains("swept meanwhile");
    assertThat(answer(FIRST).why()).contains("no such chunk");
  }

  @Test
  void borders_that_no_chunk_has_are_none() {
    assertThat(answer(new Interval(0, 4)).why()).contains("no such chunk");
  }

  @Test
  void what_fails_by_now_says_how() {
    type.turn()
        .set((range, chunk) -> {
          throw new IllegalStateException("the kiln is cold");
        });

    assertThat(answer(FIRST).why()).contains("the kiln is cold");
  }

  @Test
  void one_at_a_time_and_none_for_ever() {
    check(Duration.ofMillis(1));
    type.turn()
        .set((range, chunk) -> {
          while (true) chunk.checkpoint();
        });

    assertThat(ask(FIRST).finding()).isEqualTo(Finding.AT_WORK);
    assertThat(ask(new Interval(2, 4)).finding()).isEqualTo(Finding.BUSY);
    assertThat(answer(FIRST).why()).contains("longer than a check may");
    type.turn().set(Turn.NONE);
    assertThat(answer(new Interval(4, 5)).finding()).isEqualTo(Finding.SAME);
  }

  private void check(Duration takes) {
    var node = checker.node(0);
    node.vertx().deploymentIDs().forEach(old -> node.vertx().undeploy(old).await());
    var its = store(node.vertx());
    var checks = new RecheckVerticle(node, its, new JobTypes(type), takes, Clock.systemUTC());
    node.vertx().deployVerticle(checks).await();
  }

  private Answer answer(Interval units) {
    return await()
        .atMost(Nodes.PATIENCE)
        .until(() -> ask(units), said -> said.finding() != Finding.AT_WORK);
  }

  private Answer ask(Interval units) {
    var node = checker.node(0);
    return node.bus()
        .request(Addresses.rechecked(node.nodeId()), new Recheck(job, units.lo(), units.hi()))
        .await();
  }

  private void run(String sql) {
    var unused = pool.query(sql).execute().toCompletionStage().toCompletableFuture().join();
  }

  private JobStore store(Vertx its) {
    return new PgJobStore(its, PgPools.open(its, database.office()));
  }
}
