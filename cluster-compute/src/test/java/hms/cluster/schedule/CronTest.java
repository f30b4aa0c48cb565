package hms.cluster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Crons by the clocks of real zones, where they are changed too. */
class CronTest {
  private static final String BERLIN = "Europe/Berlin";
  private static final List<Field> MINUTES =
      List.of(
          new Field("*/7", n -> n % 7 == 0),
          new Field("0", n -> n == 0),
          new Field("30", n -> n == 30),
          new Field("5,50", n -> n == 5 || n == 50));
  private static final List<Field> HOURS =
      List.of(
          new Field("*", n -> true),
          new Field("2", n -> n == 2),
          new Field("1-3", n -> n >= 1 && n <= 3),
          new Field("*/2", n -> n % 2 == 0));

  @Test
  void a_cron_is_by_the_clock_of_its_zone() {
    assertThat(slots("0 3 * * *", BERLIN, "2026-11-23T10:00+01:00", 2))
        .containsExactly("2026-11-24T03:00+01:00", "2026-11-25T03:00+01:00");
    assertThat(slots("30 9 * * 1-5", "Asia/Kolkata", "2026-11-27T09:30+05:30", 2))
        .containsExactly("2026-11-30T09:30+05:30", "2026-12-01T09:30+05:30");
    assertThat(slots("*/20 22 1 1,JUL *", "UTC", "2026-11-23T00:00Z", 4))
        .containsExactly(
            "2027-01-01T22:00Z", "2027-01-01T22:20Z", "2027-01-01T22:40Z", "2027-07-01T22:00Z");
  }

  @Test
  void a_day_of_the_month_or_of_the_week_is_enough_and_sunday_is_0_and_7() {
    assertThat(slots("0 0 13 * 5", "UTC", "2026-11-23T00:00Z", 4))
        .containsExactly(
            "2026-11-27T00:00Z", "2026-12-04T00:00Z", "2026-12-11T00:00Z", "2026-12-13T00:00Z");
    assertThat(slots("0 0 * * 7", "UTC", "2026-11-23T00:00Z", 3))
        .isEqualTo(slots("0 0 * * 0", "UTC", "2026-11-23T00:00Z", 3))
        .startsWith("2026-11-29T00:00Z");
  }

  @Test
  void what_the_clock_leaves_out_in_spring_comes_when_it_has_gone_forward_and_once() {
    assertThat(slots("30 2 * * *", BERLIN, "2026-03-28T12:00+01:00", 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
    assertThat(slots("*/20 2-3 * * *", BERLIN, "2026-03-29T00:00+01:00", 4))
        .containsExactly(
            "2026-03-29T03:00+02:00",
            "2026-03-29T03:20+02:00",
            "2026-03-29T03:40+02:00",
            "2026-03-30T02:00+02:00");
    assertThat(slots("*/30 * * * *", BERLIN, "2026-03-29T01:15+01:00", 3))
        .containsExactly(
            "2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00");
  }

  @Test
  void what_the_clock_shows_twice_in_autumn_is_one_slot() {
    assertThat(slots("30 2 * * *", BERLIN, "2026-10-24T12:00+02:00", 3))
        .containsExactly(
            "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00", "2026-10-27T02:30+01:00");
    assertThat(slots("30 2 * * *", BERLIN, "2026-10-25T02:10+01:00", 1))
        .as("asked while it is shown for the second time")
        .containsExactly("2026-10-26T02:30+01:00");
    assertThat(slots("*/30 1-3 * * *", BERLIN, "2026-10-25T01:45+02:00", 4))
        .containsExactly(
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T03:00+01:00",
            "2026-10-25T03:30+01:00");
  }

  @Test
  void if_the_hour_is_open_it_is_two() {
    assertThat(slots("*/30 * * * *", BERLIN, "2026-10-25T01:45+02:00", 6))
        .containsExactly(
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T02:00+01:00",
            "2026-10-25T02:30+01:00",
            "2026-10-25T03:00+01:00",
            "2026-10-25T03:30+01:00");
  }

  @Test
  void a_change_may_be_at_midnight_half_an_hour_or_a_whole_day() {
    assertThat(slots("0 0 * * *", "America/Santiago", "2026-09-05T12:00-04:00", 2))
        .containsExactly("2026-09-06T01:00-03:00", "2026-09-07T00:00-03:00");
    assertThat(slots("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T12:00+11:00", 2))
        .containsExactly("2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30");
    assertThat(slots("0 12 * * *", "Pacific/Apia", "2011-12-29T12:00-10:00", 2))
        .as("there was no 30th of December")
        .containsExactly("2011-12-31T00:00+14:00", "2011-12-31T12:00+14:00");
  }

  @Test
  void leap_days_come_when_there_is_one() {
    assertThat(slots("0 6 29 2 *", BERLIN, "2026-11-23T00:00+01:00", 2))
        .containsExactly("2028-02-29T06:00+01:00", "2032-02-29T06:00+01:00");
    assertThat(slots("0 6 29 2 *", "UTC", "2096-03-01T00:00Z", 1))
        .as("2100 has none")
        .containsExactly("2104-02-29T06:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 30 2 *", "0 0 31 2,4,6,9,11 *"})
  void days_that_never_come_have_no_slot(String cron) {
    assertThat(cron(cron, BERLIN).after(Instant.parse("2026-11-23T12:00:00Z"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "0 0 0 * *",
        "0 0 32 * *",
        "0 0 1 13 *",
        "0 0 * * 8",
        "*/0 * * * *",
        "-1 * * * *",
        "5-1 * * * *",
        "a b c d e",
        "@daily",
        "0 0 L * *",
        "0 0 ? * *",
        "1.5 * * * *",
        "0 0 1 1 * ; drop",
        "\u0000 * * * *"
      })
  void what_is_no_cron_is_refused(String text) {
    assertThat(Cron.of(text, "UTC")).isInstanceOf(Outcome.Refused.class);
    assertThat(Cron.of(text, "UTC").toString()).contains("/cron");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Berlin", "europe/berlin", "+01:00", "GMT+25", "../etc/passwd"})
  void what_is_no_zone_is_refused(String zone) {
    assertThat(Cron.of("0 3 * * *", zone).toString()).contains("/zone");
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    assertThat(Cron.of(null, "Nowhere").toString()).contains("/cron", "/zone");
  }

  /** Against a clock that is looked at each minute. */
  @Test
  void no_slot_is_left_out_or_doubled_whenever_it_is_asked() {
    long seed = Long.getLong("cron.seed", 20261123L);
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      var minutes = pick(random, MINUTES);
      var hours = pick(random, HOURS);
      var zone = pick(random, List.of(BERLIN, "America/New_York", "Australia/Lord_Howe"));
      var year =
          Instant.parse(
              2020 + random.nextInt(10) + "-0" + (1 + random.nextInt(9)) + "-01T00:00:00Z");
      var change = ZoneId.of(zone).getRules().nextTransition(year).getInstant();
      Instant from = change.minusSeconds(random.nextInt(18_000));
      String cron = minutes.text() + " " + hours.text() + " * * *";

      assertThat(cron(cron, zone).next(from, 12))
          .as("seed %d: %s in %s from %s", seed, cron, zone, from)
          .isEqualTo(ticking(minutes, hours, ZoneId.of(zone), from, 12));
    }
  }

  private record Field(String text, IntPredicate has) {
    boolean open() {
      return text.startsWith("*");
    }
  }

  /** Looks at the clock each minute; what it has left out or shows again is as promised. */
  private static List<Instant> ticking(
      Field minutes, Field hours, ZoneId zone, Instant from, int most) {
    var shown = new HashSet<LocalDateTime>();
    return Stream.iterate(
            from.truncatedTo(ChronoUnit.HOURS).minusSeconds(14_400), at -> at.plusSeconds(60))
        .filter(at -> {
          var now = at.atZone(zone).toLocalDateTime();
          var before = at.minusSeconds(60).atZone(zone).toLocalDateTime();
          var first = now.isAfter(before) ? before.plusMinutes(1) : now;
          boolean again = !shown.add(now) && !hours.open();
          return at.isAfter(from)
              && !again
              && Stream.iterate(first, each -> !each.isAfter(now), each -> each.plusMinutes(1))
                  .anyMatch(each ->
                      minutes.has().test(each.getMinute()) && hours.has().test(each.getHour()));
        })
        .limit(most)
        .toList();
  }

  private static <T> T pick(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static Cron cron(String text, String zone) {
    return Cron.of(text, zone).orThrow();
  }

  private static List<String> slots(String text, String zone, String from, int most) {
    return cron(text, zone).next(OffsetDateTime.parse(from).toInstant(), most).stream()
        .map(at -> ZonedDateTime.ofInstant(at, ZoneId.of(zone)).toOffsetDateTime().toString())
        .toList();
  }
}
