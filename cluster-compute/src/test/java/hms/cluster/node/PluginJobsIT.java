package hms.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import hms.cluster.plugin.Typed;
import hms.domain.job.Job;
import hms.domain.job.JobOptions;
import hms.domain.job.JobState;
import hms.storage.JobStore;
import hms.storage.TestPostgres;
import hms.storage.pg.PgJobStore;
import hms.storage.pg.PgPools;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A type from its own jar on real nodes: one has it, one has other jars of it, one has none. */
class PluginJobsIT {
  private static final JobOptions MANY_CHUNKS = new JobOptions(5, 0, 2_000, 0.01, false);
  private static final String COMPUTED_BY =
      """
      select distinct n.name from job_chunk_result r join compute_node n on n.node = r.node
      where r.job = $1 order by n.name
      """;

  @TempDir private Path its;
  @TempDir private Path others;
  private final TestPostgres.Database database = TestPostgres.freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool = PgPools.open(vertx, database.office());

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void all_of_a_job_is_computed_by_one_code_on_nodes_that_have_it() throws Exception {
    var types = List.of(Typed.withExample(its), Typed.withOtherJars(others), Typed.without());
    try (var nodes = new Nodes(this::store, types)) {
      var oid = nodes.submit("collatz", "{\"to\":200000}", MANY_CHUNKS);
      var factors = nodes.submit("factors", "{\"from\":1,\"to\":200000}", MANY_CHUNKS);

      Job job = nodes.ended(oid);

      assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(job.verdict()).contains("CONFIRMED");
      assertThat(new JsonObject(job.result().orElseThrow()))
          .isEqualTo(new JsonObject().put("n", 156_159).put("steps", 382));
      assertThat(job.chunksDone()).isEqualTo(100);
      var by = computedBy(job);
      assertThat(by).hasSize(1).doesNotContain("node-2");
      int node = by.getFirst().equals("node-0") ? 0 : 1;
      assertThat(job.code()).contains(types.get(node).code("collatz").text());
      assertThat(computedBy(nodes.ended(factors))).as("a type that all have").contains("node-2");
    }
  }

  private JobStore store(Vertx its) {
    return new PgJobStore(its, PgPools.open(its, database.office()));
  }

  private List<String> computedBy(Job job) {
    var names = new ArrayList<String>();
    pool.preparedQuery(COMPUTED_BY)
        .execute(Tuple.of(job.oid()))
        .await()
        .forEach(row -> names.add(row.getString(0)));
    return names;
  }
}
