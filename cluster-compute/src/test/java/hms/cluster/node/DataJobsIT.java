package hms.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.domain.job.Job;
import hms.domain.job.JobOptions;
import hms.domain.job.JobState;
import hms.domain.job.JobWish;
import hms.storage.TestPostgres;
import hms.storage.pg.PgJobStore;
import hms.storage.pg.PgPools;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs whose input comes from the database and whose rows go there. */
class DataJobsIT {
  private static final int UNITS = 40;
  private static final String SUM = "20540";
  private static final String NUMBERS =
      """
      insert into job_input (job, unit, bytes)
      select $1, n, convert_to(n::text, 'UTF8') from generate_series(0, $2 - 1) n
      """;
  private static final String TELL =
      "insert into job_event (job, kind, detail) select $1, 'published', count(*) from job_rows($1)";
  private static final String TOLD =
      "select detail from job_event where job = $1 and kind = 'published' order by n";

  private final TestPostgres.Database database = TestPostgres.freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool = PgPools.open(vertx, database.office());
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    gate.countDown();
    vertx.close().await();
  }

  @Test
  void a_new_owner_goes_on_with_what_the_old_one_froze_and_publishes_once() {
    try (var nodes = nodes(2, squares(NUMBERS, UNITS, SUM, TELL))) {
      var oid = nodes.submit("squares", "{}");
      await().atMost(Duration.ofSeconds(20)).until(() -> nodes.find(oid).chunksDone() >= 2);
      nodes.kill(nodes.owner(oid));
      gate.countDown();

      Job job = nodes.ended(oid);

      assertThat(job.reason()).isEmpty();
      assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(job.epoch()).isEqualTo(2);
      assertThat(job.verdict()).contains("CONFIRMED");
      var result = new JsonObject(job.result().orElseThrow());
      assertThat(result.getInteger("rows")).isEqualTo(UNITS);
      assertThat(result.getJsonArray("columns")).containsExactly("n", "square");
      assertThat(told(job)).containsExactly(String.valueOf(UNITS));
    }
  }

  @Test
  void a_job_that_cannot_be_laid_out_says_why() {
    assertThat(reason(squares(NUMBERS, 0, SUM, TELL)))
        .isEqualTo("PLAN: there is nothing to compute");
    assertThat(reason(squares("insert into nowhere values ($1, $2)", UNITS, SUM, TELL)))
        .startsWith("PLAN:")
        .contains("nowhere");
  }

  @Test
  void rows_that_an_oracle_in_sql_refutes_are_not_published() {
    assertThat(reason(squares(NUMBERS, UNITS, "20541", TELL)))
        .isEqualTo("REFUTED: squares: expected 20541, found 20540");
  }

  @Test
  void rows_that_cannot_be_published_are_no_result() {
    assertThat(reason(squares(NUMBERS, UNITS, SUM, "insert into job_input values ($1, -1, '')")))
        .startsWith("PUBLISH:")
        .contains("job_input");
  }

  @Test
  void a_bad_datum_is_left_out_and_told_of_unless_there_are_too_many() {
    String oneBad = NUMBERS.replace("n::text", "(case n when 17 then -1 else n end)::text");
    gate.countDown();
    try (var nodes = nodes(1, squares(oneBad, 200, SUM, TELL))) {
      Job job = nodes.ended(nodes.submit("squares", "{}"));

      assertThat(job.state()).isEqualTo(JobState.PARTIAL);
      var result = new JsonObject(job.result().orElseThrow());
      assertThat(result.getInteger("rows")).isEqualTo(199);
      assertThat(result.getJsonArray("rejectedUnits").getJsonObject(0))
          .isEqualTo(new JsonObject().put("unit", 17).put("reason", "-1 has no square here"));
      assertThat(told(job)).containsExactly("199");
    }
    assertThat(reason(squares(oneBad, UNITS, SUM, TELL)))
        .startsWith("TOO_MANY_DEAD: 0 dead and 1 rejected, first 17: -1")
        .endsWith("of 40 units");
  }

  @Test
  void what_was_made_without_units_that_are_open_again_is_made_anew_or_not_at_all() {
    var mended = new AtomicBoolean();
    var store = new PgJobStore(vertx, pool);
    try (var nodes =
        new Nodes(
            1,
            each -> new PgJobStore(each, PgPools.open(each, database.office())),
            new TwoTiers(mended))) {
      var mayMissSome = new JobOptions(5, 0, 0, 0.5, false);
      var oid = nodes.submit("two-tiers", "{}", mayMissSome);
      assertThat(nodes.ended(oid).state()).isEqualTo(JobState.PARTIAL);
      mended.set(true);

      assertThat(again(store, nodes, oid, JobWish.RETRY).reason())
          .contains(
              "PLAN: a later stage was computed without units that are open again; retry all of it");

      Job whole = again(store, nodes, oid, JobWish.RETRY_ALL);
      assertThat(whole.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(whole.unitsDone()).isEqualTo(15);
    }
  }

  private static Job again(PgJobStore store, Nodes nodes, UUID oid, JobWish wish) {
    store.wish(oid, wish, "mia").await().orThrow();
    store.wake().await();
    return nodes.ended(oid);
  }

  private String reason(Squares squares) {
    gate.countDown();
    try (var nodes = nodes(1, squares)) {
      Job job = nodes.ended(nodes.submit("squares", "{}"));

      assertThat(job.state()).isEqualTo(JobState.FAILED);
      assertThat(told(job)).isEmpty();
      return job.reason().orElseThrow();
    }
  }

  private Squares squares(String input, int units, String promised, String publication) {
    return new Squares(input, units, promised, publication, gate);
  }

  private Nodes nodes(int count, Squares squares) {
    return new Nodes(
        count, each -> new PgJobStore(each, PgPools.open(each, database.office())), squares);
  }

  private List<String> told(Job job) {
    var details = new ArrayList<String>();
    pool.preparedQuery(TOLD)
        .execute(Tuple.of(job.oid()))
        .await()
        .forEach(row -> details.add(row.getString(0)));
    return details;
  }
}
