package hms.gateway.trace;

import hms.cluster.JobTraces;
import hms.domain.audit.TraceParent;
import io.vertx.core.Future;
import io.vertx.core.spi.VertxTracerFactory;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How traces are followed: told to a collector, or only passed on. */
public sealed interface Tracing permits PassedOn, Spans {

  /** Nothing is measured or told; who sends a {@code traceparent} finds it again. */
  static Tracing off() {
    return new PassedOn();
  }

  /** What Vert.x opens its spans with; empty if it should open none. */
  Optional<VertxTracerFactory> factory();

  /**
   * The place in its trace of a request that is being answered.
   *
   * @param sent as its caller wrote it, or null
   */
  Optional<TraceParent> at(@Nullable String sent);

  /** A message goes out, because of what was done there. */
  Leg sending(String address, Optional<TraceParent> because);

  /**
   * Works on a message that came in.
   *
   * @param because as its sender wrote it
   * @param sent if that is long ago, the work is a trace of its own that names the other
   * @param work is given its place in the trace
   */
  <T> Future<T> receiving(
      String address,
      Optional<TraceParent> because,
      Instant sent,
      Function<Optional<TraceParent>, Future<T>> work);

  /** What is done for jobs. */
  JobTraces jobs();

  /** Tells what is not yet told. Blocks for some seconds at most. */
  void close();

  /** A step of a trace that ends elsewhere. */
  interface Leg {
    /** What the other side is told. */
    Optional<TraceParent> parent();

    void end(@Nullable Throwable failure);
  }
}
