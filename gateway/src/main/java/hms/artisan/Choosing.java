package hms.artisan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.product.Product;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.file.FileObjects;
import hms.storage.stall.Card;
import hms.storage.stall.Changes;
import hms.storage.stall.Choice;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the artisan does with a card: the card closes, and what was chosen is done. */
final class Choosing {
  private final FileObjects tx;
  private final Supplier<UUID> ids;
  private final Instant now;
  private final Clerk clerk;
  private final Followers followers;

  /**
   * What an object has.
   *
   * @param version the last one that the office told; 0 if none
   * @param fields by name, but for empty ones
   */
  private record Seen(long version, Map<String, JsonNode> fields) {
    static final Seen NOTHING = new Seen(0, Map.of());
  }

  Choosing(FileObjects tx, Supplier<UUID> ids, Instant now) {
    this.tx = tx;
    this.ids = ids;
    this.now = now;
    this.clerk = new Clerk(tx, ids, now);
    this.followers = new Followers(tx, ids, now);
  }

  /** Errors: NotFound; WrongState, if the card is settled already. */
  Step<Chosen> choose(UUID oid, Choice choice, boolean online) {
    return tx.cards()
        .find(oid)
        .then(card ->
            Step.of(card.settled(choice.state(), now))
                .then(settled -> tx.cards().save(card, settled, "settle"))
                .then(closed -> act(card, choice, online))
                .then(done -> new Standing(tx).mark(card.object()).map(marked -> done)));
  }

  private Step<Chosen> act(Card card, Choice choice, boolean online) {
    return switch (choice) {
      case THEIRS, DISCARD -> forgotten(card).map(gone -> Chosen.NOTHING);
      case MINE_AGAIN -> wish(card).then(wish -> again(card, wish, online));
      case EDIT -> wish(card).then(wish -> edited(card, wish));
    };
  }

  private Step<Chosen> again(Card card, Optional<ObjectNode> wish, boolean online) {
    if (wish.isEmpty()) return Step.done(Chosen.NOTHING);
    return clerk
        .say(ids.get(), card.name(), wish.get(), online)
        .map(said -> new Chosen(Optional.of(said), Optional.empty()));
  }

  /** What is wished of a product's content stands in its proposal until somebody says it. */
  private Step<Chosen> edited(Card card, Optional<ObjectNode> wish) {
    var draft = new Chosen(Optional.empty(), wish);
    UUID object = card.object();
    if (object == null || wish.isEmpty() || !card.name().equals("product.update"))
      return Step.done(draft);
    var values = Changes.to(Changes.of(wish.get()));
    return followers
        .goods()
        .then(goods -> goods.orElseThrow().write(object, values))
        .map(shown -> draft);
  }

  /** The file shows what the office has; of what the office never had, nothing is left. */
  private Step<Boolean> forgotten(Card card) {
    UUID object = card.object();
    if (object == null || !card.name().equals("product.create")) return Step.done(false);
    return product(object)
        .then(seen ->
            seen.version() > 0
                ? Step.done(false)
                : followers.goods().then(goods -> goods.orElseThrow().forget(object)));
  }

  private Step<Optional<ObjectNode>> wish(Card card) {
    return seen(card.name(), card.object())
        .map(seen -> Choice.again(card, seen.version(), seen.fields()));
  }

  private Step<Seen> seen(String name, @Nullable UUID object) {
    if (object == null) return Step.done(Seen.NOTHING);
    return switch (name) {
      case "product.update" -> product(object);
      case "artisan.update" ->
          tx.artisans()
              .find(object)
              .then(self ->
                  tx.artisans()
                      .sync(object)
                      .map(sync -> new Seen(sync.officeVersion(), OwnData.values(self))))
              .orAbsent()
              .map(found -> found.orElse(Seen.NOTHING));
      default ->
          tx.workSheets()
              .sync(object)
              .map(sync -> new Seen(sync.officeVersion(), Map.of()))
              .orAbsent()
              .map(found -> found.orElse(Seen.NOTHING));
    };
  }

  private Step<Seen> product(UUID object) {
    return tx.products()
        .find(object)
        .then(product ->
            tx.products().sync(object).then(sync -> shown(product, sync.officeVersion())))
        .orAbsent()
        .map(found -> found.orElse(Seen.NOTHING));
  }

  private Step<Seen> shown(Product product, long version) {
    return new OwnProposals(tx, ids, now)
        .openOf(product.oid())
        .map(open -> open.map(each -> each.proposed()).orElse(product.content()))
        .map(content -> new Seen(version, Shown.members((ObjectNode) DomainJson.tree(content))));
  }
}
