package hms.cluster.orchestrate;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.Chunk;
import hms.domain.job.JobBrief;
import hms.domain.job.JobMessage.Grant;
import hms.domain.job.Lot;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BriefingsTest {
  private static final UUID JOB = new UUID(1, 2);
  private static final UUID OTHER = new UUID(1, 3);

  private final Briefings briefings = new Briefings();

  @Test
  void each_worker_is_told_of_a_job_once_and_once_more_after_a_cut() {
    var job = job(JOB, "{}");
    briefings.add(job);

    assertThat(told("a", JOB, 1)).containsExactly(job);
    assertThat(told("a", JOB, 1)).isEmpty();
    assertThat(told("b", JOB, 1)).containsExactly(job);
    assertThat(told("a", JOB, 2)).containsExactly(job.under(2));
    assertThat(told("a", JOB, 2)).isEmpty();
  }

  @Test
  void a_grant_tells_of_each_of_its_jobs_that_is_news() {
    briefings.add(job(JOB, "{}"));
    briefings.add(job(OTHER, "{}"));
    told("a", JOB, 1);

    var grant = new Grant("o", 1, 1, List.of(lot(JOB, 1), lot(OTHER, 1), lot(OTHER, 1)));

    assertThat(briefings.brief("a", grant).jobs()).containsExactly(job(OTHER, "{}"));
    assertThat(briefings.brief("a", grant)).isEqualTo(grant);
  }

  @Test
  void what_is_long_is_left_to_be_read() {
    briefings.add(job(JOB, "{\"program\":\"" + "x".repeat(1 << 14) + "\"}"));

    assertThat(told("a", JOB, 1)).isEmpty();
  }

  @Test
  void what_is_held_no_more_is_forgotten() {
    briefings.add(job(JOB, "{}"));
    briefings.retain(Set.of(OTHER));

    assertThat(told("a", JOB, 1)).isEmpty();
  }

  private List<JobBrief> told(String worker, UUID job, long epoch) {
    return briefings.brief(worker, new Grant("o", 1, 1, List.of(lot(job, epoch)))).jobs();
  }

  private static Lot lot(UUID job, long epoch) {
    return new Lot(new Chunk(job, epoch, 0, 1, 1), 1, 30_000, false);
  }

  private static JobBrief job(UUID oid, String parameters) {
    return new JobBrief(oid, 1, "noop", parameters, 9, "noop:1", "");
  }
}
