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
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

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

  Future<?> place() {
    String id = mint.id().toString();
    var request =
        new Request<OrderCommand>(
            SHOP,
            new OrderCommand.Place(placement(id)),
            new Request.Repeat(id, Sha256.of(id)),
            Cause.UNKNOWN);
    return orders.perform(request).map(answer -> answer.outcome().orThrow());
  }

  /** The products rise, so that no two orders wait for each other in a circle. */
  private OrderPlacement placement(String id) {
    var random = ThreadLocalRandom.current();
    int first = 1 + random.nextInt(ARTISANS - 2) + ARTISANS * random.nextInt(SHELVES);
    var lines =
        IntStream.of(first, first + 1, first + 2, first + ARTISANS, first + ARTISANS + 1)
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
        euros(items + 490));
  }

  private static Money euros(long cents) {
    return new Money(cents, "EUR");
  }
}
