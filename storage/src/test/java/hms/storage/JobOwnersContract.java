package hms.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.domain.job.JobWish;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of jobs must keep about who owns them. */
public abstract class JobOwnersContract extends JobStoreContract {
  @Test
  void a_claimed_job_is_planned_by_its_owner_under_a_new_epoch() {
    Job job = submitted();

    Job claimed = claimedBy(live("a"), job);

    assertThat(claimed.state()).isEqualTo(JobState.PLANNING);
    assertThat(claimed.owner()).contains("a");
    assertThat(claimed.epoch()).isEqualTo(1);
  }

  @Test
  void two_claimants_at_once_get_one_owner() {
    Job job = submitted();
    String a = live("a");
    String b = live("b");

    var first = store().claim(a, Set.of(), MISSED, Set.of());
    var second = store().claim(b, Set.of(), MISSED, Set.of());
    long owners =
        Future.all(first, second).map(both -> owners(first, job) + owners(second, job)).await();

    assertThat(owners).isEqualTo(1);
  }

  private static long owners(Future<List<Job>> claim, Job job) {
    return claim.result().stream().filter(claimed -> claimed.oid().equals(job.oid())).count();
  }

  @Test
  void the_job_of_a_live_owner_cannot_be_claimed() {
    Job job = submitted();
    owned(live("a"), job);

    var taken = store().claim(live("b"), Set.of("a"), MISSED, Set.of()).await();

    assertThat(taken).extracting(Job::oid).doesNotContain(job.oid());
  }

  @Test
  void the_job_of_a_dead_owner_is_taken_over_under_the_next_epoch() {
    Job job = submitted();
    owned(live("a"), job);
    renew("a", OVER);

    Job taken = claimedBy(live("b"), job);

    assertThat(taken.epoch()).isEqualTo(2);
  }

  @Test
  void a_suspect_that_missed_a_renewal_loses_its_job_before_its_lease_is_over() {
    Job job = submitted();
    owned(live("a"), job);
    renew("a", Duration.ofSeconds(2));

    Job taken =
        store().claim(live("b"), Set.of("a"), MISSED, Set.of()).await().stream()
            .filter(t -> t.oid().equals(job.oid()))
            .findFirst()
            .orElseThrow();

    assertThat(taken.owner()).contains("b");
  }

  @Test
  void a_node_takes_no_job_of_a_type_that_it_does_not_know_unless_it_only_has_to_be_ended() {
    Job job = submitted();
    assertThat(lease("potter", LEASE, "pots").live()).contains("potter");
    assertThat(claimed("potter")).doesNotContain(job.oid());
    owned(live("a"), job);
    renew("a", OVER);
    assertThat(claimed("potter")).doesNotContain(job.oid());

    store().wish(job.oid(), JobWish.CANCEL, "mia").await();

    assertThat(claimed("potter")).contains(job.oid());
  }

  @Test
  void a_job_that_is_late_is_ended_by_any_node() {
    Job job = submitted(Optional.of(Instant.parse("2026-11-22T10:00:01Z")));
    assertThat(lease("potter", LEASE, "pots").live()).contains("potter");

    assertThat(claimed("potter")).contains(job.oid());
  }

  @Test
  void an_owner_that_forgot_its_job_claims_it_again() {
    Job job = submitted();
    owned(live("a"), job);

    Job again = claimedBy("a", job);

    assertThat(again.epoch()).isEqualTo(2);
  }

  @Test
  void an_owner_does_not_claim_what_it_holds() {
    Job job = submitted();
    owned(live("a"), job);

    var again = store().claim("a", Set.of(), MISSED, Set.of(job.oid())).await();

    assertThat(again).extracting(Job::oid).doesNotContain(job.oid());
  }

  @Test
  void a_node_that_leaves_gives_its_jobs_free() {
    Job job = submitted();
    owned(live("a"), job);

    store().leave("a").await();

    assertThat(store().find(job.oid()).await().orElseThrow().owner()).isEmpty();
  }

  @Test
  void a_node_that_hands_over_gives_its_jobs_free_and_stays() {
    Job job = submitted();
    owned(live("leaver"), job);

    store().handOver("leaver").await();

    assertThat(store().find(job.oid()).await().orElseThrow().owner()).isEmpty();
    assertThat(lease("a", LEASE).live()).contains("leaver");
    assertThat(lease("leaver", LEASE).duty()).as("nobody wanted it").isEqualTo(JobStore.Duty.UP);
  }

  @Test
  void a_node_learns_with_its_lease_that_it_is_to_hand_over() {
    assertThat(lease("unwanted", LEASE).duty()).isEqualTo(JobStore.Duty.UP);

    assertThat(store().drain("unwanted", "tom").await()).isTrue();
    assertThat(store().drain("unwanted", "tom").await()).isTrue();

    assertThat(lease("unwanted", LEASE).duty()).isEqualTo(JobStore.Duty.DRAINING);
    store().handOver("unwanted").await();
    assertThat(lease("unwanted", LEASE).duty()).isEqualTo(JobStore.Duty.DRAINED);
    assertThat(store().drain("unwanted", "tom").await()).isTrue();
    assertThat(lease("unwanted", LEASE).duty()).as("told again").isEqualTo(JobStore.Duty.DRAINED);
  }

  @Test
  void a_node_that_was_called_back_is_up_even_if_it_hands_over_late() {
    renew("wanted", LEASE);
    assertThat(store().drain("wanted", "tom").await()).isTrue();

    assertThat(store().undrain("wanted").await()).isTrue();
    assertThat(store().undrain("wanted").await()).as("twice").isTrue();

    assertThat(lease("wanted", LEASE).duty()).isEqualTo(JobStore.Duty.UP);
    store().handOver("wanted").await();
    assertThat(lease("wanted", LEASE).duty()).isEqualTo(JobStore.Duty.UP);
  }

  @Test
  void a_node_that_is_gone_cannot_be_told_anything() {
    renew("gone", OVER);

    assertThat(store().drain("gone", "tom").await()).isFalse();
    assertThat(store().undrain("gone").await()).isFalse();
  }
}
