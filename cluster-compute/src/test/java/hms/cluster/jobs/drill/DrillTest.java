package hms.cluster.jobs.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.cluster.job.JobType;
import hms.cluster.job.JobTypeContract;
import hms.domain.Outcome;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DrillTest extends JobTypeContract<DrillParameters, Long> {
  @Override
  protected JobType<DrillParameters, Long> type() {
    return Drill.sleep();
  }

  @Override
  protected List<String> samples() {
    return List.of("{\"units\":7,\"millis\":1}");
  }

  @Test
  void units_that_are_told_to_fail_do() throws Exception {
    var parameters =
        Drill.noop().parameters(new JsonObject("{\"units\":9,\"failEvery\":4}")).orThrow();

    assertThat(Drill.noop().compute(parameters, new Interval(0, 3), () -> {})).isEqualTo(3L);
    assertThatThrownBy(() -> Drill.noop().compute(parameters, new Interval(2, 5), () -> {}))
        .hasMessageContaining("unit 3");
  }

  @Test
  void doing_nothing_takes_no_time() {
    var refused = Drill.noop().parameters(new JsonObject("{\"units\":9,\"millis\":4}"));

    assertThat(refused).isInstanceOf(Outcome.Refused.class);
  }
}
