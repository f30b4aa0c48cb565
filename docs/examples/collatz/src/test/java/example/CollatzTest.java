package example;

import hms.cluster.job.JobType;
import hms.cluster.job.JobTypeContract;
import java.util.List;

/** What the engine relies on: any cutting, in any order, twice, stopped, with unknown parameters. */
final class CollatzTest extends JobTypeContract<Collatz.Asked, Collatz.Longest> {
  @Override
  protected JobType<Collatz.Asked, Collatz.Longest> type() {
    return new Collatz();
  }

  @Override
  protected List<String> samples() {
    return List.of("{}", "{\"to\":1}", "{\"to\":77031}");
  }
}
