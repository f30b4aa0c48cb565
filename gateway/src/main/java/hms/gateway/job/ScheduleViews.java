package hms.gateway.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.schedule.Cron;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.schedule.Progress;
import hms.domain.schedule.Schedule;
import hms.domain.schedule.ScheduledJob;
import hms.domain.schedule.Timing;
import hms.gateway.job.ScheduleBody.Made;
import hms.storage.DomainJson;
import hms.storage.Timestamps;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schedules as callers see them. What is made stands as JSON, as in a job. */
final class ScheduleViews {
  private static final int AHEAD = 5;

  private ScheduleViews() {}

  /** In a list. */
  static ObjectNode row(Schedule schedule) {
    var view =
        DomainJson.object()
            .put("oid", schedule.oid().toString())
            .put("version", schedule.version())
            .put("created", Timestamps.text(schedule.created()))
            .put("modified", Timestamps.text(schedule.modified()))
            .put("name", schedule.name())
            .put("state", Lifecycle.word(schedule.state()));
    timing(view, schedule.timing());
    view.set("job", job(schedule.job()));
    view.put("submittedBy", schedule.submittedBy());
    progress(view, schedule.progress());
    return view;
  }

  /** Alone: it tells the next slots too. */
  static ObjectNode view(Schedule schedule) {
    var view = row(schedule);
    var ahead = view.putArray("nextRuns");
    ahead(schedule).forEach(slot -> ahead.add(Timestamps.text(slot)));
    return view;
  }

  /** What somebody would say of it, as it is. */
  static ScheduleBody said(Schedule schedule) {
    var timing = schedule.timing();
    var made = DomainJson.own(job(schedule.job()), Made.class);
    return new ScheduleBody(
        schedule.name(),
        timing.cron(),
        timing.zone(),
        timing.notBefore(),
        timing.notAfter(),
        timing.maxRuns(),
        timing.overlap(),
        timing.missed(),
        made);
  }

  private static List<Instant> ahead(Schedule schedule) {
    var timing = schedule.timing();
    return Cron.of(timing.cron(), timing.zone()) instanceof Outcome.Done<Cron>(var cron)
        ? schedule.ahead(cron, AHEAD)
        : List.of();
  }

  private static void timing(ObjectNode view, Timing timing) {
    view.put("cron", timing.cron()).put("zone", timing.zone());
    at(view, "notBefore", timing.notBefore());
    at(view, "notAfter", timing.notAfter());
    if (timing.maxRuns() != null) view.put("maxRuns", timing.maxRuns());
    view.put("overlap", Lifecycle.word(timing.overlap()))
        .put("missed", Lifecycle.word(timing.missed()));
  }

  private static JsonNode job(ScheduledJob job) {
    var view = DomainJson.object().put("type", job.type());
    view.set("parameters", JobViews.json(job.parameters()));
    view.set("options", JobViews.options(job.options()));
    return view;
  }

  private static void progress(ObjectNode view, Progress progress) {
    at(view, "nextAt", progress.nextAt());
    at(view, "lastAt", progress.lastAt());
    view.put("runs", progress.runs())
        .put("skipped", progress.skipped())
        .put("failures", progress.failures())
        .put("waiting", progress.waiting().size());
    if (progress.lastError() != null) view.put("lastError", progress.lastError());
    at(view, "lastErrorAt", progress.lastErrorAt());
  }

  private static void at(ObjectNode view, String name, @Nullable Instant at) {
    if (at != null) view.put(name, Timestamps.text(at));
  }
}
