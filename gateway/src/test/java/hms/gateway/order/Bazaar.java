package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanChange;
import hms.domain.artisan.ArtisanField;
import hms.domain.deadline.Deadline;
import hms.domain.fixture.OrderBuilder;
import hms.domain.fixture.Samples;
import hms.domain.order.LineUnits;
import hms.domain.order.Negotiation.Acceptance;
import hms.domain.order.Order;
import hms.domain.order.OrderPlacement;
import hms.domain.order.ShipNotice;
import hms.domain.order.WorkOrder;
import hms.domain.product.Stock;
import hms.gateway.artisan.ArtisanCommand;
import hms.gateway.artisan.ArtisanNotices;
import hms.gateway.artisan.ArtisanService;
import hms.gateway.artisan.ArtisanTimes;
import hms.gateway.command.Mint;
import hms.gateway.deadline.DeadlineTimer;
import hms.gateway.message.NoticePublisher;
import hms.gateway.message.OfficeMessages;
import hms.gateway.trace.Tracing;
import hms.storage.TestPostgres;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.Invariants;
import hms.storage.pg.PgPools;
import hms.storage.pg.PgStores;
import hms.storage.pg.RolePools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Artisans, products and a storefront on a database of their own; what they do, past HTTP. */
final class Bazaar implements AutoCloseable {
  static final Actor.Office MANAGER =
      new Actor.Office(Samples.ids(), "ana@office.example", EnumSet.allOf(Permission.class));

  final Actor.Storefront shop;
  final PgStores stores;
  private final Stalls stalls;
  private final Vertx vertx = Vertx.vertx();
  private final DatabaseConfig config;
  private final Pool office;
  private final Pool owner;
  private final Mint mint = new Mint(Clock.systemUTC(), new SecureRandom());
  private final OfficeMessages messages = new OfficeMessages(mint, Duration.ofDays(30));
  private final ArtisanService artisans = new ArtisanService(new ArtisanNotices(messages), mint);
  private final OrderService service =
      new OrderService(messages, new Intake.Terms(List.of("EUR"), Duration.ofHours(72)), mint);
  private final AtomicInteger orders = new AtomicInteger();
  private final AtomicLong read = new AtomicLong();

  Bazaar() {
    var database = TestPostgres.freshDatabase();
    this.config = database.office();
    var pools = RolePools.open(vertx, wide(config));
    this.office = pools.office();
    this.owner = PgPools.open(vertx, database.owner());
    this.stores = new PgStores(pools, () -> {});
    this.stalls = new Stalls(stores);
    var channel = stores.access().putChannel(Samples.ids(), "web-" + Samples.ids()).await();
    this.shop = new Actor.Storefront(channel, "web");
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  /** The way in of the office. */
  DatabaseConfig database() {
    return config;
  }

  Pool owner() {
    return owner;
  }

  List<Invariants.Broken> broken() {
    return new Invariants(owner).broken().await();
  }

  Future<Outcome<OrderResult>> asks(Actor actor, OrderCommand command) {
    return stores.transact(actor, tx -> service.perform(tx, actor, command));
  }

  OrderResult done(Actor actor, OrderCommand command) {
    return asks(actor, command).await().orThrow();
  }

  /** What the house does when a deadline is due. */
  Future<Outcome<Object>> timeFor(String kind, UUID object) {
    var clock = new OrderClock(service);
    var due = new Deadline(Samples.ids(), kind, object, Optional.empty(), mint.now());
    return stores.transact(
        DeadlineTimer.ACTOR, tx -> clock.fire(tx, due, mint.now()).map(effect -> (Object) effect));
  }

  /** Does whatever is due when so much time has passed. */
  void after(Duration time) {
    var later = new Mint(Clock.offset(Clock.systemUTC(), time), new SecureRandom());
    var times = List.of(new OrderClock(service), new ArtisanTimes(artisans));
    var timer = new DeadlineTimer(stores, times, Tracing.off(), later, 1000);
    var unused = timer.fireDue().await();
  }

  /** The artisan says so itself; null and null: it stays. */
  void away(Actor.Maker maker, LocalDate from, LocalDate to) {
    Function<Artisan, Outcome<List<ArtisanChange>>> changes =
        found ->
            Outcome.done(
                List.of(
                    new ArtisanChange(ArtisanField.AWAY_FROM, found.terms().awayFrom(), from),
                    new ArtisanChange(ArtisanField.AWAY_TO, found.terms().awayTo(), to)));
    var update = new ArtisanCommand.Update(maker.artisan(), null, changes);
    stores.transact(maker, tx -> artisans.perform(tx, maker, update)).await().orThrow();
  }

  Actor.Maker aMaker() {
    return stalls.aMaker();
  }

  /** Its only key is stolen. */
  void loses(Actor.Maker maker) {
    stalls.loses(maker);
  }

  /** A product for sale at its price. */
  UUID sells(Actor.Maker maker, Stock stock) {
    return stalls.sells(maker, stock);
  }

  /**
   * An order of these lines at 42.50 a piece, with a discount, tax and shipping that do not divide.
   */
  OrderPlacement anOrder(List<OrderPlacement.Line> lines) {
    return anOrder(OrderBuilder.anOrder().with(lines).discount(101).tax(307).shipping(499));
  }

  /** The same, as its builder says, under an id of its own. */
  OrderPlacement anOrder(OrderBuilder order) {
    var placed = order.placed();
    return new OrderPlacement(
        "web-" + orders.incrementAndGet(),
        placed.customer(),
        mint.now().minusSeconds(1),
        placed.shipToName(),
        placed.shipTo(),
        placed.note(),
        placed.lines(),
        placed.items(),
        placed.discount(),
        placed.shipping(),
        placed.tax(),
        placed.total(),
        placed.hold());
  }

  OrderResult placed(UUID product, int pieces) {
    return done(
        shop, new OrderCommand.Place(anOrder(List.of(OrderBuilder.line(product, pieces, 4250)))));
  }

  /** To make all of it within three days. */
  WorkOrder accepted(WorkOrder offer) {
    var soon = LocalDate.now(ZoneOffset.UTC).plusDays(3);
    var all = new Acceptance(List.of(), soon);
    return done(new Actor.Maker(offer.artisan()), new OrderCommand.Accept(offer.oid(), null, all))
        .workOrders()
        .getFirst();
  }

  /** All of its first line, in one parcel. */
  OrderResult shipped(WorkOrder work) {
    var line = work.lines().getFirst();
    var lines = List.of(new LineUnits(line.oid(), line.units().quantity()));
    var notice = new ShipNotice(Samples.ids(), lines, "DHL", "JD 1", mint.now());
    return done(new Actor.Maker(work.artisan()), new OrderCommand.Ship(work.oid(), notice));
  }

  static OrderPlacement.Line line(UUID product, int pieces) {
    return OrderBuilder.line(product, pieces, 4250);
  }

  /** Numbers what storefronts are told. */
  void publish() {
    publishing().await();
  }

  Future<Void> publishing() {
    return new NoticePublisher(stores, List.of(new RefundTotals()), mint, 1000).publish();
  }

  /** What the shop has not read yet, in order: {@code type} and {@code data}. */
  List<JsonObject> news() {
    publish();
    long after = read.get();
    var rows = stores.stream().beyond(shop.channel(), after, 200).await();
    rows.forEach(row -> assertThat(row.sequence()).isEqualTo(read.incrementAndGet()));
    return rows.stream()
        .map(row ->
            new JsonObject()
                .put("type", row.message().type())
                .put(
                    "data",
                    new JsonObject(new String(row.message().payload(), StandardCharsets.UTF_8))))
        .toList();
  }

  Stock stock(UUID product) {
    return stores.products().stock(product).await().orElseThrow();
  }

  /** How many messages of this type and event its artisan has been sent about the work order. */
  long told(WorkOrder about, String type, String event) {
    return number(
        """
        select count(*) from outbox where recipient_oid = $1 and type = $2
          and subject = $3 and convert_from(payload, 'UTF8') like '%' || $4 || '%'
        """,
        about.artisan(), "hms." + type + ".v1", "work_order/" + about.oid(), event);
  }

  WorkOrder work(UUID workOrder) {
    return stores.workOrders().find(workOrder).future().await().orThrow();
  }

  Order order(UUID order) {
    return stores.orders().find(order).future().await().orThrow();
  }

  long number(String sql, Object... values) {
    return owner
        .preparedQuery(sql)
        .execute(Tuple.wrap(values))
        .await()
        .iterator()
        .next()
        .getLong(0);
  }

  private static DatabaseConfig wide(DatabaseConfig config) {
    return new DatabaseConfig(
        config.host(), config.port(), config.database(), config.user(), config.password(), 32);
  }
}
