package hms.cluster.orchestrate;

import hms.storage.JobStore;
import java.util.Set;

/** The rest of an orchestrator's node, as far as it tells it something or asks it. Any thread. */
public interface Beside {
  /** At each renewal of the lease: the nodes whose lease is live. */
  void peers(Set<String> live);

  /** Slots that have a chunk. */
  int busySlots();

  /** At each renewal: what is wanted of the node. */
  void duty(JobStore.Duty duty);
}
