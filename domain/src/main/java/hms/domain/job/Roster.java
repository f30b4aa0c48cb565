package hms.domain.job;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The workers that an orchestrator has a session with. */
final class Roster {
  private final Map<String, WorkerLedger> workers = new LinkedHashMap<>();

  /** Highest session of each worker that is over; a late Hello must not open it again. */
  private final Map<String, Long> closedSessions = new HashMap<>();

  /** True if this opens a session, so that whatever came of an older one is void. */
  boolean isNews(JobMessage.Hello hello) {
    WorkerLedger known = workers.get(hello.from());
    if (known != null && known.session() >= hello.session()) return false;
    return closedSessions.getOrDefault(hello.from(), 0L) < hello.session();
  }

  void add(JobMessage.Hello hello, long nowNanos) {
    workers.put(hello.from(), new WorkerLedger(hello, nowNanos));
  }

  /** The worker, if the message is of its session. */
  Optional<WorkerLedger> of(JobMessage.ToOrchestrator message) {
    return find(message.from()).filter(worker -> worker.session() == message.session());
  }

  Optional<WorkerLedger> find(String node) {
    return Optional.ofNullable(workers.get(node));
  }

  Optional<WorkerLedger> remove(String node) {
    Optional<WorkerLedger> gone = Optional.ofNullable(workers.remove(node));
    gone.ifPresent(worker -> closedSessions.put(node, worker.session()));
    return gone;
  }

  Collection<WorkerLedger> all() {
    return workers.values();
  }

  Set<String> names() {
    return workers.keySet();
  }

  /** Those that can compute a job. */
  record Able(Set<String> names, long slots) {}

  Able thatKnow(JobCode code) {
    var able = workers.values().stream().filter(worker -> worker.knows(code)).toList();
    return new Able(
        able.size() == workers.size()
            ? names()
            : able.stream().map(WorkerLedger::node).collect(Collectors.toSet()),
        able.stream().mapToLong(WorkerLedger::slots).sum());
  }

  List<String> silentFor(Duration lease, long nowNanos) {
    return workers.values().stream()
        .filter(worker -> worker.silentFor(lease, nowNanos))
        .map(WorkerLedger::node)
        .toList();
  }
}
