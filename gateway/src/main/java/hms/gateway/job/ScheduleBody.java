package hms.gateway.job;

import com.fasterxml.jackson.databind.JsonNode;
import hms.cluster.job.JobTypes;
import hms.cluster.schedule.Cron;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.job.JobOptions;
import hms.domain.schedule.Missed;
import hms.domain.schedule.Overlap;
import hms.domain.schedule.Schedule.Terms;
import hms.domain.schedule.ScheduledJob;
import hms.domain.schedule.Timing;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a schedule.
 *
 * @param zone null: UTC
 * @param overlap null: {@link Overlap#SKIP}
 * @param missed null: {@link Missed#LAST}
 */
record ScheduleBody(
    @Nullable String name,
    @Nullable String cron,
    @Nullable String zone,
    @Nullable Instant notBefore,
    @Nullable Instant notAfter,
    @Nullable Integer maxRuns,
    @Nullable Overlap overlap,
    @Nullable Missed missed,
    @Nullable Made job) {
  private static final int NAME_MAX = 100;
  private static final String UTC = "UTC";

  /** What it makes. */
  record Made(
      @Nullable String type,
      @Nullable JsonNode parameters,
      JobSubmission.@Nullable Options options) {

    /** Errors: Invalid, as of a job that is submitted. */
    private Outcome<ScheduledJob> checked(JobTypes types) {
      return new JobSubmission(
              Objects.requireNonNullElse(type, ""),
              parameters,
              options,
              null,
              null,
              null,
              null,
              null,
              null)
          .checked()
          .then(good ->
              types
                  .check(good.type(), good.parametersText())
                  .map(plan -> new ScheduledJob(plan.type(), plan.parameters(), good.wishes())));
    }
  }

  /** Errors: Invalid, with all violations. */
  Outcome<Terms> checked(JobTypes types) {
    var rules = new Rules();
    String called = rules.line("/name", name, NAME_MAX);
    if (maxRuns != null) rules.range("/maxRuns", maxRuns, 1, Integer.MAX_VALUE);
    if (notBefore != null && notAfter != null) {
      rules.that(notBefore.isBefore(notAfter), "/notAfter", "range", "expected after notBefore");
    }
    String place = Objects.requireNonNullElse(zone, UTC);
    boolean understood = rules.part("", Cron.of(cron, place).map(good -> true), false);
    rules.present("/job", job);
    var none = new ScheduledJob("", "{}", JobOptions.DEFAULT);
    var made = job == null ? none : rules.part("/job", job.checked(types), none);
    return rules.broken() || !understood || called == null
        ? rules.refused()
        : Outcome.done(new Terms(called, timing(place), made));
  }

  private Timing timing(String place) {
    return new Timing(
        Objects.requireNonNull(cron).strip(),
        place,
        notBefore,
        notAfter,
        maxRuns,
        Objects.requireNonNullElse(overlap, Overlap.SKIP),
        Objects.requireNonNullElse(missed, Missed.LAST));
  }
}
