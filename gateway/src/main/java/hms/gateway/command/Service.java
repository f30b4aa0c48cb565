package hms.gateway.command;

import hms.cluster.Address;
import hms.cluster.Bus;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * A feature's address on this node's bus, with the types of its commands and results.
 *
 * @param name the last part of the address: {@code product}
 * @param result what its commands answer
 */
public record Service<C, R>(String name, Class<R> result) {

  public Future<Answer<R>> ask(Bus bus, Request<C> request) {
    return bus.requestLocal(address(), request);
  }

  Bus.Registration serve(Bus bus, Function<Request<C>, Future<Answer<R>>> handler) {
    return bus.serveLocal(address(), handler);
  }

  // One address carries one Request<C> and one Answer<R>: both sides name it through this record.
  @SuppressWarnings("unchecked")
  private Address<Request<C>, Answer<R>> address() {
    return new Address<>(
        "hms.service." + name,
        (Class<Request<C>>) (Class<?>) Request.class,
        (Class<Answer<R>>) (Class<?>) Answer.class);
  }
}
