package hms.gateway.order;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Sha256;
import hms.domain.Violation;
import hms.domain.order.Order;
import hms.domain.order.OrderPlacement;
import hms.domain.order.OrderSplit;
import hms.domain.order.StockChange;
import hms.domain.order.UnitLedger;
import hms.domain.order.WorkOrder;
import hms.domain.product.Product;
import hms.gateway.command.Mint;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgOrderStore.Placed;
import hms.storage.pg.PgStores;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes an order in: all of it, reserved and split among its artisans, or none of it. */
public final class Intake {
  private final Offers offers;
  private final OrderDesk desk;
  private final Terms terms;
  private final Mint mint;

  /**
   * @param currencies in which the office trades
   * @param answerBy how long an artisan may take to answer, at the time of an offer
   */
  public record Terms(List<String> currencies, Supplier<Duration> answerBy) {

    /** Terms that stay. */
    public Terms(List<String> currencies, Duration answerBy) {
      this(currencies, () -> answerBy);
    }
  }

  Intake(Offers offers, OrderDesk desk, Terms terms, Mint mint) {
    this.offers = offers;
    this.desk = desk;
    this.terms = terms;
    this.mint = mint;
  }

  Step<OrderResult> place(PgStores tx, Actor actor, OrderPlacement placement, Instant now) {
    if (!(actor instanceof Actor.Storefront(var channel, var name))) {
      return Step.refused(new Refusal.Denied("only storefronts place orders", List.of()));
    }
    byte[] hash = Sha256.of(DomainJson.bytes(placement));
    return Step.of(placement.checked(now))
        .decide(this::inOurCurrency)
        .then(checked ->
            tx.orders()
                .placed(channel, checked.externalId())
                .then(known ->
                    known.isPresent()
                        ? again(tx, known.get(), hash)
                        : first(tx, channel, checked, hash, now)));
  }

  /** The same order again is answered as before; another one under its id is refused. */
  private static Step<OrderResult> again(PgStores tx, Placed known, byte[] hash) {
    return Arrays.equals(known.requestHash(), hash)
        ? Step.from(tx.workOrders().ofOrder(known.order().oid()))
            .map(parts -> OrderResult.of(known.order(), parts))
        : Step.refused(
            new Refusal.Duplicate("externalId", "another order has this id; it was not changed"));
  }

  private Step<OrderResult> first(
      PgStores tx, UUID channel, OrderPlacement placement, byte[] hash, Instant now) {
    return products(tx, placement, LocalDate.ofInstant(now, ZoneOffset.UTC))
        .then(products ->
            Step.together(
                    reserve(tx, placement),
                    withoutKey(tx, products),
                    (reserved, keyless) -> attention(placement, products, keyless))
                .then(asks -> order(tx, channel, placement, hash, asks, now))
                .then(order -> split(tx, order, placement, products, now)))
        .then(placed -> waiting(tx, placed, placement.hold(), now));
  }

  /** Work that has to wait is offered, and held at once: its artisan sees both. */
  private Step<OrderResult> waiting(
      PgStores tx, OrderResult placed, @Nullable String why, Instant now) {
    if (why == null) return Step.done(placed);
    UUID order = Objects.requireNonNull(placed.order()).oid();
    return desk.perform(tx, new OrderCommand.Hold(order, null, why), now);
  }

  private static Step<List<UUID>> withoutKey(PgStores tx, Map<UUID, Product> products) {
    var makers = products.values().stream().map(Product::artisan).collect(Collectors.toSet());
    return Step.from(tx.keys().withoutKey(makers));
  }

  /** Every product must be for sale now; all that are not are named. */
  private static Step<Map<UUID, Product>> products(
      PgStores tx, OrderPlacement placement, LocalDate today) {
    return Step.together(
            placement.lines(), line -> Step.from(tx.products().orderable(line.product(), today)))
        .decide(found -> {
          var unknown =
              IntStream.range(0, found.size())
                  .filter(i -> found.get(i).isEmpty())
                  .mapToObj(i -> notForSale(i, placement.lines().get(i)))
                  .toList();
          if (!unknown.isEmpty()) return Outcome.refused(new Refusal.Invalid(unknown));
          return Outcome.done(
              found.stream()
                  .flatMap(Optional::stream)
                  .collect(Collectors.toMap(Product::oid, Function.identity())));
        });
  }

  private static Violation notForSale(int at, OrderPlacement.Line line) {
    String detail = "no product for sale has the id " + line.product();
    return new Violation("/lines/" + at + "/product", "unknown", detail);
  }

  /** In the order of the products' ids, so that two orders never wait for each other in a ring. */
  private static Step<Integer> reserve(PgStores tx, OrderPlacement placement) {
    return tx.stock()
        .move(
            placement.lines().stream()
                .sorted(Comparator.comparing(line -> line.product().toString()))
                .map(line -> new StockChange(line.product(), 0, line.quantity()))
                .toList());
  }

  private Step<Order> order(
      PgStores tx,
      UUID channel,
      OrderPlacement p,
      byte[] hash,
      Set<Order.Attention> attention,
      Instant now) {
    int pieces = p.lines().stream().mapToInt(OrderPlacement.Line::quantity).sum();
    return Step.together(
            Step.from(tx.orders().putCustomer(mint.id(), channel, p.customer())),
            Step.from(tx.orders().nextNumber()),
            (customer, number) ->
                new Order(
                    mint.id(),
                    1,
                    now,
                    now,
                    number,
                    channel,
                    p.externalId(),
                    customer,
                    p.placedAt(),
                    p.shipToName(),
                    p.shipTo(),
                    p.note(),
                    p.items(),
                    p.discount(),
                    p.shipping(),
                    p.tax(),
                    p.total(),
                    UnitLedger.pending(pieces),
                    attention,
                    null,
                    null))
        .then(order -> tx.orders().create(order, hash));
  }

  private Step<OrderResult> split(
      PgStores tx,
      Order order,
      OrderPlacement placement,
      Map<UUID, Product> products,
      Instant now) {
    var parts = new ArrayList<WorkOrder>();
    for (var part : OrderSplit.of(placement, oid -> of(products, oid).artisan())) {
      String reference = order.number() + "-" + (parts.size() + 1);
      parts.add(workOrder(order, reference, part, products, now));
    }
    return Step.together(parts, part -> offers.send(tx, part, now))
        .map(sent -> OrderResult.of(order, sent));
  }

  private WorkOrder workOrder(
      Order order,
      String reference,
      OrderSplit.Part part,
      Map<UUID, Product> products,
      Instant now) {
    var lines =
        part.lines().stream()
            .map(share -> offers.line(share, of(products, share.line().product())))
            .toList();
    return offers.first(order, reference, part, lines, now);
  }

  /**
   * What is charged may differ from the price, or nobody hears of the work: a person should know.
   */
  private static Set<Order.Attention> attention(
      OrderPlacement placement, Map<UUID, Product> products, List<UUID> keyless) {
    var asks = EnumSet.noneOf(Order.Attention.class);
    boolean differs =
        placement.lines().stream()
            .anyMatch(
                line -> !line.unitPrice().equals(of(products, line.product()).content().price()));
    if (differs) asks.add(Order.Attention.PRICE_DIFFERS);
    if (!keyless.isEmpty()) asks.add(Order.Attention.NOT_ENROLLED);
    return asks;
  }

  private Outcome<OrderPlacement> inOurCurrency(OrderPlacement placement) {
    return terms.currencies().contains(placement.currency())
        ? Outcome.done(placement)
        : Outcome.refused(
            Refusal.Invalid.of(
                "/total/currency", "currency", "the office trades in " + terms.currencies()));
  }

  private static Product of(Map<UUID, Product> products, UUID oid) {
    return Objects.requireNonNull(products.get(oid));
  }
}
