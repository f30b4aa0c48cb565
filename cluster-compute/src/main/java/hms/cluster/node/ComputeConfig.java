package hms.cluster.node;

import hms.domain.job.Pace;

/**
 * What a compute node is told.
 *
 * @param name what people call the node
 * @param slots chunks computed at a time, at least 1; as many as cores, one less beside a gateway
 * @param version of the program, for people
 */
public record ComputeConfig(String name, int slots, Pace pace, String version) {
  public ComputeConfig {
    if (slots < 1) throw new IllegalArgumentException("slots must be >= 1, was " + slots);
  }
}
