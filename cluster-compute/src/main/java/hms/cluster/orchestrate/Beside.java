package hms.cluster.orchestrate;

import java.util.Set;

/** The rest of an orchestrator's node, as far as it tells it something or asks it. Any thread. */
public interface Beside {
  /** At each renewal of the lease: the nodes whose lease is live. */
  void peers(Set<String> live);

  /** Slots that have a chunk. */
  int busySlots();

  /** At each renewal, from when somebody wants the node to hand over what it has. */
  void drainWanted();
}
