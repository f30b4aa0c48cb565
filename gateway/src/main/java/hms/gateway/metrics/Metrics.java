package hms.gateway.metrics;

import hms.gateway.http.EndedCall;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The meters of one node. From any thread. */
public final class Metrics {
  /** Bus and pools; calls are measured by operation here, and links by nobody. */
  private static final EnumSet<MetricsDomain> MEASURED =
      EnumSet.of(MetricsDomain.EVENT_BUS, MetricsDomain.NAMED_POOLS);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CallMeters calls = new CallMeters(registry);

  public Metrics() {
    List<MeterBinder> machine =
        List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics());
    machine.forEach(each -> each.bindTo(registry));
    Gauge.builder("hms.build.info", () -> 1)
        .description("1 on what runs")
        .tag("version", version())
        .tag("java", Runtime.version().toString())
        .register(registry);
  }

  public MeterRegistry registry() {
    return registry;
  }

  /** Measures calls, once it is told of them. */
  public EndedCall.Observer calls() {
    return calls;
  }

  /** Everything, in the text format of Prometheus 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  /** Measures what Vert.x does, into this registry. */
  public VertxMetricsFactory factory() {
    return new MicrometerMetricsFactory(registry);
  }

  /** Vert.x keeps registries by name, for the whole JVM: several nodes must not share one. */
  public MetricsOptions options() {
    var off = EnumSet.complementOf(MEASURED);
    var options =
        new MicrometerMetricsOptions()
            .setRegistryName("hms-" + UUID.randomUUID())
            .setLabels(EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME, Label.EB_SIDE));
    off.forEach(options::addDisabledMetricsCategory);
    return options.setEnabled(true);
  }

  /** Of the program, from the manifest of its jar. */
  public static String version() {
    return Objects.requireNonNullElse(
        Metrics.class.getPackage().getImplementationVersion(), "unknown");
  }
}
