package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.Simulation.Weather;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CoresUnderFaultsTest {
  private static final int SEEDS = Integer.getInteger("sim.seeds", 100);
  private static final long FRESH = System.nanoTime();

  @Test
  void every_unit_is_committed_once_in_fair_weather() {
    runs(new Weather(0, 0, 0, 0, 0, 0), "SUCCEEDED");
  }

  @Test
  void every_unit_is_committed_once_when_messages_are_lost_doubled_and_late() {
    runs(new Weather(0.2, 0.2, 0, 0, 0, 0), "SUCCEEDED");
  }

  @Test
  void every_unit_is_committed_once_when_nodes_are_killed() {
    runs(new Weather(0.05, 0.05, 0, 0.05, 0, 0), "SUCCEEDED");
  }

  @Test
  void every_unit_is_committed_once_when_chunks_fail_now_and_then() {
    runs(new Weather(0.05, 0.05, 0.02, 0, 0, 0), "SUCCEEDED");
  }

  @Test
  void a_chunk_that_always_fails_ends_its_job_and_says_which_units() {
    runs(new Weather(0.05, 0.05, 1, 0, 0, 0), "units \\d+ to \\d+ failed 5 times, last: bad luck");
  }

  @Test
  void every_unit_is_committed_once_when_nodes_leave_in_turn() {
    runs(new Weather(0.05, 0.05, 0, 0, 0.2, 0), "SUCCEEDED");
  }

  @Test
  void every_unit_is_committed_once_when_an_owner_freezes_and_wakes_as_owner_no_more() {
    runs(new Weather(0.05, 0.05, 0, 0, 0, 0.1), "SUCCEEDED");
  }

  @Test
  void every_unit_is_committed_once_when_everything_goes_wrong() {
    runs(new Weather(0.1, 0.1, 0.01, 0.03, 0.05, 0.05), "SUCCEEDED");
  }

  private static void runs(Weather weather, String ending) {
    LongStream.concat(LongStream.range(0, SEEDS), LongStream.of(FRESH))
        .forEach(seed -> run(seed, weather, ending));
  }

  private static void run(long seed, Weather weather, String ending) {
    try {
      var database = new Simulation(seed, weather).run();
      assertThat(database.ended()).matches(ending);
      assertThat(database.everyUnitOnce()).isEqualTo(ending.equals("SUCCEEDED"));
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("seed " + seed + " in " + weather + ": " + broken, broken);
    }
  }
}
