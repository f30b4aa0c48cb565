package hms.domain.job;

import java.util.List;

/** The stages of one job: which are open, and how large the chunks of the latest of them are. */
final class Stages {
  private final List<JobStage> all;
  private final long unitsTotal;
  private final Pace pace;
  private final JobOptions options;
  private int open;
  private ChunkSizes sizes;

  /** The first one is open. */
  Stages(OrchestratorEvent.Opened opened, Pace pace) {
    this.all = opened.stages();
    this.unitsTotal = opened.unitsTotal();
    this.pace = pace;
    this.options = opened.options();
    this.sizes = sizesOf(all.getFirst());
  }

  private ChunkSizes sizesOf(JobStage stage) {
    return new ChunkSizes(pace, options.within(stage.chunkUnits()), stage.nanosPerUnit());
  }

  ChunkSizes sizes() {
    return sizes;
  }

  /** The first unit that must wait. */
  long end() {
    return isLast() ? unitsTotal : all.get(open + 1).from();
  }

  /** How many must wait. */
  long unitsLater() {
    return unitsTotal - end();
  }

  boolean isLast() {
    return open == all.size() - 1;
  }

  /** What is settled of a job took so many nanoseconds, roughly. */
  static double settledNanos(OrchestratorEvent.Opened opened) {
    var all = opened.stages();
    double sum = 0;
    for (int at = 0; at < all.size(); at++) {
      long from = all.get(at).from();
      long to = at + 1 < all.size() ? all.get(at + 1).from() : opened.unitsTotal();
      for (Interval each : opened.settled()) {
        long common = Math.min(each.hi(), to) - Math.max(each.lo(), from);
        sum += Math.max(0.0, common) * all.get(at).nanosPerUnit();
      }
    }
    return sum;
  }

  /** What units of the next stage cost has nothing to do with what those of this one do. */
  void next() {
    open++;
    sizes = sizesOf(all.get(open));
  }
}
