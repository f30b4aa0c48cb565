package hms.cluster.compare;

import hms.cluster.job.ChunkContext;
import hms.domain.job.Interval;
import java.time.Duration;
import java.util.List;

/** One thread, one range: the baseline, and the truth. */
record Serial() implements Variant {
  @Override
  public String word() {
    return "serial";
  }

  @Override
  public int slots(int asked) {
    return 1;
  }

  @Override
  public Computed compute(Work work, int slots, Watcher watcher) throws Exception {
    var all = new Interval(0, work.units());
    byte[] part = work.job().compute(all, new Watched(watcher));
    watcher.done(work.units());
    var total = work.job().total();
    total.add(all, part);
    return new Computed(total, List.of(part), Duration.ZERO);
  }

  /** There is one chunk, so that its progress is all there is to see. */
  private record Watched(Watcher watcher) implements ChunkContext {
    @Override
    public void checkpoint() {}

    @Override
    public void progress(long units) {
      watcher.done(units);
    }
  }
}
