package hms.cluster;

import hms.domain.audit.TraceParent;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Optional;

/**
 * The trace of the work that an event loop does right now: of one request or one message, since
 * each has a context of its own. For log lines, which are told by nobody. Vert.x makes room for it
 * in its contexts because it finds this class as a service.
 */
public final class TraceLocal implements VertxServiceProvider {
  private static final ContextLocal<TraceParent> LOCAL =
      ContextLocal.registerLocal(TraceParent.class);

  @Override
  public void init(VertxBootstrap unused) {}

  /** What is done on this context from now on belongs to this trace. */
  public static void begin(TraceParent trace) {
    var context = Vertx.currentContext();
    if (context != null) LOCAL.put(context, trace);
  }

  /** Empty if the work is part of no trace, or this is no thread of Vert.x. */
  public static Optional<TraceParent> current() {
    var context = Vertx.currentContext();
    return context == null ? Optional.empty() : Optional.ofNullable(LOCAL.get(context));
  }
}
