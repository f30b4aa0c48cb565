package hms.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimetableTest {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  /** Each full minute. */
  static final Timetable MINUTES =
      moment -> Optional.of(moment.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1)));

  @Test
  void the_next_slots_are_behind_the_moment_as_many_as_there_are() {
    assertThat(MINUTES.next(NOON, 2)).containsExactly(minute(1), minute(2));
    assertThat(until(minute(1)).next(NOON, 5)).containsExactly(minute(1));
  }

  @Test
  void the_latest_slots_of_a_time_are_its_last_ones_both_ends_included() {
    assertThat(MINUTES.latest(NOON, minute(3), 100))
        .containsExactly(NOON, minute(1), minute(2), minute(3));
    assertThat(MINUTES.latest(NOON, minute(3), 2)).containsExactly(minute(2), minute(3));
    assertThat(MINUTES.latest(NOON, NOON, 1)).containsExactly(NOON);
    assertThat(until(minute(1)).latest(NOON, minute(9), 1)).containsExactly(minute(1));
  }

  @Test
  void a_year_costs_about_as_much_as_an_hour() {
    var asked = new AtomicInteger();
    Timetable counted =
        moment -> {
          asked.incrementAndGet();
          return MINUTES.after(moment);
        };

    assertThat(counted.latest(NOON.minus(Duration.ofDays(365)), NOON, 100)).hasSize(100);

    assertThat(asked).hasValueLessThan(1000);
  }

  static Instant minute(int n) {
    return NOON.plus(Duration.ofMinutes(n));
  }

  static Timetable until(Instant last) {
    return moment -> MINUTES.after(moment).filter(slot -> !slot.isAfter(last));
  }
}
