package hms.gateway.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.product.Product;
import hms.domain.product.ProductContent;
import hms.gateway.intake.Importable;
import hms.gateway.intake.RowMembers;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.Set;

/**
 * Products by file, by the commands of their artisan: one that is not there is offered, one that is
 * there is edited, and offered or not. What a reader sees and an artisan cannot write may stand in
 * the row if it is as it is.
 */
public final class ProductRows implements Importable {
  private static final Set<String> WRITTEN = Set.of("oid", "version", "content", "available");
  private static final Set<String> OFFERED = Set.of("oid", "content", "available", "stock");

  private final ProductService products;

  public ProductRows(ProductService products) {
    this.products = products;
  }

  @Override
  public String resource() {
    return "products";
  }

  @Override
  public Permission needed() {
    return Permission.PRODUCTS_EDIT;
  }

  @Override
  public Step<Effect> put(PgStores tx, Actor actor, ObjectNode row) {
    if (!row.hasNonNull("oid")) return offer(tx, actor, row);
    return Step.of(RowMembers.oid(row))
        .then(oid -> tx.products().find(oid).orAbsent())
        .then(found ->
            found
                .map(product -> change(tx, actor, product, row))
                .orElseGet(() -> offer(tx, actor, row)));
  }

  /** Members that are null say that there is nothing: as if they were not there. */
  private Step<Effect> offer(PgStores tx, Actor actor, ObjectNode row) {
    ObjectNode offer = RowMembers.withoutNulls(row);
    for (var each : offer.properties()) {
      if (!OFFERED.contains(each.getKey()))
        return Step.refused(RowMembers.readOnly("/" + each.getKey()));
    }
    if (!offer.has("content")) {
      return Step.refused(Refusal.Invalid.of("/content", "missing", "a value is required"));
    }
    if (!offer.has("available")) offer.put("available", false);
    if (!offer.has("stock")) offer.putObject("stock").put("kind", "on_hand").put("onHand", 0);
    offer.set("content", ContentPatch.tidied(offer.get("content")));
    return Step.of(DomainJson.bind(offer, ProductCommand.Create.class))
        .then(create -> products.perform(tx, actor, create))
        .map(made -> new Effect(Kind.CREATED, made.product().oid()));
  }

  private Step<Effect> change(PgStores tx, Actor actor, Product found, ObjectNode row) {
    return Step.of(RowMembers.seen(found, row, "product").then(same -> unwritten(found, row)))
        .then(ok -> Step.of(next(found, row)))
        .then(next -> edit(tx, actor, found, row, next))
        .then(edited -> flag(tx, actor, found, row, edited))
        .map(changed -> new Effect(changed ? Kind.CHANGED : Kind.UNCHANGED, found.oid()));
  }

  private static Outcome<Product> unwritten(Product found, ObjectNode row) {
    JsonNode shown = ProductViews.product(found);
    for (var each : row.properties()) {
      boolean may = WRITTEN.contains(each.getKey());
      if (!may && !RowMembers.same(shown.path(each.getKey()), each.getValue())) {
        return Outcome.refused(RowMembers.readOnly("/" + each.getKey()));
      }
    }
    return Outcome.done(found);
  }

  private static Outcome<ProductContent> next(Product found, ObjectNode row) {
    if (!row.hasNonNull("content")) return Outcome.done(found.content());
    return switch (ContentPatch.of(found.content(), row.get("content"))) {
      case Outcome.Refused<ProductContent>(Refusal.Invalid(var broken)) ->
          Outcome.refused(
              new Refusal.Invalid(broken.stream().map(each -> each.at("/content")).toList()));
      case Outcome<ProductContent> other -> other;
    };
  }

  private Step<Boolean> edit(
      PgStores tx, Actor actor, Product found, ObjectNode row, ProductContent next) {
    if (next.equals(found.content())) return Step.done(false);
    JsonNode patch = row.get("content");
    var edit =
        new ProductCommand.Edit(
            found.oid(), found.version(), null, content -> ContentPatch.of(content, patch));
    return products.perform(tx, actor, edit).map(done -> true);
  }

  private Step<Boolean> flag(
      PgStores tx, Actor actor, Product found, ObjectNode row, boolean edited) {
    if (!row.hasNonNull("available")) return Step.done(edited);
    if (!row.get("available").isBoolean()) {
      return Step.refused(Refusal.Invalid.of("/available", "type", "expected true or false"));
    }
    boolean offered = row.get("available").asBoolean();
    if (offered == found.available()) return Step.done(edited);
    return products
        .perform(tx, actor, new ProductCommand.Switch(found.oid(), null, offered))
        .map(done -> true);
  }
}
