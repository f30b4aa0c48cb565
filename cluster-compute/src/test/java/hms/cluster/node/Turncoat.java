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
import java.util.concurrent.atomic.AtomicReference;

/** Four units that leave their numbers to a fifth, and one of which is rejected; until it turns. */
record Turncoat(AtomicReference<Turn> turn) implements JobType<Turncoat.Nothing, Long> {
  record Nothing() {}

  /** What it does in place of what it should. */
  interface Turn {
    Turn NONE = (range, chunk) -> range.units();

    long compute(Interval range, ChunkContext chunk) throws Exception;
  }

  Turncoat() {
    this(new AtomicReference<>(Turn.NONE));
  }

  @Override
  public String name() {
    return "turncoat";
  }

  @Override
  public Outcome<Nothing> parameters(JsonObject json) {
    return Outcome.done(new Nothing());
  }

  @Override
  public Plan plan(Nothing none) {
    return new Plan(List.of(new Plan.Stage(4, 0, 2), new Plan.Stage(1, 0, 1)), Optional.empty());
  }

  @Override
  public Long compute(Nothing none, Interval range, ChunkContext chunk) throws Exception {
    if (chunk.stage() == 1) return (long) chunk.input(0).length;
    if (range.lo() == 0) chunk.reject(1, "cracked");
    chunk.emit(0, new byte[] {(byte) range.lo(), 7});
    return turn.get().compute(range, chunk);
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
