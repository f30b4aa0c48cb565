package hms.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.EndReason;
import hms.domain.job.Job;
import hms.domain.job.JobCode;
import hms.domain.job.JobState;
import hms.domain.job.JobWish;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of jobs must keep: a job belongs to nodes that have its code. */
public abstract class JobCodesContract extends JobWishesContract {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final JobCode NEXT = new JobCode(CODE.name(), CODE.version() + 1, "");
  private static final JobCode OTHER = new JobCode("alchemy", 1, "");

  @Test
  void a_job_waits_for_a_node_that_has_its_type() {
    Job job = submitted();

    assertThat(claims("a", OTHER, job)).isFalse();
    assertThat(claims("b", NEXT, job)).isTrue();
  }

  @Test
  void what_one_code_began_no_other_one_goes_on_with() {
    Job job = running("a", 10);
    store().leave("a").await();

    assertThat(find(job).code()).contains(CODE.text());
    assertThat(claims("b", NEXT, job)).isFalse();
    assertThat(claims("c", CODE, job)).isTrue();
  }

  @Test
  void whoever_comes_by_may_end_a_job_that_is_to_be_cancelled() {
    Job job = running("a", 10);
    store().wish(job.oid(), JobWish.CANCEL, "mia").await().orThrow();
    lease("a", OVER, CODE);

    assertThat(claims("b", OTHER, job)).isTrue();
  }

  @Test
  void only_a_try_of_the_whole_may_be_by_another_code() {
    Job job = running("a", 10);
    var end = new JobStore.End.Failed(EndReason.DEADLINE, "");
    store().finish(job.oid(), job.epoch(), end).await();

    store().wish(job.oid(), JobWish.RETRY, "mia").await().orThrow();
    assertThat(claims("b", NEXT, job)).isFalse();

    assertThat(claims("c", CODE, job)).isTrue();
    store().finish(job.oid(), find(job).epoch(), end).await();
    store().wish(job.oid(), JobWish.RETRY_ALL, "mia").await().orThrow();
    assertThat(find(job).code()).isEmpty();
    assertThat(claims("b", NEXT, job)).isTrue();
    assertThat(find(job).state()).isEqualTo(JobState.PLANNING);
  }

  private boolean claims(String node, JobCode knows, Job job) {
    lease(node, LEASE, knows);
    return store().claim(node, Set.of(), MISSED, Set.of()).await().stream()
        .anyMatch(claimed -> claimed.oid().equals(job.oid()));
  }

  private Job find(Job job) {
    return store().find(job.oid()).await().orElseThrow();
  }
}
