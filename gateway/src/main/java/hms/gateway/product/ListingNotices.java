package hms.gateway.product;

import hms.domain.product.Product;
import hms.domain.product.StockLevel;
import hms.gateway.message.OfficeMessages;
import hms.storage.DomainJson;
import hms.storage.OutgoingNotice.About;
import hms.storage.pg.PgStockLevels.Counted;
import hms.storage.pg.PgStores;

/**
 * Tells every storefront what has come into the catalogue, left it or changed in it, in the
 * transaction of the change. What nobody could see before and nobody can see now says nothing.
 */
final class ListingNotices {
  private static final String CHANGED = "listing.changed";

  private final OfficeMessages messages;

  ListingNotices(OfficeMessages messages) {
    this.messages = messages;
  }

  /** Its artisan may hide it all the same: then the database writes no notice. */
  void changed(PgStores tx, Product before, Product after, String event) {
    boolean seen = shown(before) || shown(after);
    if (seen && before.version() < after.version()) send(tx, after, event);
  }

  /** Another number of pieces matters if it is the first or the last one. */
  void counted(PgStores tx, Product product, Counted counted) {
    boolean other = sellable(counted.before()) != sellable(counted.after());
    if (other && shown(product)) send(tx, product, "stock.changed");
  }

  private void send(PgStores tx, Product product, String event) {
    var data = DomainJson.object().put("event", event);
    var about = new About.Product(product.oid());
    tx.notices().send(messages.notice(CHANGED, about, product.oid(), data));
  }

  private static boolean shown(Product product) {
    return product.storeAvailable() && product.available();
  }

  private static boolean sellable(StockLevel level) {
    return level.stock().covers(1);
  }
}
