package hms.domain.order;

import hms.domain.product.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What moves of units mean for a product's stock. Made-to-order products have none to change.
 *
 * @param onHand pieces that its artisan has more, or fewer if below 0
 * @param reserved pieces promised more, or fewer if below 0
 */
public record StockChange(UUID product, int onHand, int reserved) {

  /**
   * One change a product, in the order of their ids, so that two transactions never wait for each
   * other in a ring. Products whose stock stays as it is are left out.
   */
  public static List<StockChange> of(List<UnitMove> moves) {
    Map<String, StockChange> byProduct = new TreeMap<>();
    for (var move : moves) {
      byProduct.merge(move.product().toString(), of(move), StockChange::plus);
    }
    var changes = new ArrayList<>(byProduct.values());
    changes.removeIf(change -> change.onHand == 0 && change.reserved == 0);
    return changes;
  }

  /** Would the stock still cover what is promised? */
  public boolean fits(Stock stock) {
    return switch (stock) {
      case Stock.OnHand(int pieces, int promised) -> pieces + onHand >= promised + reserved;
      case Stock.MadeToOrder made -> true;
    };
  }

  private static StockChange of(UnitMove move) {
    int back = move.restocked() ? 1 : 0;
    return new StockChange(
        move.product(),
        move.units() * (move.edge().onHand() + back),
        move.units() * move.edge().reserved());
  }

  private StockChange plus(StockChange other) {
    return new StockChange(product, onHand + other.onHand, reserved + other.reserved);
  }
}
