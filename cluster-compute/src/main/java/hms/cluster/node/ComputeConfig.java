package hms.cluster.node;

import hms.domain.job.Pace;
import hms.domain.job.Tenants;

/**
 * What a compute node is told.
 *
 * @param name what people call the node
 * @param slots chunks computed at a time, at least 1; as many as cores, one less beside a gateway
 * @param version of the program, for people
 * @param tenants what each may have
 */
public record ComputeConfig(String name, int slots, Pace pace, String version, Tenants tenants) {
  /** Tenants are equal. */
  public ComputeConfig(String name, int slots, Pace pace, String version) {
    this(name, slots, pace, version, Tenants.EQUAL);
  }

  public ComputeConfig {
    if (slots < 1) throw new IllegalArgumentException("slots must be >= 1, was " + slots);
  }
}
