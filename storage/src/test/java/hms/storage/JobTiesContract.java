package hms.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.EndReason;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.domain.job.JobTerms;
import hms.domain.job.JobTies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of jobs must keep: keys, followers, and how many there may be. */
public abstract class JobTiesContract extends JobCodesContract {
  private static final int NO_LIMIT = 0;

  @Test
  void a_job_is_found_with_its_key_and_those_it_follows() {
    Job earlier = submitted();
    Job job = tied("mia", "may", List.of(earlier.oid()));

    assertThat(store().admit(job, NO_LIMIT, NO_LIMIT).await()).contains(job);
    assertThat(store().find(job.oid()).await()).contains(job);
  }

  @Test
  void a_second_job_with_the_key_is_the_first_one_unless_somebody_else_sends_it() {
    Job first = tied("mia", "may", List.of());
    store().admit(first, NO_LIMIT, NO_LIMIT).await();

    Job again = tied("mia", "may", List.of());
    assertThat(store().admit(again, NO_LIMIT, NO_LIMIT).await()).contains(first);
    assertThat(store().find(again.oid()).await()).isEmpty();

    Job other = tied("jo", "may", List.of());
    assertThat(store().admit(other, NO_LIMIT, NO_LIMIT).await()).contains(other);
  }

  @Test
  void no_more_are_admitted_of_a_tenant_than_it_may_have() {
    Job first = tied("mia", "may", List.of());
    assertThat(store().admit(first, NO_LIMIT, 1).await()).contains(first);

    assertThat(store().admit(tied("mia", "june", List.of()), NO_LIMIT, 1).await()).isEmpty();
    assertThat(store().admit(first, NO_LIMIT, 1).await()).as("is there").contains(first);
    assertThat(store().admit(tied("jo", "june", List.of()), NO_LIMIT, 1).await()).isPresent();
    assertThat(store().admit(tied("mia", "june", List.of()), NO_LIMIT, 2).await()).isPresent();
  }

  @Test
  void no_more_are_admitted_than_there_may_be_but_what_is_there_is_found() {
    Job first = tied("mia", "may", List.of());
    store().admit(first, 1, NO_LIMIT).await();

    assertThat(store().admit(tied("mia", "june", List.of()), 1, NO_LIMIT).await()).isEmpty();
    assertThat(store().admit(first, 1, NO_LIMIT).await()).contains(first);
    assertThat(store().admit(tied("mia", "may", List.of()), 1, NO_LIMIT).await()).contains(first);

    end(first);
    assertThat(store().admit(tied("mia", "june", List.of()), 1, NO_LIMIT).await()).isPresent();
  }

  @Test
  void a_job_is_claimed_once_those_it_follows_have_ended() {
    Job earlier = submitted();
    Job later = tied("mia", "later", List.of(earlier.oid()));
    store().admit(later, NO_LIMIT, NO_LIMIT).await();

    assertThat(claimed(live("a"))).containsExactly(earlier.oid());
    assertThat(store().states(List.of(earlier.oid(), UUID.randomUUID())).await())
        .isEqualTo(Map.of(earlier.oid(), JobState.PLANNING));

    store().finish(earlier.oid(), 1, new JobStore.End.Failed(EndReason.PLAN, "no clay")).await();
    assertThat(claimed("a")).contains(later.oid());
  }

  private void end(Job job) {
    assertThat(claimed(live("a"))).contains(job.oid());
    var failed = new JobStore.End.Failed(EndReason.PLAN, "no clay");
    assertThat(store().finish(job.oid(), 1, failed).await()).isTrue();
  }

  private static Job tied(String by, String key, List<UUID> after) {
    var terms = JobTerms.of("factors", "{\"to\":10}").with(new JobTies(Optional.of(key), after));
    return Job.queued(Ids.next(), terms, by, Instant.parse("2026-11-22T10:00:00Z"));
  }
}
