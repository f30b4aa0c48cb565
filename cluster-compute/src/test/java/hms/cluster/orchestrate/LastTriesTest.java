package hms.cluster.orchestrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.cluster.JobTraces;
import hms.cluster.job.JobTypes;
import hms.cluster.jobs.drill.Drill;
import hms.domain.job.Chunk;
import hms.domain.job.ChunkResult;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.domain.job.Pace;
import hms.storage.Ids;
import hms.storage.JobStore;
import hms.storage.MemoryJobStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can neither be opened nor ended is tried some times, and then it has FAILED. */
class LastTriesTest {
  private static final Pace PACE =
      new Pace(Duration.ofMillis(30), Duration.ofMillis(2), Duration.ofMillis(100), 5);

  /** Nothing that a count was written as. */
  private static final byte[] TORN = {1};

  private final Vertx vertx = Vertx.vertx();
  private final MemoryJobStore store = new MemoryJobStore();
  private final JobTypes types = new JobTypes(Drill.noop());

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void a_job_whose_parts_cannot_be_joined_has_failed() {
    Job job = claimed();
    assertThat(store.plan(job.oid(), 1, 1, types.code(job.type())).await()).isTrue();
    var result = new ChunkResult(new Chunk(job.oid(), 1, 0, 1, 1), "a", Instant.EPOCH, 1, 1, TORN);
    assertThat(store.commit(List.of(result), false).await()).isTrue();
    var ready = types.bind(job.type(), job.parameters()).orThrow();
    var endings = new Endings(vertx, store, JobTraces.NONE, PACE, (oid, epoch) -> true, oid -> {});

    vertx.runOnContext(go -> endings.complete(new LaidOut(find(job.oid()), ready, 1), 1));

    await().until(() -> find(job.oid()).state() == JobState.FAILED);
    assertThat(find(job.oid()).reason().orElseThrow())
        .startsWith("UNFINISHED: 8 tries, the last: ")
        .contains("BufferUnderflowException");
  }

  @Test
  void a_job_that_cannot_be_opened_has_failed() {
    Job job = claimed();
    var asked = new AtomicInteger();
    var openings = new Openings(vertx, faulty(asked), opening(faulty(asked)), PACE);

    vertx.runOnContext(go -> claimAgain(openings, job));

    await().until(() -> find(job.oid()).state() == JobState.FAILED);
    assertThat(find(job.oid()).reason().orElseThrow())
        .startsWith("PLAN: 8 tries, the last: ")
        .contains("no\ufffdanswer");
    assertThat(asked).hasValue(8);
    await().until(() -> openings.jobs().isEmpty());
  }

  @Test
  void what_waits_for_another_try_is_free_at_once_when_it_is_cancelled() {
    Job job = claimed();
    var asked = new AtomicInteger();
    var slow = new Pace(Duration.ofHours(3), Duration.ofHours(1), Duration.ofMillis(100), 5);
    var openings = new Openings(vertx, faulty(asked), opening(faulty(asked)), slow);
    vertx.runOnContext(go -> openings.open(job, (its, opened) -> {}));
    await().until(() -> asked.get() == 1);
    assertThat(openings.jobs()).containsExactly(job.oid());

    vertx.runOnContext(go -> openings.cancelled(job.oid()));

    await().until(() -> openings.jobs().isEmpty());
    assertThat(asked).hasValue(1);
  }

  /** As an owner does at each heartbeat with what it does not hold. */
  private void claimAgain(Openings openings, Job job) {
    if (find(job.oid()).state().ended()) return;
    if (openings.jobs().isEmpty()) openings.open(job, (its, opened) -> {});
    vertx.setTimer(1, due -> claimAgain(openings, job));
  }

  private Opening opening(JobStore from) {
    return new Opening(from, types, JobTraces.NONE, Clock.systemUTC());
  }

  /** A store that never answers whether a job is planned. */
  private JobStore faulty(AtomicInteger asked) {
    return (JobStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {JobStore.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("plan")) return method.invoke(store, arguments);
              asked.incrementAndGet();
              return Future.failedFuture("no\0answer");
            });
  }

  private Job claimed() {
    Job job = Job.queued(Ids.next(), "noop", "{\"units\": 1}", "mia", Instant.now());
    store.insert(job).await();
    var node = new JobStore.ComputeNode("a", "a", 1, "test", types.codes());
    assertThat(store.renew(node, 0, Duration.ofSeconds(30)).await().live()).contains("a");
    return store.claim("a", Set.of(), PACE.missed(), Set.of()).await().getFirst();
  }

  /** From any thread: memory answers at once. */
  private Job find(UUID oid) {
    return store.find(oid).result().orElseThrow();
  }
}
