package hms.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nodes in memory: until when each is live, what it knows and what it is to do. Under the lock of
 * its store.
 */
final class MemoryNodes {
  private final Map<String, Instant> leases = new HashMap<>();
  private final Map<String, Set<String>> known = new HashMap<>();
  private final Map<String, JobStore.Duty> duties = new HashMap<>();

  JobStore.Lease renew(JobStore.ComputeNode node, Duration lease) {
    leases.put(node.node(), Instant.now().plus(lease));
    var types = node.types().stream().flatMap(type -> Stream.of(type.name(), type.text()));
    known.putIfAbsent(node.node(), types.collect(Collectors.toSet()));
    var live = leases.keySet().stream().filter(this::isLive).collect(Collectors.toSet());
    return new JobStore.Lease(live, "memory", duties.getOrDefault(node.node(), JobStore.Duty.UP));
  }

  /** Tells it to hand over; false if it is not live. */
  boolean drain(String node) {
    if (isLive(node) && duties.get(node) != JobStore.Duty.DRAINED)
      duties.put(node, JobStore.Duty.DRAINING);
    return isLive(node);
  }

  void handOver(String node) {
    duties.replace(node, JobStore.Duty.DRAINING, JobStore.Duty.DRAINED);
  }

  /** Calls it back; false if it is not live. */
  boolean undrain(String node) {
    if (isLive(node)) duties.put(node, JobStore.Duty.UP);
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
