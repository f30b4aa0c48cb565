package hms.gateway.config;

import hms.domain.job.Tenants;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code compute}: the job engine of this node.
 *
 * @param slots chunks at a time, up to 1024; 0 = cores, one less beside a gateway
 * @param lease how long a silent node keeps its work, 500ms to 1m
 * @param heartbeat how often it speaks, 100ms to 10s; at most a third of the lease
 * @param chunkTarget how long one chunk should take, 10ms to 1m
 * @param attempts tries per chunk, 1 to 100
 * @param queueMax jobs that may be there without having ended, up to 10 million; 0: no limit
 * @param keep how long results of jobs stay after their end, 1h to 90d
 * @param tenants what each may have; the same on all nodes
 * @param plugins folder of job types of others; none: {@code plugins} beside {@code conf}, if there
 */
public record ComputeConfig(
    int slots,
    Duration lease,
    Duration heartbeat,
    Duration chunkTarget,
    int attempts,
    int queueMax,
    Duration keep,
    Tenants tenants,
    Optional<Path> plugins,
    StreamConfig stream) {
  private static final int HEARTBEATS_PER_LEASE = 3;

  static ComputeConfig read(ConfigReader in, boolean besideGateway) {
    List<TenantConfig> tenants = in.list("compute.tenants", "[]", TenantConfig::of);
    in.check(TenantConfig.areDistinct(tenants), "compute.tenants: expected each name once");
    var config =
        new ComputeConfig(
            slots(in.integer("compute.slots", "0", 0, 1024), besideGateway),
            in.duration("compute.lease", "3s", "500ms", "1m"),
            in.duration("compute.heartbeat", "500ms", "100ms", "10s"),
            in.duration("compute.chunk-target", "100ms", "10ms", "1m"),
            in.integer("compute.attempts", "5", 1, 100),
            in.integer("compute.queue-max", "10000", 0, 10_000_000),
            in.duration("compute.keep", "7d", "1h", "90d"),
            TenantConfig.all(tenants),
            in.folder("compute.plugins"),
            StreamConfig.read(in));
    in.check(
        config.heartbeat.multipliedBy(HEARTBEATS_PER_LEASE).compareTo(config.lease) <= 0,
        "compute.heartbeat is more than a third of compute.lease");
    return config;
  }

  private static int slots(int configured, boolean besideGateway) {
    int cores = Runtime.getRuntime().availableProcessors();
    return configured == 0 ? Math.max(1, besideGateway ? cores - 1 : cores) : configured;
  }
}
