package hms.cluster.compare;

import hms.domain.job.Interval;
import java.time.Duration;

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
  public Computed compute(Work work, int slots) throws Exception {
    var all = new Interval(0, work.units());
    var total = work.job().total();
    total.add(all, work.job().compute(all, () -> {}));
    return new Computed(total, Duration.ZERO);
  }
}
