package hms.artisan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.StoredType;
import hms.storage.file.FileObjects;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the artisan wants its products to be. A proposal that the office has not answered has no
 * number (0) and an oid of its own; the answer tells both, and the file is replaced.
 */
final class OwnProposals {
  private final FileObjects tx;
  private final Shown<ProductRevision> revisions;
  private final Supplier<UUID> ids;

  OwnProposals(FileObjects tx, Supplier<UUID> ids, Instant now) {
    this.tx = tx;
    this.revisions = new Shown<>(tx.revisions(), StoredType.REVISION, now);
    this.ids = ids;
  }

  /** The one that is not decided; a product has one at most. */
  Step<Optional<ProductRevision>> openOf(UUID product) {
    return all(product).map(all -> all.stream().filter(ProductRevision::open).findFirst());
  }

  /** Proposes these values, in the open one or a new one. */
  Step<Boolean> write(Product product, Map<String, JsonNode> values) {
    return openOf(product.oid())
        .then(open ->
            open.isPresent() ? amend(open.get(), values) : revisions.add(fresh(product, values)));
  }

  /** The same, if there is one that is open. */
  Step<Boolean> writeIfOpen(UUID product, Map<String, JsonNode> values) {
    return openOf(product)
        .then(open -> open.isPresent() ? amend(open.get(), values) : Step.done(false));
  }

  /**
   * The office has written into the content. What the artisan has not touched follows; so does what
   * has just become a card.
   *
   * @param met fields of which the artisan's own wish is on a card now
   */
  Step<Boolean> written(UUID product, Map<String, JsonNode> values, Set<String> met) {
    return openOf(product)
        .then(open ->
            open.isEmpty()
                ? Step.done(false)
                : revisions.change(open.get().oid(), tree -> rebase(tree, values, met)))
        .then(onto -> dropIfEmpty(product));
  }

  private static void rebase(ObjectNode revision, Map<String, JsonNode> values, Set<String> met) {
    var base = (ObjectNode) revision.get("base");
    var proposed = (ObjectNode) revision.get("proposed");
    values.forEach((field, value) -> {
      boolean untouched = base.path(field).equals(proposed.path(field));
      if (untouched || met.contains(field)) Shown.put(proposed, field, value);
      if (untouched || revision.path("number").asLong() == 0) Shown.put(base, field, value);
    });
  }

  /** Takes over what a reviewer said. */
  Step<Optional<ProductRevision>> decided(UUID revision, JsonNode decision) {
    return change(
        revision,
        tree -> {
          var review = (ObjectNode) tree.get("review");
          tree.set("state", decision.path("reviewState"));
          Shown.put(review, "reason", decision.path("reason"));
          Shown.put(review, "text", decision.path("text"));
          Shown.put(review, "comments", decision.path("comments"));
        });
  }

  Step<Optional<ProductRevision>> change(UUID revision, Consumer<ObjectNode> edit) {
    return revisions.change(revision, edit).then(done -> revisions.find(revision));
  }

  /** Takes over number, oid and state that a reply tells. */
  Step<Boolean> answered(Product product, ObjectNode reply) {
    JsonNode told = reply.path("revision");
    if (told.isMissingNode()) return Step.done(false);
    UUID oid = UUID.fromString(told.path("oid").asText());
    return openOf(product.oid())
        .then(open ->
            open.filter(each -> !each.oid().equals(oid)).isPresent()
                ? revisions.delete(List.of(open.get().oid())).map(gone -> open)
                : Step.done(open))
        .then(own -> revisions.find(oid).then(known -> named(product, oid, own, known)))
        .then(there -> revisions.change(oid, tree -> numbered(tree, reply)));
  }

  /** Is there one that the office knows of? */
  Step<Boolean> isOffices(UUID product) {
    return openOf(product).map(open -> open.filter(each -> each.number() > 0).isPresent());
  }

  /** What was never told to the office and wants nothing else than it has goes. */
  Step<Boolean> dropIfEmpty(UUID product) {
    return openOf(product)
        .then(open ->
            open.filter(each -> each.number() == 0 && each.changes().isEmpty()).isPresent()
                ? revisions.delete(List.of(open.get().oid())).map(gone -> true)
                : Step.done(false));
  }

  /** All of them go, decided or not. */
  Step<Integer> forget(UUID product) {
    return all(product)
        .then(all -> revisions.delete(all.stream().map(ProductRevision::oid).toList()));
  }

  private Step<Boolean> named(
      Product product, UUID oid, Optional<ProductRevision> own, Optional<ProductRevision> known) {
    if (known.isPresent()) return Step.done(true);
    var members =
        own.map(each -> (ObjectNode) DomainJson.tree(each).deepCopy())
            .orElseGet(() -> fresh(product, Map.of()));
    return revisions.add(members.put("oid", oid.toString()));
  }

  private static void numbered(ObjectNode revision, ObjectNode reply) {
    String number = reply.path("revision").path("number").asText().replaceFirst("^R-", "");
    revision.put("number", Long.parseLong(number));
    revision.set("state", reply.path("review"));
  }

  private ObjectNode fresh(Product product, Map<String, JsonNode> values) {
    ObjectNode wanted = DomainJson.tree(product.content()).deepCopy();
    Shown.put(wanted, values);
    var fresh = DomainJson.object().put("oid", ids.get().toString());
    fresh.put("product", product.oid().toString()).put("artisan", product.artisan().toString());
    fresh.put("number", 0).put("kind", product.approvedRevision() == null ? "first" : "change");
    fresh.put("baseVersion", product.version()).put("state", "draft");
    fresh.set("base", DomainJson.tree(product.content()));
    fresh.set("proposed", wanted);
    fresh.putObject("review").putArray("comments");
    return fresh;
  }

  private Step<Boolean> amend(ProductRevision open, Map<String, JsonNode> values) {
    return revisions.change(
        open.oid(), tree -> Shown.put((ObjectNode) tree.get("proposed"), values));
  }

  /** The last one, whether or not it is decided. */
  static Step<Optional<ProductRevision>> lastOf(FileObjects files, UUID product) {
    return all(files, product).map(all -> all.stream().findFirst());
  }

  private Step<List<ProductRevision>> all(UUID product) {
    return all(tx, product);
  }

  private static Step<List<ProductRevision>> all(FileObjects files, UUID product) {
    return files
        .revisions()
        .get(
            Query.ALL
                .where("product", Operator.EQ, product)
                .sortedBy("-created")
                .limitedTo(Query.LIMIT_MAX))
        .map(page -> page.rows());
  }
}
