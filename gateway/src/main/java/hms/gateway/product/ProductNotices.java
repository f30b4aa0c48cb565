package hms.gateway.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Lifecycle;
import hms.domain.product.ContentChange;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.gateway.message.OfficeMessages;
import hms.storage.DomainJson;
import hms.storage.pg.PgStores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells an artisan what the office did with its product: {@code hms.product.updated.v1}. */
final class ProductNotices {
  private final OfficeMessages messages;

  ProductNotices(OfficeMessages messages) {
    this.messages = messages;
  }

  /** Queues the notice in the transaction of the change. */
  void productUpdated(
      PgStores tx, Product product, @Nullable ProductRevision decided, String event) {
    var data = about(product, event);
    if (decided != null) data.set("revision", decision(decided));
    tx.messages().send(messages.about(product.artisan(), "product.updated", product.oid(), data));
  }

  /** What the office has written itself is live already; the app overwrites its copy. */
  void altered(PgStores tx, Product product, List<ContentChange> changes) {
    var data = about(product, "product.altered");
    data.set("changes", DomainJson.tree(changes));
    tx.messages().send(messages.about(product.artisan(), "product.updated", product.oid(), data));
  }

  private static ObjectNode about(Product product, String event) {
    return DomainJson.object()
        .put("oid", product.oid().toString())
        .put("version", product.version())
        .put("event", event)
        .put("state", Lifecycle.word(product.state()))
        .put("storeAvailable", product.storeAvailable())
        .put("reason", product.reason());
  }

  private static ObjectNode decision(ProductRevision revision) {
    var data =
        DomainJson.object()
            .put("oid", revision.oid().toString())
            .put("version", revision.version())
            .put("number", "R-" + revision.number())
            .put("reviewState", Lifecycle.word(revision.state()))
            .put("text", revision.review().text());
    var reason = revision.review().reason();
    if (reason != null) data.put("reason", Lifecycle.word(reason));
    data.set("comments", DomainJson.tree(revision.review().comments()));
    return data;
  }
}
