package hms.gateway.order;

import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.order.CancelRequest;
import hms.gateway.http.Exchange;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What the calls about orders, work orders and parcels share. */
final class OrderCalls {
  private OrderCalls() {}

  /** Asks the service and shows what came of it. */
  static Future<Void> answer(Bus bus, Exchange exchange, OrderCommand command, int status) {
    return OrderService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(answer ->
            exchange.answer(
                answer,
                status,
                result -> {
                  var order = result.order();
                  exchange.tag(order == null ? result.workOrders().getFirst() : order);
                  return OrderViews.result(result);
                }));
  }

  /** A member that must be there. */
  static <T> T present(Exchange exchange, String pointer, @Nullable T value) {
    return exchange.orRefuse(present(pointer, value));
  }

  /** The reasons that an artisan may give; the rest are for time and facts to give. */
  static Outcome<CancelRequest.Refusal> byArtisan(CancelRequest.@Nullable Refusal reason) {
    return present("/reason", reason)
        .then(given ->
            given == CancelRequest.Refusal.ALREADY_SHIPPED
                ? Outcome.refused(
                    Refusal.Invalid.of(
                        "/reason", "not-given", "work_started, personalised or other"))
                : Outcome.done(given));
  }

  static <T> Outcome<T> present(String pointer, @Nullable T value) {
    return value == null
        ? Outcome.refused(Refusal.Invalid.of(pointer, "missing", "a value is required"))
        : Outcome.done(value);
  }
}
