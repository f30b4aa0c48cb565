package hms.gateway.legacy.intake;

import hms.domain.Handle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.artisan.Artisan;
import hms.domain.message.Queues;
import hms.domain.product.Product;
import hms.domain.product.Stock;
import hms.gateway.command.Mint;
import hms.gateway.legacy.ArtisanOriginal;
import hms.gateway.legacy.ProductOriginal;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Stores one original, unless its oid is known. Nothing is sent: there are no messages, no queue
 * and no deadlines before someone acts on it.
 */
final class Arrivals {
  private static final String COMMAND = "import";
  private static final Stock NONE = new Stock.OnHand(0, 0);

  private final Optional<UUID> owner;
  private final PastOrders orders;
  private final Mint mint;

  /**
   * @param owner whose the products are, if that is clear
   */
  Arrivals(Optional<UUID> owner, PastOrders orders, Mint mint) {
    this.owner = owner;
    this.orders = orders;
    this.mint = mint;
  }

  Step<Entry> take(PgStores tx, Reading reading) {
    return switch (reading) {
      case Reading.OfArtisan(var file, var original) -> artisan(tx, file, original);
      case Reading.OfProduct(var file, var original) -> product(tx, file, original);
      case Reading.OfOrder(var file, var original) -> orders.take(tx, file, original);
      case Reading.Settled(var entry) -> Step.done(entry);
    };
  }

  private Step<Entry> artisan(PgStores tx, String file, ArtisanOriginal original) {
    return tx.artisans()
        .find(original.oid())
        .orAbsent()
        .then(known ->
            known.isPresent()
                ? Step.done(Entry.unchanged(file, "artisan", original.oid()))
                : withOwnEmail(tx, original).then(mine -> create(tx, file, mine)));
  }

  private Step<Entry> create(PgStores tx, String file, ArtisanOriginal original) {
    String name = original.profile().handle();
    return Step.from(tx.artisans().queueFor(name))
        .then(alone -> freeHandle(name, 1, handle -> tx.artisans().handleTaken(handle)))
        .map(handle -> original.artisan(handle, Queues.newId(mint.bytes(Queues.ID_SEED_BYTES))))
        .then(artisan -> tx.artisans().create(artisan, COMMAND))
        .map(made -> Entry.imported(file, "artisan", made.oid(), original.flags()));
  }

  /** Who came first keeps an e-mail; contracts that have ended do not count. */
  private static Step<ArtisanOriginal> withOwnEmail(PgStores tx, ArtisanOriginal original) {
    String email = original.profile().email();
    if (original.deleted() || email.isEmpty()) return Step.done(original);
    return Step.from(tx.artisans().lookAlikes(original.artisan("unused", "unused")))
        .map(others ->
            others.stream().anyMatch(other -> holds(other, email))
                ? original.emailTaken()
                : original);
  }

  private static boolean holds(Artisan other, String email) {
    boolean ended =
        other.state() == Artisan.State.CLOSED || other.state() == Artisan.State.DECLINED;
    return !ended && other.profile().email().equals(email);
  }

  private Step<Entry> product(PgStores tx, String file, ProductOriginal original) {
    return tx.products()
        .find(original.oid())
        .orAbsent()
        .then(known ->
            known.isPresent()
                ? Step.done(Entry.unchanged(file, "product", original.oid()))
                : create(tx, file, original));
  }

  private Step<Entry> create(PgStores tx, String file, ProductOriginal original) {
    String name = Handle.of(original.content().name(), "product");
    return Step.of(owned())
        .then(maker -> tx.artisans().find(maker).map(Artisan::oid))
        .then(maker ->
            roomForOne(tx, maker)
                .then(
                    room -> freeHandle(name, 1, handle -> tx.products().handleTaken(maker, handle)))
                .map(handle -> original.product(maker, handle)))
        .then(product -> tx.products().create(product, NONE, COMMAND))
        .map(made -> Entry.imported(file, "product", made.oid(), original.flags()));
  }

  private Outcome<UUID> owned() {
    String why = "whose it is, is not clear; name its artisan with --artisan";
    return owner
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Refusal.Denied(why, List.of())));
  }

  private static Step<Long> roomForOne(PgStores tx, UUID artisan) {
    String full =
        "an artisan has at most %d products that are not retired"
            .formatted(Product.PER_ARTISAN_MAX);
    return Step.from(tx.products().queueFor(artisan).compose(on -> tx.products().countOf(artisan)))
        .decide(count ->
            count < Product.PER_ARTISAN_MAX
                ? Outcome.done(count)
                : Outcome.refused(new Refusal.Denied(full, List.of())));
  }

  /** The name itself, or the first of name-2, name-3 ... that is free. */
  private static Step<String> freeHandle(
      String name, int n, Function<String, Future<Boolean>> taken) {
    String handle = n == 1 ? name : name + "-" + n;
    return Step.from(taken.apply(handle))
        .then(used -> used ? freeHandle(name, n + 1, taken) : Step.done(handle));
  }
}
