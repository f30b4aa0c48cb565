package hms.gateway.http;

import hms.gateway.http.Uploads.Upload;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes what handlers work on of the calls whose callers were let in: of those that came by
 * themselves and of parts of batches alike. For one event loop.
 */
final class Handling {
  private final BodyRules rules;
  private final RateLimit rates;
  private final PgStores stores;
  private final SealedCursors cursors;
  private final Map<String, Route> partsOfBatches = new HashMap<>();

  Handling(BodyRules rules, RateLimit rates, PgStores stores, SealedCursors cursors) {
    this.rules = rules;
    this.rates = rates;
    this.stores = stores;
    this.cursors = cursors;
  }

  /** These are served from now on. */
  void know(List<Route> routes) {
    for (var route : routes) {
      rules.inBatches(route).ifPresent(id -> partsOfBatches.put(id, route));
    }
  }

  /** The call of that operationId, if the contract lets it be part of a batch. */
  Optional<Route> partOfBatches(String operationId) {
    return Optional.ofNullable(partsOfBatches.get(operationId));
  }

  /**
   * @throws EdgeRefusal 400 if the call does not know what stands behind its question mark
   */
  void judgeQuery(Call call, Route route) {
    QueryRules.judge(call.parameters(), route, rules);
  }

  /**
   * A call that is about to be handled.
   *
   * @throws EdgeRefusal if it brings something where nothing is taken
   */
  Exchange exchange(
      Call call, Route route, Caller caller, byte[] body, Optional<Upload> upload, Instant now) {
    var holder = new SealedCursors.Holder(route.call(), caller.actor().name());
    var picked = Picked.of(Optional.ofNullable(call.parameters().get("fields")));
    var pages = new PageAnswer(call, cursors, holder, picked);
    var said = new RequestBody(body, json -> rules.broken(route, json));
    var exchange = new Exchange(call, caller, said, upload, this, pages, now);
    if (route.body() == Route.Body.EMPTY) {
      var nothing = exchange.orRefuse(said.nothing());
    }
    return exchange;
  }

  /** Has the call done by its handler, which goes by ids alone. */
  Future<Void> handle(Call call, Route route, Exchange exchange) {
    return References.in(call, route)
        .map(kind ->
            kind.resolve(call, exchange.stores()).compose(named -> route.handler().apply(exchange)))
        .orElseGet(() -> route.handler().apply(exchange));
  }

  /**
   * What a batch of {@code n} asks for.
   *
   * @throws EdgeRefusal 429 if it is more than its caller may send now, 422 if it always will be
   */
  Parts parts(Call whole, Caller caller, int n, Instant now) {
    rates.admitMore(whole.request(), caller.actor(), n);
    return new Parts(this, whole, caller, now);
  }

  PgStores stores() {
    return stores;
  }
}
