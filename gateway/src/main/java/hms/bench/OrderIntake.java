package hms.bench;

import hms.domain.Actor;
import hms.domain.Money;
import hms.domain.PostalAddress;
import hms.domain.Sha256;
import hms.domain.audit.Cause;
import hms.domain.order.Customer;
import hms.domain.order.OrderPlacement;
import hms.gateway.command.Mint;
import hms.gateway.command.Once;
import hms.gateway.command.Request;
import hms.gateway.message.OfficeMessages;
import hms.gateway.order.Intake;
import hms.gateway.order.OrderCommand;
import hms.gateway.order.OrderResult;
import hms.gateway.order.OrderService;
import hms.storage.DomainJson;
import hms.storage.pg.PgStores;
import hms.storage.pg.Sent;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Orders of five lines from three artisans, each placed once under a key of its own. */
final class OrderIntake {
  static final UUID CHANNEL = new UUID(2, 1);

  private static final Actor.Storefront SHOP = new Actor.Storefront(CHANNEL, "bench");
  private static final PostalAddress ADDRESS =
      new PostalAddress("Kastanienallee 5", null, "Berlin", null, "10435", "DE");
  private static final long PRICE = 2500;
  private static final int ARTISANS = 100;
  private static final int SHELVES = 30;

  private final Once<OrderCommand, OrderResult> orders;
  private final Mint mint = new Mint(Clock.systemUTC(), new SecureRandom());

  OrderIntake(PgStores stores) {
    var messages = new OfficeMessages(mint, Duration.ofDays(30));
    var terms = new Intake.Terms(List.of("EUR"), Duration.ofHours(72));
    this.orders = new Once<>(stores, OrderResult.class, new OrderService(messages, terms, mint));
  }

  Future<OrderResult> place() {
    var random = ThreadLocalRandom.current();
    return place(random.nextInt(ARTISANS - 2), random.nextInt(SHELVES));
  }

  /** A new one as JSON, for the door. */
  byte[] body() {
    var random = ThreadLocalRandom.current();
    int first = 1 + random.nextInt(ARTISANS - 2) + ARTISANS * random.nextInt(SHELVES);
    return DomainJson.bytes(placement(mint.id().toString(), first));
  }

  /**
   * @param artisan the first of three
   * @param shelf their products are the ones with this number and the next
   */
  Future<OrderResult> place(int artisan, int shelf) {
    String id = mint.id().toString();
    var command = new OrderCommand.Place(placement(id, 1 + artisan + ARTISANS * shelf));
    var repeat = new Request.Repeat(id, Sha256.of(id));
    var request = new Request<OrderCommand>(SHOP, command, repeat, Cause.UNKNOWN);
    return orders.perform(request).map(answer -> answer.outcome().orThrow());
  }

  /** The same for pgbench, from what HMS sends for one order. */
  static String script(PgStores stores) {
    var sent = new ArrayList<Sent>();
    var result = new OrderIntake(stores.watched(sent::add)).place(0, 0).await();
    var named = new HashMap<String, String>();
    named.put(Objects.requireNonNull(result.order()).number(), "(:c::text||'-'||:n::text)");
    for (int number : bought(1)) {
      named.put(StorageBench.product(number).toString(), Ids.of(0, ":a + 100 * :k + " + number));
    }
    for (int artisan = 0; artisan < 3; artisan++) {
      named.put(StorageBench.artisan(artisan).toString(), Ids.of(1, ":a + " + artisan));
    }
    String head =
        "\\set a random(0, %d)\n\\set k random(0, %d)\n".formatted(ARTISANS - 3, SHELVES - 1);
    return new PgbenchScript(named).transaction(head, sent);
  }

  /** They rise, so that no two orders wait for each other in a circle. */
  private static int[] bought(int first) {
    return new int[] {first, first + 1, first + 2, first + ARTISANS, first + ARTISANS + 1};
  }

  private OrderPlacement placement(String id, int first) {
    var lines =
        Arrays.stream(bought(first))
            .mapToObj(
                number -> new OrderPlacement.Line(StorageBench.product(number), 1, euros(PRICE)))
            .toList();
    long items = PRICE * lines.size();
    return new OrderPlacement(
        id,
        new Customer(id, "Lena Brandt", "lena@example.org", ADDRESS, null),
        mint.now(),
        "Lena Brandt",
        ADDRESS,
        null,
        lines,
        euros(items),
        euros(0),
        euros(490),
        euros(0),
        euros(items + 490),
        null);
  }

  private static Money euros(long cents) {
    return new Money(cents, "EUR");
  }
}
