package hms.gateway.legacy.intake;

import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.domain.Sha256;
import hms.domain.order.Customer;
import hms.domain.order.Order;
import hms.domain.order.OrderLine;
import hms.domain.order.OrderPlacement;
import hms.domain.order.OrderSplit;
import hms.domain.order.PastWork;
import hms.domain.order.StockChange;
import hms.domain.order.UnitLedger;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder;
import hms.domain.order.Worked;
import hms.domain.product.Product;
import hms.gateway.command.Mint;
import hms.gateway.legacy.Flag;
import hms.gateway.legacy.OrderOriginal;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Stores one original order, unless it is known, with all that follows from it: customer, work
 * orders, moves, promised stock. One that somebody waits for is held and asks for attention; one
 * that has arrived is closed. Nothing is sent. docs/adr/0022.
 */
final class PastOrders {
  private static final String CHANNEL = "import";
  private static final String COMMAND = "import";
  private static final String REASON = "imported";

  private final String currency;
  private final Mint mint;

  /**
   * @param currency of prices that nobody knows
   */
  PastOrders(String currency, Mint mint) {
    this.currency = currency;
    this.mint = mint;
  }

  Step<Entry> take(PgStores tx, String file, OrderOriginal original) {
    return Step.from(tx.access().putChannel(mint.id(), CHANNEL))
        .then(channel ->
            tx.orders()
                .placed(channel, original.oid().toString())
                .then(known ->
                    known.isPresent()
                        ? Step.done(Entry.unchanged(file, "order", original.oid()))
                        : create(tx, channel, original)
                            .map(made -> Entry.imported(file, original))));
  }

  private Step<Order> create(PgStores tx, UUID channel, OrderOriginal original) {
    return products(tx, original)
        .then(products ->
            order(tx, channel, original)
                .then(order ->
                    Step.each(parts(order, original, products), part -> part(tx, original, part))
                        .then(done -> promised(tx, original))
                        .map(done -> order)));
  }

  /** Every product must be known, and still be for sale one day if somebody waits for it. */
  private static Step<Map<UUID, Product>> products(PgStores tx, OrderOriginal original) {
    return Step.each(
            List.copyOf(original.quantities().keySet()),
            oid ->
                tx.products()
                    .find(oid)
                    .orAbsent()
                    .decide(found ->
                        found
                            .filter(p -> !original.active() || alive(p))
                            .map(Outcome::done)
                            .orElseGet(() -> missing(oid, found.isPresent()))))
        .map(all -> all.stream().collect(Collectors.toMap(Product::oid, Function.identity())));
  }

  private static boolean alive(Product product) {
    return product.state() != Product.State.RETIRED;
  }

  private static <T> Outcome<T> missing(UUID product, boolean retired) {
    String detail = retired ? "the product is retired; restore it first" : "no such product";
    return Outcome.refused(Invalid.of("/items/" + product, Flag.ORDER_UNREADABLE.word(), detail));
  }

  private Step<Order> order(PgStores tx, UUID channel, OrderOriginal o) {
    var customer = customer(o);
    return Step.together(
            Step.from(tx.orders().putCustomer(mint.id(), channel, customer)),
            Step.from(tx.orders().nextNumber()),
            (known, number) -> order(channel, o, known, number))
        .then(order -> tx.orders().create(order, Sha256.of(DomainJson.bytes(placement(o)))));
  }

  /** One customer a name and address. */
  private static Customer customer(OrderOriginal o) {
    byte[] who = Sha256.of(o.name() + "\n" + DomainJson.text(o.address()));
    String id = HexFormat.of().formatHex(who);
    return new Customer(id, o.name(), null, o.address(), null);
  }

  private Order order(UUID channel, OrderOriginal o, UUID customer, String number) {
    var zero = Money.zero(currency);
    int pieces = o.quantities().values().stream().mapToInt(Integer::intValue).sum();
    return new Order(
        o.oid(),
        1,
        o.created(),
        o.modified(),
        number,
        channel,
        o.oid().toString(),
        customer,
        o.created(),
        o.name(),
        o.address(),
        null,
        zero,
        zero,
        zero,
        zero,
        zero,
        new UnitLedger(Map.of(o.active() ? Bucket.ACCEPTED : Bucket.DELIVERED, pieces)),
        o.active() ? Set.of(Order.Attention.IMPORTED) : Set.of(),
        o.active() ? REASON : null,
        o.active() ? null : o.modified());
  }

  private OrderPlacement placement(OrderOriginal o) {
    var zero = Money.zero(currency);
    var lines =
        o.quantities().entrySet().stream()
            .map(each -> new OrderPlacement.Line(each.getKey(), each.getValue(), zero))
            .toList();
    return new OrderPlacement(
        o.oid().toString(),
        customer(o),
        o.created(),
        o.name(),
        o.address(),
        null,
        lines,
        zero,
        zero,
        zero,
        zero,
        zero,
        null);
  }

  private List<WorkOrder> parts(Order order, OrderOriginal o, Map<UUID, Product> products) {
    var parts = new ArrayList<WorkOrder>();
    for (var part : OrderSplit.of(placement(o), oid -> of(products, oid).artisan())) {
      parts.add(offered(order, order.number() + "-" + (parts.size() + 1), part, products));
    }
    return parts;
  }

  /** As if it had been offered on the day of the order; what followed is made up for. */
  private WorkOrder offered(
      Order order, String reference, OrderSplit.Part part, Map<UUID, Product> products) {
    var lines =
        part.lines().stream().map(each -> line(each, of(products, each.line().product()))).toList();
    return new WorkOrder(
        mint.id(),
        1,
        order.created(),
        order.created(),
        order.oid(),
        part.artisan(),
        reference,
        order.shipToName(),
        order.shipTo(),
        null,
        part.items(),
        part.discount(),
        part.shipping(),
        part.tax(),
        order.created(),
        1,
        WorkOrder.Request.SENT,
        WorkOrder.Work.OPEN,
        null,
        null,
        null,
        lines);
  }

  private OrderLine line(OrderSplit.Share share, Product product) {
    var content = product.content();
    String summary = Objects.requireNonNullElse(content.summary(), "");
    return new OrderLine(
        mint.id(),
        product.oid(),
        new OrderLine.Snapshot(content.name(), summary, "", product.version()),
        share.line().unitPrice(),
        share.discount(),
        share.tax(),
        UnitLedger.pending(share.line().quantity()));
  }

  private static Step<Worked> part(PgStores tx, OrderOriginal o, WorkOrder offered) {
    Instant at = o.modified();
    var worked =
        o.active() ? PastWork.promised(offered, REASON, at) : PastWork.delivered(offered, at);
    return tx.workOrders()
        .create(offered)
        .then(made -> tx.workOrders().save(made, worked, COMMAND));
  }

  /**
   * What is promised is there: pieces on hand rise with those reserved, and as many are free as
   * before. Products made to order have none.
   */
  private static Step<Integer> promised(PgStores tx, OrderOriginal o) {
    if (!o.active()) return Step.done(0);
    return tx.stock()
        .move(
            o.quantities().entrySet().stream()
                .map(each -> new StockChange(each.getKey(), each.getValue(), each.getValue()))
                .toList());
  }

  private static Product of(Map<UUID, Product> products, UUID oid) {
    return Objects.requireNonNull(products.get(oid));
  }
}
