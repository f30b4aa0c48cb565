package hms.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.job.Chunk;
import hms.domain.job.ChunkFailure;
import hms.domain.job.DeadChunk;
import hms.domain.job.EndReason;
import hms.domain.job.FailureClass;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.domain.job.JobTerms;
import hms.domain.job.JobWish;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of jobs must keep: failures, dead units, and what people want of jobs. */
public abstract class JobWishesContract extends JobOwnersContract {

  @Test
  void a_fast_commit_is_stored_like_any_other() {
    Job job = running("a", 10);

    boolean stored = store().commit(List.of(result(job, 1, 0, 10)), true).await();

    assertThat(stored).isTrue();
    assertThat(store().committed(job.oid()).await()).containsExactly(new Interval(0, 10));
  }

  @Test
  void a_new_epoch_shuts_the_old_one_out_and_buries_what_is_dead() {
    Job job = running("a", 10);
    store().commit(List.of(result(job, 1, 0, 4)), false).await();

    var raised = store().raise(job.oid(), 1, List.of(dead(4, 5))).await();

    assertThat(raised).contains(2L);
    assertThat(store().commit(List.of(result(job, 1, 5, 10)), false).await()).isFalse();
    assertThat(store().raise(job.oid(), 1, List.of()).await()).isEmpty();
    assertThat(store().find(job.oid()).await().orElseThrow().unitsDead()).isEqualTo(1);
    assertThat(store().rebuild(job.oid()).await().settled()).containsExactly(new Interval(0, 5));
  }

  @Test
  void what_is_committed_is_not_buried() {
    Job job = running("a", 10);
    store().commit(List.of(result(job, 1, 0, 4)), false).await();

    store().raise(job.oid(), 1, List.of(dead(2, 3))).await();

    assertThat(store().find(job.oid()).await().orElseThrow().unitsDead()).isZero();
  }

  @Test
  void a_job_with_dead_units_ends_in_part_once_all_others_are_there() {
    Job job = running("a", 10);
    store().raise(job.oid(), 1, List.of(dead(9, 10))).await();
    var part = new JobStore.End.Partial("{}");
    assertThat(store().finish(job.oid(), 2, part).await()).isFalse();
    store().commit(List.of(result(job, 2, 0, 9)), false).await();

    assertThat(store().finish(job.oid(), 2, new JobStore.End.Succeeded("{}", true)).await())
        .isFalse();
    assertThat(store().finish(job.oid(), 2, part).await()).isTrue();

    assertThat(state(job)).isEqualTo(JobState.PARTIAL);
  }

  @Test
  void a_new_owner_is_told_what_went_wrong() {
    Job job = running("a", 10);
    var failure =
        new ChunkFailure(
            new Chunk(job.oid(), 1, 0, 4, 2), "a", FailureClass.BUG, "kiln is cold", "at Kiln");

    store().note(failure).await();

    assertThat(store().rebuild(job.oid()).await().failures()).containsExactly(failure);
  }

  @Test
  void an_owner_is_told_what_became_of_its_jobs() {
    Job job = running("a", 10);
    store().wish(job.oid(), JobWish.KILL, "mia").await();

    var standings = store().standings("a").await();

    assertThat(standings).contains(new JobStore.Standing(job.oid(), 1, JobState.CANCELLING, true));
  }

  @Test
  void nothing_is_committed_after_a_cancel() {
    Job job = running("a", 10);

    Job cancelled = wished(job, JobWish.CANCEL);

    assertThat(cancelled.state()).isEqualTo(JobState.CANCELLING);
    assertThat(store().commit(List.of(result(job, 1, 0, 4)), false).await()).isFalse();
    assertThat(store().finish(job.oid(), 1, new JobStore.End.Cancelled()).await()).isTrue();
    assertThat(wished(job, JobWish.CANCEL).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void a_job_that_nobody_has_is_cancelled_at_once() {
    assertThat(wished(submitted(), JobWish.CANCEL).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void a_paused_job_takes_commits_and_goes_on() {
    Job job = running("a", 10);

    assertThat(wished(job, JobWish.PAUSE).state()).isEqualTo(JobState.PAUSED);

    assertThat(store().commit(List.of(result(job, 1, 0, 10)), false).await()).isTrue();
    assertThat(store().finish(job.oid(), 1, new JobStore.End.Succeeded("{}", true)).await())
        .isFalse();
    assertThat(wished(job, JobWish.RESUME).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void a_job_that_is_paused_before_it_was_laid_out_is_claimed_once_it_is_resumed() {
    Job job = submitted();
    wished(job, JobWish.PAUSE);
    var none = store().claim(live("a"), Set.of(), MISSED, Set.of()).await();
    assertThat(none).extracting(Job::oid).doesNotContain(job.oid());

    assertThat(wished(job, JobWish.RESUME).state()).isEqualTo(JobState.QUEUED);

    owned("a", job);
  }

  @Test
  void a_failed_job_is_tried_again_with_what_it_has() {
    Job job = running("a", 10);
    store().commit(List.of(result(job, 1, 0, 4)), false).await();
    store().raise(job.oid(), 1, List.of(dead(4, 5))).await();
    store().finish(job.oid(), 2, new JobStore.End.Failed(EndReason.TOO_MANY_DEAD, "1")).await();

    Job again = wished(job, JobWish.RETRY);

    assertThat(again.state()).isEqualTo(JobState.QUEUED);
    assertThat(again.reason()).isEmpty();
    assertThat(again.unitsDone()).isEqualTo(4);
    assertThat(again.unitsDead()).isZero();
    assertThat(store().rebuild(job.oid()).await())
        .isEqualTo(new JobStore.Rebuilt(List.of(new Interval(0, 4)), List.of(), 2));
  }

  @Test
  void a_failed_job_is_computed_anew() {
    Job job = running("a", 10);
    store().commit(List.of(result(job, 1, 0, 4)), false).await();
    store().finish(job.oid(), 1, new JobStore.End.Failed(EndReason.DEADLINE, "late")).await();

    Job again = wished(job, JobWish.RETRY_ALL);

    assertThat(again.unitsDone()).isZero();
    assertThat(store().committed(job.oid()).await()).isEmpty();
  }

  @Test
  void what_a_state_does_not_allow_is_refused() {
    Job job = running("a", 10);
    store().finish(job.oid(), 1, new JobStore.End.Failed(EndReason.DEADLINE, "late")).await();

    assertThat(store().wish(job.oid(), JobWish.PAUSE, "mia").await())
        .isInstanceOf(Outcome.Refused.class);
    assertThat(store().wish(Ids.next(), JobWish.PAUSE, "mia").await())
        .isEqualTo(Outcome.refused(new Refusal.NotFound("job")));
  }

  @Test
  void owners_that_die_without_progress_are_counted() {
    Job job = running("a", 10);
    for (int i = 0; i < 3; i++) {
      renew(i % 2 == 0 ? "a" : "b", OVER);
      owned(live(i % 2 == 0 ? "b" : "a"), job);
    }

    assertThat(store().find(job.oid()).await().orElseThrow().lostOwners()).isEqualTo(3);
  }

  @Test
  void a_job_is_not_begun_before_its_time() {
    var created = Instant.parse("2026-11-22T10:00:00Z");
    var later = Optional.of(Instant.parse("2999-01-01T00:00:00Z"));
    Job job =
        Job.queued(Ids.next(), JobTerms.of("factors", "{}").within(later, later), "mia", created);
    store().insert(job).await();

    var claimed = store().claim(live("a"), Set.of(), MISSED, Set.of()).await();

    assertThat(claimed).extracting(Job::oid).doesNotContain(job.oid());
    assertThat(store().find(job.oid()).await()).contains(job);
  }

  private Job wished(Job job, JobWish wish) {
    return store().wish(job.oid(), wish, "mia").await().orThrow();
  }

  private JobState state(Job job) {
    return store().find(job.oid()).await().orElseThrow().state();
  }

  private static DeadChunk dead(long lo, long hi) {
    return new DeadChunk(new Interval(lo, hi), FailureClass.BUG, "kiln is cold", 2, 3);
  }
}
