package hms.gateway.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Lifecycle;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.gateway.message.OfficeMessages;
import hms.storage.DomainJson;
import hms.storage.pg.PgStores;
import org.jspecify.annotations.Nullable;

/** Tells an artisan what the office did with its product: {@code hms.product.updated.v1}. */
public final class ArtisanNotices {
  private final OfficeMessages messages;

  public ArtisanNotices(OfficeMessages messages) {
    this.messages = messages;
  }

  /** Queues the notice in the transaction of the change. */
  void productUpdated(
      PgStores tx, Product product, @Nullable ProductRevision decided, String event) {
    var data =
        DomainJson.object()
            .put("oid", product.oid().toString())
            .put("version", product.version())
            .put("event", event)
            .put("state", Lifecycle.word(product.state()))
            .put("storeAvailable", product.storeAvailable());
    if (decided != null) data.set("revision", decision(decided));
    tx.messages().send(messages.about(product.artisan(), "product.updated", product.oid(), data));
  }

  private static ObjectNode decision(ProductRevision revision) {
    var data =
        DomainJson.object()
            .put("oid", revision.oid().toString())
            .put("version", revision.version())
            .put("number", "R-" + revision.number())
            .put("reviewState", Lifecycle.word(revision.state()))
            .put("reason", revision.reason());
    data.set("comments", DomainJson.tree(revision.comments()));
    return data;
  }
}
