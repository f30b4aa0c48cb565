package hms.artisan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Handle;
import hms.domain.product.Product;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.StoredType;
import hms.storage.file.FileObjects;
import hms.storage.stall.Changes;
import hms.storage.stall.Pending;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The artisan's products. A draft shows what its artisan wants; what was approved shows what the
 * public may see, and the rest stands in its {@link OwnProposals}.
 */
final class OwnGoods implements Follower {
  private final FileObjects tx;
  private final UUID artisan;
  private final Shown<Product> products;
  private final OwnProposals proposals;
  private final Collisions collisions;

  OwnGoods(FileObjects tx, UUID artisan, Collisions collisions, Supplier<UUID> ids, Instant now) {
    this.tx = tx;
    this.artisan = artisan;
    this.products = new Shown<>(tx.products(), StoredType.PRODUCT, now);
    this.proposals = new OwnProposals(tx, ids, now);
    this.collisions = collisions;
  }

  @Override
  public Step<Boolean> said(Pending message) {
    UUID oid = message.about();
    if (oid == null) return Step.done(false);
    return switch (message.name()) {
      case "product.create" -> created(oid, message.data());
      case "product.update" ->
          write(oid, Changes.to(Changes.of(message.data())))
              .then(shown -> proposals.dropIfEmpty(oid));
      case "product.switch" -> switched(oid, message.data().path("available").asBoolean());
      default -> Step.done(false);
    };
  }

  /** Shows these values of the content, where a wish of the artisan is shown. */
  Step<Boolean> write(UUID oid, Map<String, JsonNode> values) {
    return products
        .find(oid)
        .then(found -> {
          if (found.isEmpty()) return Step.done(false);
          if (found.get().state() != Product.State.DRAFT)
            return proposals.write(found.get(), values);
          return content(oid, values).then(draft -> proposals.writeIfOpen(oid, values));
        });
  }

  /** Neither side has it any more, or the office never heard of it. */
  Step<Boolean> forget(UUID oid) {
    return products
        .change(oid, tree -> tree.remove("approvedRevision"))
        .then(alone -> proposals.forget(oid))
        .then(gone -> products.delete(List.of(oid)))
        .map(gone -> gone == 1);
  }

  @Override
  public Step<List<UUID>> heard(String type, UUID oid, ObjectNode data) {
    if (!type.equals("product.updated")) return Step.done(List.of());
    return products
        .find(oid)
        .then(known -> known.isEmpty() ? Step.done(List.of()) : updated(known.get(), data));
  }

  @Override
  public Step<Boolean> answered(Pending asked, ObjectNode reply) {
    return switch (reply.path("status").asText()) {
      case "conflict" -> conflicting(asked, Changes.theirs(reply));
      case "refused" -> undone(asked);
      default -> done(asked, reply);
    };
  }

  private Step<Boolean> created(UUID oid, ObjectNode data) {
    return products
        .find(oid)
        .then(known -> known.isPresent() ? replaced(oid, data) : products.add(draft(oid, data)));
  }

  private Step<Boolean> replaced(UUID oid, ObjectNode data) {
    return products.change(oid, tree -> tree.set("content", data.path("content")));
  }

  private ObjectNode draft(UUID oid, ObjectNode data) {
    String name = data.path("content").path("name").asText();
    var draft = DomainJson.object().put("oid", oid.toString()).put("state", "draft");
    draft.put("artisan", artisan.toString()).put("handle", Handle.of(name, "product"));
    draft.put("available", data.path("available").asBoolean());
    draft.set("content", data.path("content"));
    draft.putObject("importNotes");
    return draft;
  }

  private Step<Boolean> switched(UUID oid, boolean available) {
    return products.change(oid, tree -> tree.put("available", available));
  }

  private Step<Boolean> content(UUID oid, Map<String, JsonNode> values) {
    return products.change(oid, tree -> Shown.put((ObjectNode) tree.get("content"), values));
  }

  private Step<List<UUID>> updated(Product product, ObjectNode data) {
    UUID oid = product.oid();
    var changes = Changes.of(data);
    return collisions
        .with("product.update", oid, changes)
        .then(met ->
            proposals
                .written(oid, Changes.to(changes), met.fields())
                .then(onto -> products.change(oid, tree -> told(tree, data, changes)))
                .then(told -> decided(oid, data.path("revision")))
                .then(seen -> products.officeVersion(oid, data.path("version").asLong()))
                .map(marked -> met.ended()));
  }

  private static void told(ObjectNode product, ObjectNode data, List<JsonNode> changes) {
    product.set("state", data.path("state"));
    Shown.put(product, "reason", data.path("reason"));
    Shown.put((ObjectNode) product.get("content"), Changes.to(changes));
  }

  /** What a reviewer decided; what was approved is the content from now on. */
  private Step<Boolean> decided(UUID oid, JsonNode decision) {
    if (decision.isMissingNode()) return Step.done(false);
    UUID revision = UUID.fromString(decision.path("oid").asText());
    return proposals
        .decided(revision, decision)
        .then(found ->
            found.isEmpty() || !decision.path("reviewState").asText().equals("approved")
                ? Step.done(false)
                : new Log(tx)
                    .about(oid, "product.update")
                    .then(pending -> approved(oid, revision, found.get().proposed(), pending)));
  }

  /** What was said after it and has no answer yet is wished for still, on top of it. */
  private Step<Boolean> approved(UUID oid, UUID revision, Object proposed, List<Pending> pending) {
    ObjectNode content = DomainJson.tree(proposed).deepCopy();
    for (var each : pending.reversed()) {
      Shown.put(content, Changes.from(Changes.of(each.data())));
    }
    return proposals
        .change(revision, tree -> tree.set("proposed", content.deepCopy()))
        .then(settled ->
            products.change(
                oid,
                tree -> {
                  tree.set("content", content);
                  tree.put("approvedRevision", revision.toString());
                }))
        .then(live -> again(oid, pending));
  }

  private Step<Boolean> again(UUID oid, List<Pending> later) {
    return Step.each(later, each -> write(oid, Changes.to(Changes.of(each.data()))))
        .map(shown -> true);
  }

  /** What was said later is wished for still. */
  private Step<Boolean> unanswered(UUID oid) {
    return new Log(tx)
        .about(oid, "product.update")
        .then(later -> again(oid, later))
        .then(shown -> proposals.dropIfEmpty(oid));
  }

  private Step<Boolean> done(Pending asked, ObjectNode reply) {
    @Nullable UUID oid = asked.about();
    if (oid != null && asked.name().equals("product.delete")) return forget(oid);
    if (!reply.hasNonNull("version")) return Step.done(false);
    UUID product = UUID.fromString(reply.path("oid").asText());
    return products
        .officeVersion(product, reply.path("version").asLong())
        .then(marked -> products.find(product))
        .then(found -> found.isEmpty() ? Step.done(false) : proposals.answered(found.get(), reply));
  }

  /** Its artisan sees what the office has; what it wanted stands on the card. */
  private Step<Boolean> conflicting(Pending asked, Map<String, JsonNode> theirs) {
    UUID oid = asked.about();
    if (oid == null) return Step.done(false);
    return proposals
        .isOffices(oid)
        .then(open -> open ? Step.done(false) : content(oid, theirs))
        .then(live -> write(oid, theirs))
        .then(shown -> unanswered(oid));
  }

  private Step<Boolean> undone(Pending asked) {
    UUID oid = asked.about();
    if (oid == null) return Step.done(false);
    return switch (asked.name()) {
      case "product.update" ->
          write(oid, Changes.from(Changes.of(asked.data()))).then(shown -> unanswered(oid));
      case "product.switch" -> switched(oid, !asked.data().path("available").asBoolean());
      default -> Step.done(false);
    };
  }
}
