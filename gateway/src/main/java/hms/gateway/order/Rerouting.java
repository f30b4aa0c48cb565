package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.order.Aftermath;
import hms.domain.order.Aftermath.Destination;
import hms.domain.order.Aftermath.Rerouted;
import hms.domain.order.LineUnits;
import hms.domain.order.Order.Attention;
import hms.domain.order.OrderLine;
import hms.domain.order.StockChange;
import hms.domain.order.UnitDelta;
import hms.domain.order.WorkOrder;
import hms.domain.product.Product;
import hms.gateway.command.Mint;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pieces that one artisan will not make go to another, at the same price. */
final class Rerouting {
  private final WorkBooks books;
  private final Offers offers;
  private final Mint mint;

  Rerouting(WorkBooks books, Offers offers, Mint mint) {
    this.books = books;
    this.offers = offers;
    this.mint = mint;
  }

  Step<OrderResult> reroute(PgStores tx, Actor actor, OrderCommand.Reroute command, Instant now) {
    var wanted = command.line();
    return Step.of(LineUnits.checked(List.of(wanted)))
        .then(checked -> books.lock(tx, actor, command.workOrder(), command.seen()))
        .then(work ->
            Step.of(known(work, wanted))
                .then(line ->
                    Step.from(
                            tx.products()
                                .orderable(
                                    command.product(), LocalDate.ofInstant(now, ZoneOffset.UTC)))
                        .decide(found -> fit(found, work, line)))
                .then(product -> destination(tx, work, product, now))
                .decide(to -> Aftermath.reroute(work, wanted, to, now))
                .then(rerouted -> booked(tx, work, rerouted, now)));
  }

  private Step<OrderResult> booked(PgStores tx, WorkOrder found, Rerouted rerouted, Instant now) {
    var rest = rerouted.rest();
    var offer = rerouted.offer();
    var promised = new StockChange(offer.lines().getFirst().product(), 0, offer.units().quantity());
    return tx.workOrders()
        .save(found, rest, "reroute")
        .then(saved -> tx.stock().move(List.of(promised)))
        .then(kept -> Step.from(tx.keys().withoutKey(Set.of(offer.artisan()))))
        .then(keyless ->
            tx.tallies()
                .move(
                    found.order(),
                    UnitDelta.of(rest.moves()).plus(offer.units()),
                    keyless.isEmpty() ? Set.of() : Set.of(Attention.NOT_ENROLLED),
                    "reroute",
                    now))
        .then(tally -> offers.send(tx, offer, now))
        .then(sent -> books.tell(tx, rest.order(), "reroute").map(told -> sent))
        .then(sent ->
            tx.orders()
                .find(found.order())
                .map(order -> OrderResult.of(order, List.of(rest.order(), offer))));
  }

  private Step<Destination> destination(PgStores tx, WorkOrder work, Product product, Instant now) {
    String number = work.reference().substring(0, work.reference().lastIndexOf('-'));
    return Step.from(tx.workOrders().count(work.order()))
        .map(parts ->
            new Destination(
                mint.id(),
                mint.id(),
                product.artisan(),
                product.oid(),
                Offers.snapshot(product),
                number + "-" + (parts + 1),
                offers.answerBy(now)));
  }

  private static Outcome<OrderLine> known(WorkOrder work, LineUnits wanted) {
    return work.line(wanted.line())
        .map(Outcome::done)
        .orElseGet(() ->
            Outcome.refused(
                Refusal.Invalid.of("/line", "unknown", "no such line in " + work.reference())));
  }

  private static Outcome<Product> fit(Optional<Product> found, WorkOrder work, OrderLine line) {
    if (found.isEmpty()) {
      return Outcome.refused(
          Refusal.Invalid.of("/product", "unknown", "no product for sale has this id"));
    }
    if (found.get().artisan().equals(work.artisan())) {
      return Outcome.refused(
          Refusal.Invalid.of("/product", "same-artisan", "offer it again instead"));
    }
    if (!line.unitPrice().equals(found.get().content().price())) {
      return Outcome.refused(
          Refusal.Invalid.of(
              "/product", "price", "expected the same price: " + line.unitPrice().amount()));
    }
    return Outcome.done(found.get());
  }
}
