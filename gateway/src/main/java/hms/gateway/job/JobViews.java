package hms.gateway.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.job.Job;
import hms.domain.job.JobLive;
import hms.domain.job.JobOptions;
import hms.storage.DomainJson;
import hms.storage.Timestamps;
import java.util.Optional;

/** Jobs as callers see them. Parameters and result are JSON themselves, so they stand as JSON. */
final class JobViews {
  private JobViews() {}

  static ObjectNode view(Job job) {
    var view =
        DomainJson.object()
            .put("oid", job.oid().toString())
            .put("type", job.type())
            .put("tenant", job.tenant())
            .put("state", job.state().name())
            .put("unitsTotal", job.unitsTotal())
            .put("unitsDone", job.unitsDone())
            .put("unitsDead", job.unitsDead())
            .put("chunksDone", job.chunksDone())
            .put("cpuMicros", job.cpuMicros())
            .put("epoch", job.epoch())
            .put("submittedBy", job.submittedBy())
            .put("created", Timestamps.text(job.created()));
    view.set("parameters", json(job.parameters()));
    view.set("options", options(job.options()));
    job.ties().dedupeKey().ifPresent(key -> view.put("dedupeKey", key));
    if (!job.ties().after().isEmpty()) {
      var after = view.putArray("after");
      job.ties().after().forEach(earlier -> after.add(earlier.toString()));
    }
    job.ties()
        .origin()
        .ifPresent(origin -> {
          view.put("schedule", origin.schedule().toString());
          origin.slot().ifPresent(slot -> view.put("slot", Timestamps.text(slot)));
        });
    job.owner().ifPresent(owner -> view.put("owner", owner));
    job.notBefore().ifPresent(at -> view.put("notBefore", Timestamps.text(at)));
    job.deadline().ifPresent(at -> view.put("deadline", Timestamps.text(at)));
    job.started().ifPresent(at -> view.put("started", Timestamps.text(at)));
    job.ended().ifPresent(at -> view.put("ended", Timestamps.text(at)));
    job.reason().ifPresent(reason -> view.put("reason", reason));
    job.code().ifPresent(code -> view.put("code", code));
    job.verdict().ifPresent(verdict -> view.put("verdict", verdict));
    job.result().ifPresent(result -> view.set("result", json(result)));
    return view;
  }

  /** The same, and how it goes on, if its owner says so. */
  static ObjectNode view(Job job, Optional<JobLive> live) {
    var view = view(job);
    live.ifPresent(each -> view.set("live", live(each)));
    return view;
  }

  private static ObjectNode live(JobLive live) {
    var view =
        DomainJson.object()
            .put("unitsRunning", live.unitsRunning())
            .put("slots", live.slots())
            .put("unitsPerSecond", live.unitsPerSecond());
    if (live.millisLeft() != JobLive.UNKNOWN) view.put("secondsLeft", live.millisLeft() / 1000.0);
    if (!live.statuses().isEmpty()) view.set("statuses", DomainJson.tree(live.statuses()));
    return view;
  }

  static ObjectNode options(JobOptions options) {
    return DomainJson.object()
        .put("priority", options.priority())
        .put("maxSlots", options.maxSlots())
        .put("chunkUnits", options.chunkUnits())
        .put("maxDead", options.maxDead())
        .put("durability", options.fast() ? "fast" : "strict");
  }

  static JsonNode json(String text) {
    return DomainJson.own(text, JsonNode.class);
  }
}
