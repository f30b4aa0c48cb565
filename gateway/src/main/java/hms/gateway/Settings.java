package hms.gateway;

import hms.cluster.ClusterConfig;
import hms.cluster.job.JobTypes;
import hms.cluster.jobs.BuiltIn;
import hms.cluster.jobs.stream.Bubblewrap;
import hms.cluster.jobs.stream.Programs;
import hms.cluster.jobs.stream.StreamJob;
import hms.cluster.node.ComputeConfig;
import hms.cluster.plugin.Plugins;
import hms.domain.job.Pace;
import hms.domain.message.Ed25519Key;
import hms.gateway.amqp.AmqpVerticle;
import hms.gateway.config.ConfigRefused;
import hms.gateway.config.OfficeConfig;
import hms.gateway.config.RateConfig;
import hms.gateway.config.SecretFiles;
import hms.gateway.config.StreamConfig;
import hms.gateway.http.Api;
import hms.gateway.http.HttpVerticle;
import hms.gateway.http.Quota;
import hms.gateway.metrics.Metrics;
import hms.gateway.operation.OperationRunner;
import hms.gateway.trace.Spans;
import hms.gateway.trace.Tracing;
import hms.gateway.trust.OfficeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each part is told, from the configuration of the node. */
final class Settings {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
  private static final double PERCENT = 100;

  private Settings() {}

  static AmqpVerticle.Settings broker(OfficeConfig config) {
    var amqp = config.amqp();
    return new AmqpVerticle.Settings(
        amqp.url().getHost(),
        amqp.url().getPort(),
        amqp.user(),
        amqp.password(),
        amqp.reconnectMin(),
        amqp.reconnectMax(),
        amqp.artemis());
  }

  static HttpVerticle.Settings http(OfficeConfig config) {
    var http = config.http();
    return new HttpVerticle.Settings(
        http.host(),
        http.port(),
        http.publicUrl().toString().replaceAll("/$", ""),
        Set.copyOf(http.trustedProxies()),
        new Api.Limits(
            http.jsonMaxBytes(),
            http.imageMaxBytes(),
            new Api.Times(http.headerTimeout(), http.bodyTimeout(), http.requestTimeout()),
            http.inFlight(),
            http.publicFresh()),
        quotas(config.rate()),
        Set.copyOf(config.auth().totpRequiredFor()));
  }

  private static Quota.Plan quotas(RateConfig rate) {
    return new Quota.Plan(
        quota("artisan", rate.artisan()),
        quota("office", rate.office()),
        quota("storefront", rate.storefront()),
        quota("public", rate.anyone()),
        quota("sign-up", rate.signUp()),
        quota("proof", rate.proof()));
  }

  private static Quota quota(String name, RateConfig.Rate rate) {
    return new Quota(name, rate.requests(), rate.window());
  }

  static ClusterConfig cluster(OfficeConfig config) {
    var cluster = config.cluster();
    return new ClusterConfig(
        cluster.name(),
        cluster.host(),
        cluster.port(),
        cluster.busPort(),
        cluster.publicPort(),
        cluster.publicBusPort(),
        cluster.members());
  }

  static OperationRunner.Settings operations(OfficeConfig config) {
    var operation = config.operation();
    return new OperationRunner.Settings(operation.atOnce(), operation.lease(), operation.poll());
  }

  /** What encrypts the artisans' keys and signs the audit. */
  static byte[] wrappingKey(OfficeConfig config) {
    return hex("keys.wrapping-file", config.keys().wrappingFile());
  }

  /** What signs for the office alone. */
  static OfficeKey officeKey(OfficeConfig config) {
    String name = "keys.office-signing-file";
    byte[] seed = hex(name, config.keys().officeSigningFile());
    try {
      return new OfficeKey(new Ed25519Key(seed));
    } catch (IllegalArgumentException length) {
      throw new ConfigRefused(List.of(name + ": " + length.getMessage()));
    }
  }

  private static byte[] hex(String name, Optional<Path> given) {
    var file = given.orElseThrow(() -> new ConfigRefused(List.of(name + " is required")));
    try {
      return HexFormat.of().parseHex(SecretFiles.read(file));
    } catch (IllegalArgumentException notHex) {
      throw new ConfigRefused(List.of(name + ": " + file + " holds no hex digits"));
    }
  }

  /** Without a collector, or on a node that takes no requests, there are no spans. */
  static Tracing tracing(OfficeConfig config) {
    var trace = config.trace();
    return trace
        .endpoint()
        .<Tracing>map(to -> Spans.to(to, config.node().name(), trace.percent() / PERCENT))
        .orElseGet(Tracing::off);
  }

  /**
   * The built-in types and those of plugins; what is wrong with a plugin is told in the log, and it
   * is done without.
   */
  static JobTypes types(OfficeConfig config) {
    Path usual = Path.of(System.getProperty("hms.home", "."), "plugins");
    Path folder = config.compute().plugins().orElse(usual);
    var known = builtIn(config.compute().stream());
    if (!Files.isDirectory(folder)) return known;
    try {
      return told(Plugins.in(folder, known));
    } catch (IOException broken) {
      throw new ConfigRefused(List.of("compute.plugins: " + folder + " cannot be read: " + broken));
    }
  }

  /** Programs of others run where they are wanted and kept in, or not at all. */
  private static JobTypes builtIn(StreamConfig stream) {
    if (!stream.enabled()) return BuiltIn.types();
    var sandbox =
        Bubblewrap.installed(stream.memoryBytes(), stream.cpu())
            .filter(Bubblewrap::works)
            .orElseThrow(() ->
                new ConfigRefused(
                    List.of(
                        "compute.stream.enabled needs bwrap 0.7, prlimit and namespaces of users:"
                            + " apt-get install bubblewrap util-linux")));
    return BuiltIn.types().with(new StreamJob(new Programs(stream.programs(), sandbox)), "");
  }

  private static JobTypes told(Plugins plugins) {
    for (var each : plugins.loaded()) {
      LOG.atInfo().addKeyValue("code", each.text()).log("plugin loaded");
    }
    for (var each : plugins.refused()) {
      LOG.atError()
          .addKeyValue("plugin", each.name())
          .addKeyValue("reason", each.reason())
          .log("plugin refused, the node does without its job type");
    }
    return plugins.types();
  }

  static ComputeConfig compute(OfficeConfig config) {
    var compute = config.compute();
    var pace =
        new Pace(compute.lease(), compute.heartbeat(), compute.chunkTarget(), compute.attempts());
    return new ComputeConfig(
        config.node().name(), compute.slots(), pace, Metrics.version(), compute.tenants());
  }
}
