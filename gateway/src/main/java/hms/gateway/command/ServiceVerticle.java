package hms.gateway.command;

import hms.cluster.Bus;
import hms.cluster.TraceLocal;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/** Runs one feature's use cases for whoever asks on the bus, each in a transaction of its own. */
public final class ServiceVerticle<C, R> extends VerticleBase {
  private final Bus bus;
  private final Service<C, R> service;
  private final Once<C, R> once;
  private Bus.@Nullable Registration registration;

  public ServiceVerticle(Bus bus, PgStores stores, Service<C, R> service, UseCases<C, R> useCases) {
    this.bus = bus;
    this.service = service;
    this.once = new Once<>(stores, service.result(), useCases);
  }

  @Override
  public Future<?> start() {
    registration = service.serve(bus, this::perform);
    return registration.ready();
  }

  private Future<Answer<R>> perform(Request<C> request) {
    if (request.cause().trace() != null) TraceLocal.begin(request.cause().trace());
    return once.perform(request);
  }

  @Override
  public Future<?> stop() {
    return registration == null ? Future.succeededFuture() : registration.unregister();
  }
}
