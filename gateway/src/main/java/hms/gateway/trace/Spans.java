package hms.gateway.trace;

import hms.cluster.JobTraces;
import hms.domain.audit.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Spans of OpenTelemetry. Source: its semantic conventions for messaging. */
public final class Spans implements Tracing {
  /** Who waited for longer is not what one looks at when one follows this. */
  private static final Duration LONG_AGO = Duration.ofMinutes(1);

  private static final long CLOSE_SECONDS = 3;
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> INSTANCE =
      AttributeKey.stringKey("service.instance.id");
  private static final AttributeKey<String> ADDRESS =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");

  private static final AttributeKey<String> JOB = AttributeKey.stringKey("hms.job");

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;

  /**
   * @param node its name
   * @param ratio of the traces that begin here, 0 to 1; of others their beginning decides
   * @param told of each span that ends
   */
  public Spans(String node, double ratio, SpanProcessor told) {
    var sampler = new WithoutProbes(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)));
    var resource =
        Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE, "hms", INSTANCE, node)));
    var provider =
        SdkTracerProvider.builder()
            .setResource(resource)
            .setSampler(sampler)
            .addSpanProcessor(told)
            .build();
    this.sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(provider)
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    this.tracer = sdk.getTracer("hms");
  }

  /**
   * Tells a collector by OTLP over HTTP.
   *
   * @param endpoint of the collector; {@code /v1/traces} unless it has a path
   */
  public static Spans to(URI endpoint, String node, double ratio) {
    boolean bare = endpoint.getPath().isEmpty() || endpoint.getPath().equals("/");
    String address = bare ? endpoint.resolve("/v1/traces").toString() : endpoint.toString();
    var exporter = OtlpHttpSpanExporter.builder().setEndpoint(address).build();
    return new Spans(node, ratio, BatchSpanProcessor.builder(exporter).build());
  }

  @Override
  public Optional<VertxTracerFactory> factory() {
    return Optional.of(new OpenTelemetryTracingFactory(sdk));
  }

  @Override
  public Optional<TraceParent> at(@Nullable String sent) {
    return told(Span.current(), TraceParent.parse(sent));
  }

  @Override
  public Leg sending(String address, Optional<TraceParent> because) {
    if (because.isEmpty()) return new PassedOn().sending(address, because);
    return new Sent(begin("send " + address, address, SpanKind.PRODUCER, because), because);
  }

  private record Sent(Span span, Optional<TraceParent> because) implements Leg {
    @Override
    public Optional<TraceParent> parent() {
      return Spans.told(span, because);
    }

    @Override
    public void end(@Nullable Throwable failure) {
      Spans.end(span, failure);
    }
  }

  /** The span is open until all is done, and not for as long as a block of code. */
  @Override
  @SuppressWarnings("MustBeClosedChecker")
  public <T> Future<T> receiving(
      String address,
      Optional<TraceParent> because,
      Instant sent,
      Function<Optional<TraceParent>, Future<T>> work) {
    boolean late = sent.isBefore(Instant.now().minus(LONG_AGO));
    var span = received(address, because, late);
    Promise<T> done = Promise.promise();
    var own = ((ContextInternal) Objects.requireNonNull(Vertx.currentContext())).duplicate();
    own.runOnContext(go -> {
      // Open until all is done: what Vert.x opens meanwhile on this context is below it.
      var scope = span.makeCurrent();
      Future.succeededFuture(told(span, because))
          // What it throws is its failure: a future that nobody completes is waited for for ever.
          .compose(work)
          .onComplete(result -> done.complete(result), failure -> done.fail(failure));
      done.future()
          .onComplete(all -> {
            scope.close();
            end(span, all.cause());
          });
    });
    return done.future();
  }

  private Span received(String address, Optional<TraceParent> because, boolean late) {
    if (!late) return begin("process " + address, address, SpanKind.CONSUMER, because);
    var builder = builder("process " + address, address, SpanKind.CONSUMER).setNoParent();
    because.ifPresent(other -> builder.addLink(remote(other)));
    return builder.startSpan();
  }

  private Span begin(String name, String address, SpanKind kind, Optional<TraceParent> because) {
    var builder = builder(name, address, kind);
    because.ifPresentOrElse(
        parent -> builder.setParent(Context.root().with(Span.wrap(remote(parent)))),
        builder::setNoParent);
    return builder.startSpan();
  }

  private SpanBuilder builder(String name, String address, SpanKind kind) {
    var builder = tracer.spanBuilder(name).setSpanKind(kind);
    // Of deadlines and webhooks no queue is the address.
    return address.startsWith("hms.")
        ? builder.setAttribute(SYSTEM, "amqp").setAttribute(ADDRESS, address)
        : builder;
  }

  @Override
  public JobTraces jobs() {
    return (job, trace, name, about) -> {
      if (trace.isEmpty()) return failure -> {};
      var span = begin(name, name, SpanKind.INTERNAL, trace).setAttribute(JOB, job.toString());
      about.forEach((key, value) -> span.setAttribute("hms." + key, value));
      return failure -> end(span, failure);
    };
  }

  @Override
  public void close() {
    var unused = sdk.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  private static void end(Span span, @Nullable Throwable failure) {
    end(span, failure == null ? null : failure.getClass().getSimpleName());
  }

  private static void end(Span span, @Nullable String failure) {
    if (failure != null) span.setStatus(StatusCode.ERROR, failure);
    span.end();
  }

  private static SpanContext remote(TraceParent parent) {
    String[] parts = parent.text().split("-", -1);
    return SpanContext.createFromRemoteParent(
        parts[1], parts[2], TraceFlags.fromHex(parts[3], 0), TraceState.getDefault());
  }

  /** What comes next is caused by this span, or if nobody is told of it, by what caused it. */
  private static Optional<TraceParent> told(Span span, Optional<TraceParent> because) {
    var now = span.getSpanContext();
    return now.isSampled()
        ? Optional.of(
            new TraceParent(
                "00-%s-%s-%s"
                    .formatted(now.getTraceId(), now.getSpanId(), now.getTraceFlags().asHex())))
        : because;
  }
}
