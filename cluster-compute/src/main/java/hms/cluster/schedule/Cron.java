package hms.cluster.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.schedule.Timetable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cron of five fields by the clock of a zone: minute, hour, day of the month, month, day of the
 * week (0 or 7 is Sunday); each {@code *}, a list, a range or a step. A slot that the clock leaves
 * out comes when it has gone forward. What the clock shows twice is one slot, the first; but if the
 * hour is open ({@code *}), both are, so that every quarter of an hour stays one. Immutable, any
 * thread.
 *
 * <p>The library reads the cron and finds local times that match, as if there were no zones; what
 * zones do to them is here. Source: docs/adr/0072.
 */
public final class Cron implements Timetable {
  private static final int TEXT_MAX = 200;
  private static final int ZONE_MAX = 60;
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private static final Pattern FIELDS = Pattern.compile("\\s+");

  private final ExecutionTime times;
  private final ZoneRules rules;
  private final boolean openHour;

  private Cron(ExecutionTime times, ZoneRules rules, boolean openHour) {
    this.times = times;
    this.rules = rules;
    this.openHour = openHour;
  }

  /** Errors: Invalid at {@code /cron}, {@code /zone} or both. */
  public static Outcome<Cron> of(@Nullable String cron, @Nullable String zone) {
    var check = new Rules();
    String text = check.line("/cron", cron, TEXT_MAX);
    String place = check.line("/zone", zone, ZONE_MAX);
    var times = text == null ? null : times(text, check);
    boolean known = place == null || ZoneId.getAvailableZoneIds().contains(place);
    check.that(known, "/zone", "unknown-zone", "expected a zone such as Europe/Berlin or UTC");
    if (check.broken() || text == null || place == null || times == null) return check.refused();
    boolean openHour = FIELDS.split(text, -1)[1].startsWith("*");
    return Outcome.done(new Cron(times, ZoneId.of(place).getRules(), openHour));
  }

  private static @Nullable ExecutionTime times(String text, Rules check) {
    try {
      return ExecutionTime.forCron(PARSER.parse(text));
    } catch (IllegalArgumentException wrong) {
      check.that(
          false, "/cron", "cron", "expected a cron such as 0 3 * * 1-5: " + wrong.getMessage());
      return null;
    }
  }

  @Override
  public Optional<Instant> after(Instant moment) {
    var offset = rules.getOffset(moment);
    return after(begin(LocalDateTime.ofInstant(moment, offset), offset), offset, moment);
  }

  /**
   * @param from local time, itself excluded
   * @param offset of it
   * @param since the next change of the offset is behind this
   */
  private Optional<Instant> after(LocalDateTime from, ZoneOffset offset, Instant since) {
    var slot = match(from);
    if (slot.isEmpty()) return Optional.empty();
    var change = rules.nextTransition(since);
    if (change == null || slot.get().isBefore(change.getDateTimeBefore())) {
      return Optional.of(slot.get().toInstant(offset));
    }
    if (change.isGap() && slot.get().isBefore(change.getDateTimeAfter())) {
      return Optional.of(change.getInstant());
    }
    var next = change.getOffsetAfter();
    return after(begin(behind(change), next), next, change.getInstant());
  }

  private static LocalDateTime behind(ZoneOffsetTransition change) {
    return change.getDateTimeAfter().minusNanos(1);
  }

  /** Leaves out what the clock shows for the second time, unless it counts again. */
  private LocalDateTime begin(LocalDateTime local, ZoneOffset offset) {
    var change = rules.getTransition(local.plusNanos(1));
    boolean again = change != null && change.isOverlap() && offset.equals(change.getOffsetAfter());
    return again && !openHour ? change.getDateTimeBefore().minusNanos(1) : local;
  }

  /** The first local time behind this one that matches; the library looks at seconds. */
  private Optional<LocalDateTime> match(LocalDateTime from) {
    var behind = from.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
    return times.nextExecution(behind).map(ZonedDateTime::toLocalDateTime);
  }
}
