package hms.cluster.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.cluster.JobTraces;
import hms.cluster.job.JobTypes;
import hms.cluster.jobs.drill.Drill;
import hms.domain.job.Chunk;
import hms.domain.job.Job;
import hms.domain.job.JobBrief;
import hms.storage.MemoryJobStore;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownJobsTest {
  private static final UUID JOB = new UUID(1, 2);
  private static final Chunk CHUNK = new Chunk(JOB, 1, 0, 1, 1);

  private final MemoryJobStore store = new MemoryJobStore();
  private final JobTypes types = new JobTypes(Drill.noop());
  private final KnownJobs known = new KnownJobs(store, types, JobTraces.NONE);

  @Test
  void what_came_with_a_grant_is_not_read() {
    known.tell(told(1, types.code("noop").text()));

    assertThat(known.find(CHUNK).await().units()).isEqualTo(7);
    assertThatThrownBy(() -> known.find(later()).await())
        .as("nobody told of this epoch, and there is no row")
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void what_was_not_told_is_read_once_an_epoch() {
    insert();

    var read = known.find(CHUNK);

    assertThat(read.await().units()).isEqualTo(0);
    assertThat(known.find(CHUNK)).isSameAs(read);
    assertThat(known.find(later())).isNotSameAs(read);
  }

  @Test
  void what_is_known_by_its_row_is_not_replaced() {
    insert();
    var read = known.find(CHUNK);

    known.tell(told(1, ""));

    assertThat(known.find(CHUNK)).isSameAs(read);
  }

  @Test
  void what_would_be_computed_by_other_code_is_read_and_not_computed() {
    known.tell(told(1, "noop:older"));

    assertThatThrownBy(() -> known.find(CHUNK).await()).isInstanceOf(NoSuchElementException.class);
    insert();
    assertThat(known.find(CHUNK).await().units()).isEqualTo(0);
  }

  private void insert() {
    store.insert(Job.queued(JOB, "noop", "{\"units\":7}", "mia", Instant.EPOCH)).await();
  }

  private static Chunk later() {
    return new Chunk(JOB, 2, 0, 1, 1);
  }

  private static JobBrief told(long epoch, String code) {
    return new JobBrief(JOB, epoch, "noop", "{\"units\":7}", 7, code, "");
  }
}
