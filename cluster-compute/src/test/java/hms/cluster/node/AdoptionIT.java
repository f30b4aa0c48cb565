package hms.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.JobType;
import hms.cluster.job.Plan;
import hms.cluster.job.Reduction;
import hms.cluster.job.Stopped;
import hms.cluster.job.Verdict;
import hms.cluster.jobs.drill.UnitCount;
import hms.domain.Outcome;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobOptions;
import hms.domain.job.JobState;
import hms.storage.MemoryJobStore;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class AdoptionIT {
  private static final long UNITS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MemoryJobStore store = new MemoryJobStore();
  private final Lengthy type = new Lengthy();

  @Test
  void what_a_worker_has_begun_goes_on_under_the_successor_of_a_lost_owner() {
    try (var nodes = new Nodes(2, vertx -> store, type)) {
      var oneByOne = new JobOptions(5, 0, 1, 0, false);
      var oid = nodes.submit("lengthy", "{}", oneByOne);
      await().atMost(PATIENCE).until(() -> type.running.get() == 2);

      nodes.kill(nodes.owner(oid));

      Job job = nodes.ended(oid);
      assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(job.epoch()).isEqualTo(2);
      // Only what the lost node itself was computing is computed again.
      assertThat(type.begun.values().stream().mapToInt(Integer::intValue).sum())
          .isBetween((int) UNITS, (int) UNITS + 1);
    }
  }

  /** A few units that take longer than a take-over, and count how often each is begun. */
  private static final class Lengthy implements JobType<Lengthy.Nothing, Long> {
    private static final long UNIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    record Nothing() {}

    private final AtomicInteger running = new AtomicInteger();
    private final Map<Long, Integer> begun = new ConcurrentHashMap<>();

    @Override
    public String name() {
      return "lengthy";
    }

    @Override
    public Outcome<Nothing> parameters(JsonObject json) {
      return Outcome.done(new Nothing());
    }

    @Override
    public Plan plan(Nothing parameters) {
      return new Plan(UNITS, UNIT_NANOS);
    }

    @Override
    public Long compute(Nothing parameters, Interval range, ChunkContext chunk) throws Stopped {
      begun.merge(range.lo(), 1, Integer::sum);
      running.incrementAndGet();
      try {
        long until = System.nanoTime() + UNIT_NANOS;
        while (System.nanoTime() < until) {
          LockSupport.parkNanos(STEP_NANOS);
          chunk.checkpoint();
        }
        return range.units();
      } finally {
        running.decrementAndGet();
      }
    }

    @Override
    public Reduction<Long> reduction(Nothing parameters) {
      return new UnitCount();
    }

    @Override
    public Verdict verify(Nothing parameters, Long total) {
      return total == UNITS
          ? new Verdict.Confirmed("count")
          : new Verdict.Refuted("count", "found " + total);
    }
  }
}
