package hms.cluster.schedule;

import static java.util.stream.Collectors.joining;

import hms.cluster.job.JobTypes;
import hms.cluster.job.JobTypes.JobPlan;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.job.Job;
import hms.domain.job.Tenants;
import hms.domain.schedule.Schedule;
import hms.domain.schedule.ScheduledJob;
import hms.domain.schedule.Turn;
import hms.storage.Step;
import hms.storage.pg.PgScheduleStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Looks at one schedule, in one transaction. What it cannot make, it writes down. */
final class Firing {
  private static final String WAITS = "; the slot waits until one has ended";

  private final PgScheduleStore schedules;
  private final JobTypes types;
  private final int openMax;
  private final Tenants tenants;

  Firing(PgScheduleStore schedules, JobTypes types, int openMax, Tenants tenants) {
    this.schedules = schedules;
    this.types = types;
    this.openMax = openMax;
    this.tenants = tenants;
  }

  /** Has it made a job? */
  Step<Boolean> of(UUID oid) {
    return Step.from(
        schedules
            .take(oid)
            .compose(found -> found.map(this::look).orElse(Future.succeededFuture(false))));
  }

  /** The lock is held; what others have done before is seen by statements that begin now. */
  private Future<Boolean> look(Schedule schedule) {
    return schedules
        .now()
        .compose(now ->
            switch (Cron.of(schedule.timing().cron(), schedule.timing().zone())) {
              case Outcome.Refused<Cron>(var why) ->
                  schedules.advance(schedule.oid(), schedule.lost(text(why), now)).map(false);
              case Outcome.Done<Cron>(var cron) ->
                  schedules
                      .jobs()
                      .busy(schedule.oid())
                      .compose(busy -> carryOut(schedule, schedule.turn(cron, now, busy), now));
            });
  }

  private Future<Boolean> carryOut(Schedule schedule, Turn turn, Instant now) {
    if (turn.slot() == null) return schedules.advance(schedule.oid(), turn.then()).map(false);
    var job = schedule.job();
    if (!types.names().contains(job.type())) return elsewhere(schedule, turn, now);
    return wrong(job)
        .map(why -> failed(schedule, turn, why, now))
        .orElseGet(() -> made(schedule, turn, now));
  }

  /** What is wrong with it. A type that breaks would break at each look again. */
  private Optional<String> wrong(ScheduledJob job) {
    try {
      return switch (types.check(job.type(), job.parameters())) {
        case Outcome.Refused<JobPlan>(var why) -> Optional.of(text(why));
        case Outcome.Done<JobPlan> good -> Optional.empty();
      };
    } catch (RuntimeException | LinkageError broken) {
      return Optional.of(broken.toString());
    }
  }

  /** Whoever computes the job checks it; what nobody could compute is no job. */
  private Future<Boolean> elsewhere(Schedule schedule, Turn turn, Instant now) {
    String type = schedule.job().type();
    return schedules
        .jobs()
        .computed(type)
        .compose(there ->
            there
                ? made(schedule, turn, now)
                : failed(schedule, turn, "/type: no live node knows " + type, now));
  }

  private Future<Boolean> made(Schedule schedule, Turn turn, Instant now) {
    Instant slot = Objects.requireNonNull(turn.slot());
    var job = schedule.jobOf(slot, now);
    return schedules
        .jobs()
        .make(job, roomOf(turn, openMax), roomOf(turn, liveMax(job)))
        .compose(taken -> {
          if (!taken) return notTaken(schedule, turn, job, now);
          return replaced(schedule, turn, job)
              .compose(alone -> schedules.advance(schedule.oid(), schedule.made(turn, slot)))
              .map(true);
        });
  }

  /** A bound, 0 for none: what the job replaces is on its way out, and makes room for it. */
  private static int roomOf(Turn turn, int most) {
    return most > 0 && turn.replacing() ? most + 1 : most;
  }

  private int liveMax(Job job) {
    return tenants.of(job.tenant()).maxLive();
  }

  /** A slot that has its job already is done with, and was counted then. */
  private Future<Boolean> notTaken(Schedule schedule, Turn turn, Job job, Instant now) {
    return schedules
        .jobs()
        .has(job.oid())
        .compose(there ->
            there
                ? schedules.advance(schedule.oid(), turn.then()).map(false)
                : postponed(schedule, turn, job, now));
  }

  private Future<Boolean> postponed(Schedule schedule, Turn turn, Job job, Instant now) {
    Instant slot = Objects.requireNonNull(turn.slot());
    return schedules
        .jobs()
        .full(job.tenant(), roomOf(turn, liveMax(job)))
        .map(its -> (its || openMax == 0 ? ofTenant(job) : ofAll()) + WAITS)
        .compose(why -> schedules.advance(schedule.oid(), schedule.postponed(turn, slot, why, now)))
        .map(false);
  }

  private String ofTenant(Job job) {
    return "%d jobs of %s have not ended, as many as max-live of compute.tenants allows"
        .formatted(liveMax(job), job.tenant());
  }

  private String ofAll() {
    return "%d jobs have not ended, as many as compute.queue-max allows".formatted(openMax);
  }

  private Future<Void> replaced(Schedule schedule, Turn turn, Job by) {
    return turn.replacing()
        ? schedules.jobs().cancelOthers(schedule, by.oid())
        : Future.succeededFuture();
  }

  private Future<Boolean> failed(Schedule schedule, Turn turn, String why, Instant now) {
    return schedules.advance(schedule.oid(), schedule.failed(turn, why, now)).map(false);
  }

  private static String text(Refusal why) {
    return why instanceof Refusal.Invalid(var violations)
        ? violations.stream().map(v -> v.pointer() + ": " + v.detail()).collect(joining("; "))
        : why.toString();
  }
}
