package hms.gateway.order;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.order.OrderLine;
import hms.domain.order.StockChange;
import hms.domain.order.WorkOrder;
import hms.domain.order.Worked;
import hms.domain.product.Stock;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The stock of a work order's products as it stands, for decisions that are only tried.
 *
 * @param byProduct of each product that has one
 */
record Stocks(Map<UUID, Stock> byProduct) {
  Stocks {
    byProduct = Map.copyOf(byProduct);
  }

  static Step<Stocks> of(PgStores stores, WorkOrder work) {
    var products = work.lines().stream().map(OrderLine::product).distinct().toList();
    return Step.each(products, product -> Step.from(stores.products().stock(product)))
        .map(found -> {
          var all = new HashMap<UUID, Stock>();
          for (int i = 0; i < products.size(); i++) {
            UUID product = products.get(i);
            found.get(i).ifPresent(stock -> all.put(product, stock));
          }
          return new Stocks(all);
        });
  }

  /** The same decision, if there are pieces enough for it. */
  Outcome<Worked> fit(Outcome<Worked> decision) {
    return decision.then(worked -> {
      var shorts =
          StockChange.of(worked.moves()).stream().filter(this::isShort).map(Stocks::told).toList();
      return shorts.isEmpty()
          ? Outcome.done(worked)
          : Outcome.refused(new Refusal.Shortage(List.copyOf(shorts)));
    });
  }

  private boolean isShort(StockChange change) {
    var stock = byProduct.get(change.product());
    return stock == null || !change.fits(stock);
  }

  private static Refusal.Shortage.Short told(StockChange change) {
    return new Refusal.Shortage.Short(change.product().toString(), change.reserved(), 0);
  }
}
