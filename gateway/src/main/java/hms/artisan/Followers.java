package hms.artisan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.Step;
import hms.storage.file.FileObjects;
import hms.storage.query.Query;
import hms.storage.stall.Pending;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who of the app's own objects follows what is said and heard: artisan, products, work orders. For
 * one transaction; where no key is kept there is nobody to follow.
 */
final class Followers {
  static final Query LAST_KEY = Query.ALL.sortedBy("-created").limitedTo(1);

  private final FileObjects tx;
  private final Supplier<UUID> ids;
  private final Instant now;

  Followers(FileObjects tx, Supplier<UUID> ids, Instant now) {
    this.tx = tx;
    this.ids = ids;
    this.now = now;
  }

  Step<Pending> said(Pending message) {
    return by(message.name(), follower -> follower.said(message).map(shown -> message))
        .map(shown -> message);
  }

  /** Nobody follows what is about nothing. */
  Step<List<UUID>> heard(String type, ObjectNode data) {
    var oid = Clerk.about(data.path("artisan") instanceof ObjectNode artisan ? artisan : data);
    if (oid == null) return Step.done(List.of());
    return by(type, follower -> follower.heard(type, oid, data))
        .map(ended -> ended.orElse(List.of()));
  }

  Step<Pending> answered(Pending asked, ObjectNode reply) {
    return by(asked.name(), follower -> follower.answered(asked, reply).map(shown -> asked))
        .map(shown -> asked);
  }

  /** The products, whoever is asked for. */
  Step<Optional<OwnGoods>> goods() {
    return owner().map(owner -> owner.map(this::goodsOf));
  }

  private <T> Step<Optional<T>> by(String name, Function<Follower, Step<T>> work) {
    return owner()
        .then(owner ->
            owner
                .flatMap(artisan -> follower(name.substring(0, name.indexOf('.')), artisan))
                .map(follower -> work.apply(follower).map(Optional::of))
                .orElseGet(() -> Step.done(Optional.empty())));
  }

  private Optional<Follower> follower(String kind, UUID artisan) {
    return switch (kind) {
      case "artisan" -> Optional.of(new OwnData(tx, collisions(), now));
      case "product", "stock", "revision" -> Optional.of(goodsOf(artisan));
      case "work_order" -> Optional.of(new OwnWork(tx, artisan, now));
      default -> Optional.empty();
    };
  }

  private OwnGoods goodsOf(UUID artisan) {
    return new OwnGoods(tx, artisan, collisions(), ids, now);
  }

  private Collisions collisions() {
    return new Collisions(tx, ids, now);
  }

  private Step<Optional<UUID>> owner() {
    return tx.keys()
        .get(LAST_KEY)
        .map(keys -> keys.rows().stream().findFirst().map(each -> each.artisan()));
  }
}
