package hms.domain.schedule;

import static hms.domain.schedule.TestSchedules.late;
import static hms.domain.schedule.TestSchedules.made;
import static hms.domain.schedule.TestSchedules.with;
import static hms.domain.schedule.TimetableTest.MINUTES;
import static hms.domain.schedule.TimetableTest.minute;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Slots that come while no job may be made. */
class ScheduleWithoutRoomTest {
  @Test
  void a_slot_without_room_stays_due_and_says_why() {
    var schedule = made(Overlap.SKIP, Missed.LAST);
    var turn = schedule.turn(MINUTES, late(1), false);

    var waits = with(schedule, schedule.postponed(turn, minute(1), "full", late(1)));

    assertThat(waits.progress().lastError()).isEqualTo("full");
    assertThat(waits.progress().failures()).isZero();
    assertThat(waits.turn(MINUTES, late(1), false).slot()).isEqualTo(minute(1));
    assertThat(waits.turn(MINUTES, late(3), false).slot()).as("made up for").isEqualTo(minute(3));
  }

  @Test
  void a_slot_that_waits_for_room_until_nobody_makes_up_for_it_has_failed() {
    var schedule = made(Overlap.SKIP, Missed.NONE);
    var turn = schedule.turn(MINUTES, late(1), false);
    var waits = with(schedule, schedule.postponed(turn, minute(1), "full", late(1)));

    Timetable once = moment -> MINUTES.after(moment).filter(slot -> !slot.isAfter(minute(1)));
    var lost = waits.turn(once, late(3), false);

    assertThat(lost.slot()).isNull();
    assertThat(lost.then().failures()).isEqualTo(1);
    assertThat(lost.then().lastError()).contains("no room");
    assertThat(schedule.turn(once, late(3), false).then().failures())
        .as("nobody was there")
        .isZero();
  }

  @Test
  void with_queue_each_slot_without_room_waits_in_its_place() {
    var schedule = made(Overlap.QUEUE, Missed.LAST);
    for (int n = 1; n <= 3; n++) {
      var turn = schedule.turn(MINUTES, late(n), false);
      assertThat(turn.slot()).as("the first of all").isEqualTo(minute(1));
      schedule = with(schedule, schedule.postponed(turn, minute(1), "full", late(n)));
    }

    assertThat(schedule.progress().waiting()).containsExactly(minute(1), minute(2), minute(3));
    assertThat(schedule.progress().nextAt()).isEqualTo(minute(4));
  }
}
