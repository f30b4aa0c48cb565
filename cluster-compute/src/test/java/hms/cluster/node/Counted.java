package hms.cluster.node;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.JobType;
import hms.cluster.job.Plan;
import hms.cluster.job.Reduction;
import hms.cluster.job.Verdict;
import hms.cluster.jobs.drill.UnitCount;
import hms.domain.Outcome;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Units that take some time, a chunk each, and are counted each time that one is computed. */
final class Counted implements JobType<Counted.Size, Long> {
  private final AtomicLong computed = new AtomicLong();
  private final long millis;
  private final CountDownLatch gate;

  record Size(long units) {}

  Counted(long millis) {
    this(millis, new CountDownLatch(0));
  }

  /** Nothing is computed before {@code gate} is open. */
  Counted(long millis, CountDownLatch gate) {
    this.millis = millis;
    this.gate = gate;
  }

  /** Units, on all nodes of this JVM; more than there are if some were computed twice. */
  long computed() {
    return computed.get();
  }

  @Override
  public String name() {
    return "counted";
  }

  @Override
  public Outcome<Size> parameters(JsonObject json) {
    return Outcome.done(new Size(json.getLong("units")));
  }

  @Override
  public Plan plan(Size size) {
    return new Plan(size.units(), TimeUnit.MILLISECONDS.toNanos(millis), 1);
  }

  @Override
  public Long compute(Size size, Interval range, ChunkContext chunk) throws Exception {
    gate.await();
    TimeUnit.MILLISECONDS.sleep(millis * range.units());
    computed.addAndGet(range.units());
    return range.units();
  }

  @Override
  public Verdict verify(Size size, Long total) {
    return total == size.units()
        ? new Verdict.Confirmed("count")
        : new Verdict.Refuted("count", "found " + total);
  }

  @Override
  public Reduction<Long> reduction(Size size) {
    return new UnitCount();
  }
}
