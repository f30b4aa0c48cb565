package hms.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nodes in memory: until when each is live, and what it knows. Under the lock of its store. */
final class MemoryNodes {
  private final Map<String, Instant> leases = new HashMap<>();
  private final Map<String, Set<String>> known = new HashMap<>();
  private final Set<String> drained = new HashSet<>();

  JobStore.Lease renew(JobStore.ComputeNode node, Duration lease) {
    leases.put(node.node(), Instant.now().plus(lease));
    var types = node.types().stream().flatMap(type -> Stream.of(type.name(), type.text()));
    known.putIfAbsent(node.node(), types.collect(Collectors.toSet()));
    var live = leases.keySet().stream().filter(this::isLive).collect(Collectors.toSet());
    return new JobStore.Lease(live, "memory", drained.contains(node.node()));
  }

  /** Tells it to hand over; false if it is not live. */
  boolean drain(String node) {
    if (isLive(node)) drained.add(node);
    return isLive(node);
  }

  void leave(String node) {
    leases.remove(node);
  }

  /**
   * @param code of a job: a type, or what computes it
   */
  boolean knows(String node, String code) {
    return known.getOrDefault(node, Set.of()).contains(code);
  }

  Instant until(String node) {
    return leases.getOrDefault(node, Instant.MIN);
  }

  private boolean isLive(String node) {
    return until(node).isAfter(Instant.now());
  }
}
