package hms.gateway.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.Violation;
import hms.domain.product.Product;
import hms.domain.product.ProductContent;
import hms.gateway.intake.Importable;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.Set;
import java.util.UUID;

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
    return Step.of(oid(row))
        .then(oid -> tx.products().find(oid).orAbsent())
        .then(found ->
            found
                .map(product -> change(tx, actor, product, row))
                .orElseGet(() -> offer(tx, actor, row)));
  }

  /** Members that are null say that there is nothing: as if they were not there. */
  private Step<Effect> offer(PgStores tx, Actor actor, ObjectNode row) {
    ObjectNode offer = withoutNulls(row);
    for (var each : offer.properties()) {
      if (!OFFERED.contains(each.getKey())) return Step.refused(readOnly(each.getKey()));
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
    return Step.of(seen(found, row).then(same -> unwritten(found, row)))
        .then(ok -> Step.of(next(found, row)))
        .then(next -> edit(tx, actor, found, row, next))
        .then(edited -> flag(tx, actor, found, row, edited))
        .map(changed -> new Effect(changed ? Kind.CHANGED : Kind.UNCHANGED, found.oid()));
  }

  /** Without a version, nobody minds what others did meanwhile. */
  private static Outcome<Product> seen(Product found, ObjectNode row) {
    if (!row.hasNonNull("version")) return Outcome.done(found);
    return row.get("version").canConvertToLong()
        ? Versioned.seen(found, row.get("version").asLong(), "product")
        : Outcome.refused(Refusal.Invalid.of("/version", "type", "expected a whole number"));
  }

  private static Outcome<Product> unwritten(Product found, ObjectNode row) {
    JsonNode shown = ProductViews.product(found);
    for (var each : row.properties()) {
      boolean may = WRITTEN.contains(each.getKey());
      if (!may && !same(shown.path(each.getKey()), each.getValue())) {
        return Outcome.refused(readOnly(each.getKey()));
      }
    }
    return Outcome.done(found);
  }

  private static boolean same(JsonNode shown, JsonNode said) {
    boolean nothing =
        shown.isMissingNode() || shown.isNull() || shown.isObject() && shown.isEmpty();
    return said.isNull() ? nothing : said.equals(shown);
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

  private static Outcome<UUID> oid(ObjectNode row) {
    try {
      return Outcome.done(UUID.fromString(row.get("oid").asText()));
    } catch (IllegalArgumentException e) {
      return Outcome.refused(Refusal.Invalid.of("/oid", "type", "expected a UUID"));
    }
  }

  private static Refusal readOnly(String member) {
    return new Refusal.Invalid(
        java.util.List.of(
            new Violation("/" + member, "read-only", "an artisan cannot write this by a file")));
  }

  private static ObjectNode withoutNulls(ObjectNode row) {
    ObjectNode clean = DomainJson.object();
    row.properties()
        .forEach(each -> {
          JsonNode value = each.getValue();
          if (value instanceof ObjectNode part) clean.set(each.getKey(), withoutNulls(part));
          else if (!value.isNull()) clean.set(each.getKey(), value);
        });
    return clean;
  }
}
