package hms.domain.job;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Why a job is where it is: every cause that holds now, with numbers and what to do about it. */
public final class JobExplanation {
  private JobExplanation() {}

  /**
   * One cause.
   *
   * @param code for programs, such as NO_WORKER
   * @param detail a sentence with numbers
   * @param remedy what somebody may do about it
   */
  public record Cause(String code, String detail, String remedy) {}

  /**
   * What there is around a job.
   *
   * @param nodes compute nodes whose lease is live
   * @param able of them, those that have what computes it
   * @param slots of all of them
   * @param busySlots of them that have a chunk, half a second ago
   * @param ahead jobs of the same tenant that are under way and have a higher priority
   * @param beside jobs of the same tenant that are under way and have the same one
   * @param tenants others who have a job under way, each once
   * @param failures attempts that came to nothing since it was submitted or tried again
   * @param lastFailure the latest of them, as class and message
   * @param waitsFor of the jobs that it follows, those that have not ended
   * @param pausedBy who has paused it
   */
  public record Surroundings(
      int nodes,
      int able,
      int slots,
      int busySlots,
      int ahead,
      int beside,
      List<String> tenants,
      int failures,
      Optional<String> lastFailure,
      List<UUID> waitsFor,
      Optional<String> pausedBy) {
    public Surroundings {
      tenants = List.copyOf(tenants);
      waitsFor = List.copyOf(waitsFor);
    }
  }

  /**
   * @param tenants what each may have
   */
  public static List<Cause> of(Job job, Surroundings around, Tenants tenants, Instant now) {
    var causes = new ArrayList<Cause>();
    switch (job.state()) {
      case QUEUED, PLANNING -> waiting(job, around, now, causes);
      case RUNNING -> running(job, around, tenants, causes);
      case PAUSED ->
          causes.add(
              new Cause("PAUSED", "by " + around.pausedBy().orElse("somebody"), "resume it"));
      case CANCELLING ->
          causes.add(new Cause("CANCELLING", "workers are told to stop", "wait, or kill it"));
      case PARTIAL, FAILED ->
          causes.add(
              new Cause(
                  job.state().name(),
                  job.reason().orElse(job.unitsDead() + " units are dead"),
                  "look at its logs, then retry it"));
      case SUCCEEDED, CANCELLED -> {}
    }
    if (job.unitsDead() > 0) {
      causes.add(new Cause("DEAD", job.unitsDead() + " units are given up", "look at its logs"));
    }
    return causes;
  }

  private static void waiting(Job job, Surroundings around, Instant now, List<Cause> causes) {
    job.notBefore()
        .filter(now::isBefore)
        .ifPresent(at -> causes.add(new Cause("NOT_BEFORE", "it may begin at " + at, "wait")));
    if (!around.waitsFor().isEmpty()) {
      String them = around.waitsFor().stream().map(UUID::toString).collect(joining(", "));
      causes.add(new Cause("AFTER", "it follows " + them, "wait, or see why they do not end"));
    }
    noWorker(job, around, causes);
    if (job.owner().isEmpty() && around.able() > 0 && around.waitsFor().isEmpty()) {
      causes.add(new Cause("NO_OWNER", "no node has taken it yet", "wait a second"));
    }
  }

  private static void running(Job job, Surroundings around, Tenants tenants, List<Cause> causes) {
    noWorker(job, around, causes);
    if (job.owner().isEmpty() && around.able() > 0) {
      causes.add(new Cause("NO_OWNER", "its node has left, another takes it over", "wait"));
    }
    if (around.ahead() > 0) {
      causes.add(
          new Cause(
              "PRIORITY",
              "%d jobs of its tenant go first, for %d slots"
                  .formatted(around.ahead(), around.slots()),
              "give it a higher priority, or add nodes"));
    }
    tenant(job, around, tenants, causes);
    if (around.slots() > 0 && around.busySlots() >= around.slots()) {
      causes.add(
          new Cause("NO_CREDIT", "all %d slots are busy".formatted(around.slots()), "add nodes"));
    }
    int max = job.options().maxSlots();
    if (max > 0 && max < around.slots()) {
      causes.add(
          new Cause(
              "MAX_SLOTS",
              "it asked for %d of %d slots".formatted(max, around.slots()),
              "submit it with more"));
    }
    around
        .lastFailure()
        .ifPresent(last ->
            causes.add(
                new Cause(
                    "BACK_OFF",
                    "%d attempts failed, last: %s".formatted(around.failures(), last),
                    "look at its logs")));
  }

  private static void tenant(Job job, Surroundings around, Tenants tenants, List<Cause> causes) {
    TenantLimits its = tenants.of(job.tenant());
    if (around.beside() + around.tenants().size() > 0) {
      int others = around.tenants().stream().mapToInt(name -> tenants.of(name).weight()).sum();
      causes.add(
          new Cause(
              "TENANT_SHARE",
              "its tenant has %d of %d parts of %d slots, and %d other jobs of it share that"
                  .formatted(its.weight(), its.weight() + others, around.slots(), around.beside()),
              "add nodes, or wait"));
    }
    if (its.maxSlots() > 0 && its.maxSlots() < around.slots()) {
      String detail =
          "its tenant may have %d of %d slots".formatted(its.maxSlots(), around.slots());
      causes.add(new Cause("MAX_SLOTS", detail, "ask who configures compute.tenants"));
    }
    if (its.chunksPerSecond() > 0) {
      String detail = "its tenant may begin %s chunks a second".formatted(its.chunksPerSecond());
      causes.add(new Cause("RATE_LIMIT", detail, "ask who configures compute.tenants"));
    }
  }

  private static void noWorker(Job job, Surroundings around, List<Cause> causes) {
    if (around.able() > 0) return;
    if (around.nodes() == 0) {
      causes.add(new Cause("NO_WORKER", "no node computes", "start one: hms node start"));
      return;
    }
    String missing =
        job.code().map(code -> "has " + code).orElseGet(() -> "knows the type " + job.type());
    causes.add(
        new Cause(
            "NO_WORKER",
            "none of %d nodes %s".formatted(around.nodes(), missing),
            "start one that does, or cancel it and submit it again"));
  }
}
