package hms.gateway.sweep;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.message.Queues;
import hms.storage.Step;
import hms.storage.pg.PgDepartures;
import hms.storage.pg.PgDepartures.Abandoned;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what is left of artisans that were purged. Their queue at the broker goes first, then the
 * lease that remembers it: killed between the two, the next run asks the broker again, and a queue
 * that is not there is gone. Those who never had an order go whole, product by product.
 *
 * <p>Each step is a transaction of its own, done twice it does nothing: any node may take it.
 */
final class Departures {
  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
  private static final int BATCH = 100;

  private final PgStores stores;
  private final Actor actor;
  private final Function<String, Future<Void>> removeQueue;

  /** Removes one object; answers 1, or 0 if there was nothing to do or it has to wait. */
  private interface Removal {
    Step<Integer> remove(PgStores tx, UUID oid);
  }

  Departures(PgStores stores, Actor actor, Function<String, Future<Void>> removeQueue) {
    this.stores = stores;
    this.actor = actor;
    this.removeQueue = removeQueue;
  }

  /** One run; answers how many queues, products and artisans went. */
  Future<Integer> sweep() {
    return each(left().queues(BATCH), this::endQueue)
        .compose(queues ->
            each(left().products(BATCH), oid -> remove(Departures::product, oid))
                .map(products -> queues + products))
        .compose(before ->
            each(left().artisans(BATCH), oid -> remove(Departures::artisan, oid))
                .map(artisans -> before + artisans));
  }

  private PgDepartures left() {
    return stores.sweep().departures();
  }

  private Future<Integer> endQueue(Abandoned queue) {
    return removeQueue
        .apply(Queues.artisan(queue.queueId()))
        .compose(gone -> remove(Departures::lease, queue.artisan()));
  }

  private static Step<Integer> lease(PgStores tx, UUID artisan) {
    return Step.from(tx.sweep().departures().dropLease(artisan).map(gone -> 1));
  }

  private static Step<Integer> product(PgStores tx, UUID oid) {
    return tx.products()
        .lock(oid)
        .then(found -> Step.from(tx.products().remove(found)))
        .map(gone -> gone ? 1 : 0);
  }

  private static Step<Integer> artisan(PgStores tx, UUID oid) {
    return tx.artisans()
        .lock(oid)
        .then(found -> tx.sweep().departures().remove(found))
        .map(gone -> 1);
  }

  /** What another node removed meanwhile is not found, which is as good. */
  private Future<Integer> remove(Removal removal, UUID oid) {
    return stores
        .transact(actor, tx -> removal.remove(tx, oid))
        .map(outcome ->
            outcome instanceof Outcome.Refused<Integer>(Refusal.NotFound gone)
                ? 0
                : outcome.orThrow());
  }

  /** One after the other; what fails waits for the next run, and holds up no other. */
  private static <T> Future<Integer> each(Future<List<T>> found, Function<T, Future<Integer>> end) {
    return found.compose(all -> {
      Future<Integer> done = Future.succeededFuture(0);
      for (T one : all) {
        done = done.compose(sum -> end.apply(one).otherwise(Departures::waits).map(n -> sum + n));
      }
      return done;
    });
  }

  private static int waits(Throwable fault) {
    LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("departure waits");
    return 0;
  }
}
