package hms.gateway.job;

import hms.cluster.job.JobTypes;
import hms.cluster.schedule.Cron;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.job.Tenants;
import hms.domain.schedule.Schedule;
import hms.domain.schedule.Schedule.Terms;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.storage.Step;
import hms.storage.pg.PgScheduleStore;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.UUID;

/** Makes schedules and changes them. When they fire, the database's clock says; so it does here. */
final class ScheduleService implements UseCases<ScheduleCommand, ScheduleResult> {
  static final Service<ScheduleCommand, ScheduleResult> SERVICE =
      new Service<>("schedule", ScheduleResult.class);

  private static final int AGAIN_SECONDS = 5;

  private final JobTypes types;
  private final Mint mint;
  private final int openMax;
  private final Tenants tenants;

  ScheduleService(JobTypes types, Mint mint, int openMax, Tenants tenants) {
    this.types = types;
    this.mint = mint;
    this.openMax = openMax;
    this.tenants = tenants;
  }

  @Override
  public Step<ScheduleResult> perform(PgStores tx, Actor actor, ScheduleCommand command) {
    var schedules = tx.schedules();
    return Step.of(Permission.JOBS_MANAGE.needed(actor))
        .then(who -> Step.from(schedules.now()))
        .then(now ->
            switch (command) {
              case ScheduleCommand.Create(var said) ->
                  create(schedules, said, actor, now).map(ScheduleResult::of);
              case ScheduleCommand.Edit edit ->
                  schedules
                      .change(
                          edit.schedule(),
                          edit.seen(),
                          "edit",
                          found -> edit(found, edit, actor, now))
                      .map(ScheduleResult::of);
              case ScheduleCommand.Switch(var oid, var paused) ->
                  switched(schedules, oid, paused, now).map(ScheduleResult::of);
              case ScheduleCommand.Trigger(var oid) -> trigger(schedules, oid, now);
              case ScheduleCommand.Delete(var oid, var seen) ->
                  schedules.delete(oid, seen).map(ScheduleResult::of);
            });
  }

  private Step<Schedule> create(
      PgScheduleStore schedules, ScheduleBody said, Actor by, Instant now) {
    return Step.of(said.checked(types))
        .decide(terms ->
            cron(terms).then(cron -> Schedule.create(mint.id(), terms, by.name(), cron, now)))
        .then(schedules::create);
  }

  private Outcome<Schedule> edit(
      Schedule found, ScheduleCommand.Edit command, Actor by, Instant now) {
    return command
        .edit()
        .apply(ScheduleViews.said(found))
        .then(said -> said.checked(types))
        .then(terms -> cron(terms).then(cron -> found.edit(terms, by.name(), cron, now)));
  }

  private static Step<Schedule> switched(
      PgScheduleStore schedules, UUID oid, boolean paused, Instant now) {
    return schedules.change(
        oid,
        null,
        paused ? "pause" : "resume",
        found ->
            paused
                ? Outcome.done(found.pause(now))
                : cron(found.terms()).map(cron -> found.resume(cron, now)));
  }

  /** Out of turn; what is due stays due. */
  private Step<ScheduleResult> trigger(PgScheduleStore schedules, UUID schedule, Instant now) {
    UUID oid = mint.id();
    return schedules
        .change(schedule, null, "trigger", found -> triggered(found, now))
        .then(told -> {
          var job = told.jobNow(oid, now);
          int liveMax = tenants.of(job.tenant()).maxLive();
          return Step.from(schedules.jobs().make(job, openMax, liveMax))
              .decide(room -> room ? Outcome.done(told) : full());
        })
        .map(told -> new ScheduleResult(told, oid));
  }

  /** What it makes may have been good once. */
  private Outcome<Schedule> triggered(Schedule found, Instant now) {
    return types
        .check(found.job().type(), found.job().parameters())
        .map(plan -> found.triggered(now));
  }

  private static Outcome<Schedule> full() {
    return Outcome.refused(new Refusal.Throttled("jobs", AGAIN_SECONDS));
  }

  private static Outcome<Cron> cron(Terms terms) {
    return Cron.of(terms.timing().cron(), terms.timing().zone());
  }
}
