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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ten units, then five that would be made from them; one of the first fails until it is mended. */
record TwoTiers(AtomicBoolean mended) implements JobType<TwoTiers.Nothing, Long> {
  record Nothing() {}

  @Override
  public String name() {
    return "two-tiers";
  }

  @Override
  public Outcome<Nothing> parameters(JsonObject json) {
    return Outcome.done(new Nothing());
  }

  @Override
  public Plan plan(Nothing none) {
    return new Plan(List.of(new Plan.Stage(10, 0, 1), new Plan.Stage(5, 0, 1)), Optional.empty());
  }

  @Override
  public Long compute(Nothing none, Interval range, ChunkContext chunk) {
    if (chunk.stage() == 0 && range.lo() == 3 && !mended.get()) {
      throw new IllegalStateException("not mended");
    }
    return range.units();
  }

  @Override
  public Reduction<Long> reduction(Nothing none) {
    return new UnitCount();
  }

  @Override
  public Verdict verify(Nothing none, Long total) {
    return new Verdict.NotChecked();
  }
}
