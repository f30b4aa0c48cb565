package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hms.NodeFile;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.order.Order;
import hms.domain.order.OrderStatus;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder;
import hms.domain.product.Stock;
import hms.gateway.command.Mint;
import hms.gateway.message.OfficeMessages;
import hms.gateway.order.Intake;
import hms.gateway.order.OrderCommand;
import hms.gateway.order.OrderResult;
import hms.gateway.order.OrderService;
import hms.storage.TestPostgres;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.PgDatabase;
import hms.storage.pg.PgStores;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders of the original application: waited for, arrived, and not what was meant. */
final class LegacyOrdersIT {
  private static final String MIA = "10000000-0000-4000-8000-000000000001";
  private static final String BOWL = "20000000-0000-4000-8000-000000000001";
  private static final String RETIRED = "20000000-0000-4000-8000-000000000002";
  private static final String NOBODYS = "20000000-0000-4000-8000-000000000003";
  private static final String WAITING = "30000000-0000-4000-8000-000000000001";
  private static final String ARRIVED = "30000000-0000-4000-8000-000000000002";
  private static final String HOPELESS = "30000000-0000-4000-8000-000000000003";
  private static final String UNKNOWN = "30000000-0000-4000-8000-000000000004";
  private static final String NEGATIVE = "30000000-0000-4000-8000-000000000005";
  private static final String TWICE = "30000000-0000-4000-8000-000000000006";
  private static final String NOTHING = "30000000-0000-4000-8000-000000000007";
  private static final Set<Permission> EVERYTHING = EnumSet.allOf(Permission.class);
  private static final String TIMES =
      "\"created\": \"2018-03-01 02:30:00\", \"modified\": \"2019-04-02 10:00:00\"";

  private final Operator operator = new Operator();
  private final DatabaseConfig database = TestPostgres.freshDatabase().office();
  private final Vertx vertx = Vertx.vertx();
  private final PgStores stores = PgDatabase.open(vertx, database).stores(() -> {});
  @TempDir private Path settings;
  @TempDir private Path originals;

  @BeforeEach
  void writeOriginals() throws IOException {
    write("Artisan-data", MIA, "\"contact_name\": \"Mia Chen\"");
    write("Product-data", BOWL, "\"name\": \"Bowl\"");
    write("Product-data", RETIRED, "\"name\": \"Cup\", \"is_deleted\": true");
    order(WAITING, true, "\"%s\": 2, \"%s\": 0".formatted(BOWL.replace("-", ""), NOBODYS));
    order(ARRIVED, false, "\"%s\": 1, \"%s\": 3".formatted(BOWL, RETIRED));
    order(HOPELESS, true, "\"%s\": 1".formatted(RETIRED));
    order(UNKNOWN, false, "\"%s\": 1".formatted(NOBODYS));
    order(NEGATIVE, true, "\"%s\": -1".formatted(BOWL));
    order(TWICE, true, "\"%s\": 1, \"%s\": 1".formatted(BOWL, BOWL.replace("-", "")));
    order(NOTHING, true, "\"%s\": 0".formatted(BOWL));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void the_report_says_what_becomes_of_each_and_a_dry_run_says_the_same() throws IOException {
    assertThat(run("--dry-run")).isEqualTo(7);
    String rehearsed = operator.out();
    assertThat(stores.orders().find(UUID.fromString(WAITING)).future().await().toString())
        .contains("NotFound");

    assertThat(run()).isEqualTo(7);

    assertThat(operator.out()).isEqualTo(rehearsed);
    assertThat(operator.out().lines().filter(line -> line.contains("Order-data")))
        .containsExactly(
            imported(WAITING),
            imported(ARRIVED),
            refused(HOPELESS, "/items/" + RETIRED + ": the product is retired; restore it first"),
            refused(UNKNOWN, "/items/" + NOBODYS + ": no such product"),
            refused(NEGATIVE, "/items/" + BOWL + ": expected 0 to 10000 pieces"),
            refused(TWICE, "/items/" + BOWL.replace("-", "") + ": each product once"),
            refused(NOTHING, "/items: expected 1 to 200 lines, found 0"));
  }

  @Test
  void one_that_somebody_waits_for_is_accepted_and_held_and_keeps_its_pieces() throws IOException {
    assertThat(run()).isEqualTo(7);

    var waiting = order(WAITING);
    assertThat(waiting.status()).isEqualTo(OrderStatus.ON_HOLD);
    assertThat(waiting.attention()).containsExactly(Order.Attention.IMPORTED);
    assertThat(waiting.units().in(Bucket.ACCEPTED)).isEqualTo(2);
    assertThat(waiting.externalId()).isEqualTo(WAITING);
    assertThat(waiting.shipToName()).isEqualTo("Lena Brandt");
    assertThat(waiting.shipTo().city()).isEqualTo("Antigua");
    assertThat(waiting.placedAt()).isEqualTo("2018-03-01T02:30:00Z");
    var work = stores.workOrders().ofOrder(waiting.oid()).await().getFirst();
    assertThat(work.artisan()).isEqualTo(UUID.fromString(MIA));
    assertThat(work.request()).isEqualTo(WorkOrder.Request.ACCEPTED);
    assertThat(work.hold())
        .isEqualTo(new WorkOrder.Hold(WorkOrder.Work.OPEN, WorkOrder.Side.OFFICE));
    assertThat(stock(BOWL)).isEqualTo(new Stock.OnHand(2, 2));
  }

  @Test
  void the_office_does_nothing_about_it_before_its_artisan_is_active() throws IOException {
    assertThat(run()).isEqualTo(7);
    var waiting = order(WAITING);
    var part = stores.workOrders().ofOrder(waiting.oid()).await().getFirst();

    for (var command : officeCommands(waiting, part)) {
      var refused = asked(command);
      assertThat(refused).as(command.toString()).isInstanceOf(Refusal.WrongState.class);
      assertThat(((Refusal.WrongState) refused).code()).isEqualTo("artisan-not-active");
    }
    assertThat(order(WAITING)).isEqualTo(waiting);
  }

  @Test
  void one_that_has_arrived_is_delivered_and_closed() throws IOException {
    assertThat(run()).isEqualTo(7);

    var arrived = order(ARRIVED);
    assertThat(arrived.status()).isEqualTo(OrderStatus.CLOSED);
    assertThat(arrived.attention()).isEmpty();
    assertThat(arrived.units().in(Bucket.DELIVERED)).isEqualTo(4);
    assertThat(arrived.customer()).isEqualTo(order(WAITING).customer());
    assertThat(stores.workOrders().ofOrder(arrived.oid()).await())
        .extracting(WorkOrder::work)
        .containsExactly(WorkOrder.Work.FULFILLED);
    assertThat(stock(RETIRED)).isEqualTo(new Stock.OnHand(0, 0));
  }

  @Test
  void the_books_add_up_and_a_second_run_changes_nothing() throws IOException {
    assertThat(run()).isEqualTo(7);
    assertThat(verified()).as(operator.out() + operator.err()).isZero();
    var waiting = order(WAITING);

    assertThat(run()).isEqualTo(7);

    assertThat(operator.err()).contains("0 imported, 5 unchanged, 5 refused");
    assertThat(order(WAITING)).isEqualTo(waiting);
    assertThat(stock(BOWL)).isEqualTo(new Stock.OnHand(2, 2));
    assertThat(verified()).as(operator.out() + operator.err()).isZero();
  }

  private static List<OrderCommand> officeCommands(Order order, WorkOrder part) {
    return List.of(
        new OrderCommand.Release(order.oid(), null),
        new OrderCommand.ReleaseWork(part.oid(), null),
        new OrderCommand.CloseShort(part.oid(), null, "nobody knows"),
        new OrderCommand.Cancel(order.oid(), List.of(), "nobody knows"));
  }

  /** What an order manager is told. */
  private Refusal asked(OrderCommand command) {
    var mint = new Mint(Clock.systemUTC(), new SecureRandom());
    var messages = new OfficeMessages(mint, Duration.ofDays(30));
    var terms = new Intake.Terms(List.of("EUR"), Duration.ofHours(72));
    var service = new OrderService(messages, terms, mint);
    var manager = new Actor.Office(UUID.randomUUID(), "ana@office.example", EVERYTHING);
    var outcome = stores.transact(manager, tx -> service.perform(tx, manager, command)).await();
    return ((Outcome.Refused<OrderResult>) outcome).why();
  }

  private static String imported(String oid) {
    return "imported  Order-data/%1$s.json  order/%1$s  price_unknown  not kept: courier = Ana"
        .formatted(oid);
  }

  private static String refused(String oid, String why) {
    return "refused  Order-data/%s.json  order_unreadable  %s".formatted(oid, why);
  }

  private int run(String... more) throws IOException {
    String config = Operator.config(settings, "here", database);
    String[] command = {
      "import", "legacy", originals.toString(), "--config", config, "--zone", "UTC"
    };
    var args = new ArrayList<>(List.of(command));
    args.addAll(List.of("--weight-unit", "g"));
    args.addAll(List.of(more));
    return operator.run(args.toArray(String[]::new));
  }

  private int verified() throws IOException {
    String config = new NodeFile(settings).write("verify", database, "5a".repeat(32));
    return operator.run("db", "verify", "--config", config);
  }

  private Order order(String oid) {
    return stores.orders().find(UUID.fromString(oid)).future().await().orThrow();
  }

  private Stock stock(String product) {
    return stores.stockLevels().find(UUID.fromString(product)).await().orElseThrow().stock();
  }

  private void order(String oid, boolean active, String items) throws IOException {
    String rest =
        """
        "is_active": %s, "name": "Lena Brandt", "courier": "Ana", "street_address": "1 Kiln Way",
        "city": "Antigua", "postal_code": "03001", "country": "GT", "items": {%s}
        """;
    write("Order-data", oid, rest.formatted(active, items));
  }

  private void write(String folder, String oid, String members) throws IOException {
    Path dir = Files.createDirectories(originals.resolve(folder));
    String text = "{\"oid\": \"%s\", %s, %s}".formatted(oid, TIMES, members);
    Files.writeString(dir.resolve(oid + ".json"), text);
  }
}
