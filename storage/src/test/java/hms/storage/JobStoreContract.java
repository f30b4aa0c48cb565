package hms.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.audit.TraceParent;
import hms.domain.job.Chunk;
import hms.domain.job.ChunkResult;
import hms.domain.job.EndReason;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobCode;
import hms.domain.job.JobState;
import hms.domain.job.JobTerms;
import hms.domain.job.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every store of jobs must keep. */
public abstract class JobStoreContract {
  protected static final Duration LEASE = Duration.ofSeconds(30);
  protected static final Duration OVER = Duration.ofMillis(-1);
  protected static final JobCode CODE = new JobCode("factors", 1, "");
  protected static final Duration MISSED = Pace.DEFAULT.missed();

  protected abstract JobStore store();

  @Test
  void a_submitted_job_is_found_as_it_was() {
    Job job = submitted();

    var found = store().find(job.oid()).await();

    assertThat(found).contains(job);
  }

  @Test
  void a_job_that_is_known_stays_as_it_is() {
    Job job = submitted();

    store().insert(Job.queued(job.oid(), "other", "{}", "jo", job.created())).await();

    assertThat(store().find(job.oid()).await()).contains(job);
  }

  protected final List<UUID> claimed(String node) {
    return store().claim(node, Set.of(), MISSED, Set.of()).await().stream().map(Job::oid).toList();
  }

  @Test
  void a_commit_under_an_old_epoch_stores_nothing() {
    Job job = running("a", 10);
    renew("a", OVER);
    owned(live("b"), job);

    boolean stored = store().commit(List.of(result(job, 1, 0, 10)), false).await();

    assertThat(stored).isFalse();
    assertThat(store().committed(job.oid()).await()).isEmpty();
  }

  @Test
  void a_commit_that_is_repeated_adds_nothing() {
    Job job = running("a", 10);
    store().commit(List.of(result(job, 1, 0, 4)), false).await();

    boolean stored =
        store().commit(List.of(result(job, 1, 0, 4), result(job, 1, 6, 10)), false).await();

    assertThat(stored).isTrue();
    Job after = store().find(job.oid()).await().orElseThrow();
    assertThat(after.unitsDone()).isEqualTo(8);
    assertThat(after.chunksDone()).isEqualTo(2);
    assertThat(after.cpuMicros()).isEqualTo(12);
    assertThat(store().committed(job.oid()).await())
        .containsExactly(new Interval(0, 4), new Interval(6, 10));
  }

  @Test
  void committed_neighbours_are_one_interval() {
    Job job = running("a", 10);

    store().commit(List.of(result(job, 1, 4, 6), result(job, 1, 0, 4)), false).await();

    assertThat(store().committed(job.oid()).await()).containsExactly(new Interval(0, 6));
  }

  @Test
  void parts_come_in_the_order_of_their_units() {
    Job job = running("a", 10);
    store().commit(List.of(result(job, 1, 4, 6), result(job, 1, 0, 4)), false).await();

    var parts = store().parts(job.oid(), 1, 100).await();

    assertThat(parts).extracting(JobStore.Part::interval).containsExactly(new Interval(4, 6));
    assertThat(parts.getFirst().payload()).containsExactly(4, 6);
  }

  @Test
  void parts_come_in_pages_of_so_many_bytes_and_one_at_least() {
    Job job = running("a", 10);
    for (int lo = 0; lo < 10; lo += 2) {
      assertThat(store().commit(List.of(result(job, 1, lo, lo + 2)), false).await()).isTrue();
    }

    assertThat(store().parts(job.oid(), 0, 5).await()).as("two bytes each").hasSize(2);
    assertThat(store().parts(job.oid(), 0, 6).await()).hasSize(3);
    assertThat(store().parts(job.oid(), 0, 1).await()).as("one at least").hasSize(1);
    assertThat(store().parts(job.oid(), 8, 100).await()).hasSize(1);
    assertThat(store().parts(job.oid(), 10, 100).await()).isEmpty();
  }

  @Test
  void a_job_cannot_succeed_before_all_its_units_are_committed() {
    Job job = running("a", 10);
    store().commit(List.of(result(job, 1, 0, 4)), false).await();

    assertThat(store().finish(job.oid(), 1, new JobStore.End.Succeeded("{}", true)).await())
        .isFalse();
  }

  @Test
  void a_job_whose_units_are_all_committed_succeeds_with_its_result() {
    Job job = running("a", 10);
    store().commit(List.of(result(job, 1, 0, 10)), false).await();

    boolean ended =
        store().finish(job.oid(), 1, new JobStore.End.Succeeded("{\"n\":1}", true)).await();

    Job after = store().find(job.oid()).await().orElseThrow();
    assertThat(ended).isTrue();
    assertThat(after.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(after.result()).contains("{\"n\":1}");
    assertThat(after.verdict()).contains("CONFIRMED");
    assertThat(after.ended()).isPresent();
  }

  @Test
  void what_no_oracle_was_asked_about_has_no_verdict() {
    Job job = running("a", 10);
    store().commit(List.of(result(job, 1, 0, 10)), false).await();

    store().finish(job.oid(), 1, new JobStore.End.Succeeded("{}", false)).await();

    Job after = store().find(job.oid()).await().orElseThrow();
    assertThat(after.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(after.verdict()).isEmpty();
  }

  @Test
  void a_job_fails_with_its_reason_once() {
    Job job = running("a", 10);
    var failed = new JobStore.End.Failed(EndReason.REFUTED, "expected 3, found 4");
    store().finish(job.oid(), 1, failed).await();

    boolean again = store().finish(job.oid(), 1, failed).await();

    Job after = store().find(job.oid()).await().orElseThrow();
    assertThat(again).isFalse();
    assertThat(after.reason()).contains("REFUTED: expected 3, found 4");
    assertThat(after.verdict()).contains("REFUTED");
  }

  @Test
  void a_wake_reaches_whoever_sleeps() throws InterruptedException {
    var woken = new CountDownLatch(1);
    store().onWake(woken::countDown).await();

    store().wake().await();

    assertThat(woken.await(5, TimeUnit.SECONDS)).isTrue();
  }

  protected final Job submitted() {
    return submitted(Optional.empty());
  }

  protected final Job submitted(Optional<Instant> deadline) {
    UUID oid = Ids.next();
    var created = Instant.parse("2026-11-22T10:00:00Z");
    var trace = TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    var terms = JobTerms.of("factors", "{\"to\":10}").within(Optional.empty(), deadline);
    Job job = Job.queued(oid, terms, "mia", "mia", created, trace);
    store().insert(job).await();
    return job;
  }

  protected final String live(String node) {
    renew(node, LEASE);
    return node;
  }

  protected final void renew(String node, Duration lease) {
    assertThat(lease(node, lease).live().contains(node) || !lease.isPositive()).isTrue();
  }

  protected final JobStore.Lease lease(String node, Duration lease) {
    return lease(node, lease, CODE);
  }

  protected final JobStore.Lease lease(String node, Duration lease, String type) {
    return lease(node, lease, new JobCode(type, 1, ""));
  }

  protected final JobStore.Lease lease(String node, Duration lease, JobCode code) {
    var its = new JobStore.ComputeNode(node, node, 1, "1", List.of(code));
    return store().renew(its, 0, lease).await();
  }

  protected final Job claimedBy(String node, Job job) {
    return store().claim(node, Set.of(), MISSED, Set.of()).await().stream()
        .filter(claimed -> claimed.oid().equals(job.oid()))
        .findFirst()
        .orElseThrow();
  }

  protected final void owned(String node, Job job) {
    assertThat(claimedBy(node, job).owner()).contains(node);
  }

  protected final Job running(String node, long units) {
    Job job = claimedBy(live(node), submitted());
    assertThat(store().plan(job.oid(), job.epoch(), units, CODE).await()).isTrue();
    return job;
  }

  protected static ChunkResult result(Job job, long epoch, int lo, int hi) {
    var chunk = new Chunk(job.oid(), epoch, lo, hi, 1);
    return new ChunkResult(chunk, "a", Instant.EPOCH, 7, 6, new byte[] {(byte) lo, (byte) hi});
  }
}
