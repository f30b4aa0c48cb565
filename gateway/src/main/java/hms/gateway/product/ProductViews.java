package hms.gateway.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Lifecycle;
import hms.domain.artisan.ShownArtisan;
import hms.domain.product.ImageRef;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.domain.product.Stock;
import hms.domain.product.StockLevel;
import hms.storage.DomainJson;
import java.util.List;

/** How products and revisions look in answers and replies. */
final class ProductViews {
  private ProductViews() {}

  static ObjectNode product(Product product) {
    ObjectNode view = DomainJson.tree(product).deepCopy();
    return view.put("storeAvailable", product.storeAvailable());
  }

  /** With the number for people and the differences that a reviewer looks at. */
  static ObjectNode revision(ProductRevision revision) {
    ObjectNode view = DomainJson.tree(revision).deepCopy();
    view.remove(List.of("base", "open", "review"));
    view.setAll((ObjectNode) DomainJson.tree(revision.review()));
    view.put("number", "R-" + revision.number());
    view.set("changes", DomainJson.tree(revision.changes()));
    return view;
  }

  static ObjectNode result(ProductResult result) {
    var view = DomainJson.object();
    view.set("product", product(result.product()));
    var revision = result.revision();
    view.put("review", revision == null ? "none" : Lifecycle.word(revision.state()));
    if (revision != null) view.set("revision", revision(revision));
    view.set("missing", DomainJson.tree(result.missing()));
    if (result.stock() != null) view.set("stock", stock(result.stock()));
    return view;
  }

  /** What a reply says: the ids and versions that the artisan's app keeps. */
  static ObjectNode reply(ProductResult result) {
    var reply =
        DomainJson.object()
            .put("oid", result.product().oid().toString())
            .put("version", result.product().version());
    var revision = result.revision();
    reply.put("review", revision == null ? "none" : Lifecycle.word(revision.state()));
    if (revision != null) {
      reply
          .putObject("revision")
          .put("oid", revision.oid().toString())
          .put("version", revision.version())
          .put("number", "R-" + revision.number());
    }
    reply.set("missing", DomainJson.tree(result.missing()));
    if (result.stock() != null) reply.set("stock", stock(result.stock()));
    return result.merged() ? reply.put("status", "merged") : reply;
  }

  /** How many there are, with the version that a recount must name. */
  static ObjectNode stock(StockLevel level) {
    ObjectNode view = (ObjectNode) DomainJson.tree(level.stock(), Stock.class);
    return view.put("version", level.version());
  }

  /** What the public sees in lists. */
  static ObjectNode card(Product product) {
    var content = product.content();
    var card =
        DomainJson.object()
            .put("oid", product.oid().toString())
            .put("artisan", product.artisan().toString())
            .put("name", content.name())
            .put("summary", content.summary());
    if (content.price() != null) card.set("price", DomainJson.tree(content.price()));
    content.images().stream()
        .filter(ImageRef::primary)
        .findFirst()
        .ifPresent(image -> card.set("image", image(image)));
    return card;
  }

  /** All that the public sees of one product. */
  static ObjectNode detail(Product product, String artisanName) {
    var view = card(product);
    ObjectNode content = DomainJson.tree(product.content()).deepCopy();
    content.remove("images");
    view.setAll(content);
    view.put("artisanName", artisanName);
    var images = view.putArray("images");
    product.content().images().forEach(image -> images.add(image(image)));
    return view;
  }

  /** What the public sees of who made it. */
  static ObjectNode maker(ShownArtisan artisan) {
    ObjectNode view = DomainJson.tree(artisan).deepCopy();
    return view.remove(List.of("version", "created", "modified"));
  }

  private static ObjectNode image(ImageRef ref) {
    String path = "/api/v1/catalogue/images/" + ref.image();
    return DomainJson.object()
        .put("detail", path + "/detail")
        .put("thumbnail", path + "/thumbnail")
        .put("altText", ref.altText())
        .put("caption", ref.caption());
  }
}
