package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.Chunk;
import hms.domain.job.ChunkResult;
import hms.domain.job.Job;
import hms.domain.job.JobCode;
import hms.domain.job.Pace;
import hms.storage.Ids;
import hms.storage.JobStore.ComputeNode;
import hms.storage.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Jobs that freeze and leave data, in a database of their own. */
final class DataJobs implements AutoCloseable {
  static final Duration MISSED = Pace.DEFAULT.missed();
  static final JobCode CODE = new JobCode("squares", 1, "");

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool = PgPools.open(vertx, TestPostgres.freshDatabase().office());
  private final PgJobStore store = new PgJobStore(vertx, pool);

  @Override
  public void close() {
    vertx.close().await();
  }

  PgJobStore store() {
    return store;
  }

  /** Of its office. */
  Pool pool() {
    return pool;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Chunk chunk(Job job, long lo, long hi) {
    return new Chunk(job.oid(), 1, lo, hi, 1);
  }

  long count(String sql, Job job) {
    var rows = pool.preparedQuery(sql).execute(Tuple.of(job.oid())).await();
    return rows.iterator().next().getLong(0);
  }

  Job find(Job job) {
    return store.find(job.oid()).await().orElseThrow();
  }

  Job claimed() {
    Job job = Job.queued(Ids.next(), "squares", "{}", "mia", Instant.now());
    store.insert(job).await();
    var node = new ComputeNode("a", "node-a", 1, "test", List.of(CODE));
    store.renew(node, 0, Duration.ofSeconds(30)).await();
    assertThat(store.claim("a", Set.of(), MISSED, Set.of()).await()).isNotEmpty();
    return job;
  }

  Job planned(long units) {
    Job job = claimed();
    assertThat(store.plan(job.oid(), 1, units, CODE).await()).isTrue();
    return job;
  }

  void commit(Job job, long lo, long hi, String part) {
    var result = new ChunkResult(chunk(job, lo, hi), "a", Instant.now(), 1, 1, bytes(part));
    assertThat(store.commit(List.of(result), false).await()).isTrue();
  }
}
