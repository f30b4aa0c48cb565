package hms.bench;

import hms.domain.Actor;
import hms.domain.Role;
import hms.domain.Sha256;
import hms.domain.audit.Cause;
import hms.domain.product.Pricing;
import hms.gateway.command.Mint;
import hms.gateway.command.Once;
import hms.gateway.command.Request;
import hms.gateway.message.OfficeMessages;
import hms.gateway.product.ProductCommand;
import hms.gateway.product.ProductResult;
import hms.gateway.product.ProductService;
import hms.storage.pg.PgStores;
import hms.storage.pg.Sent;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A reviewer approves changes that wait, one after the other. Revision i is of product i; HMS takes
 * the first half of them, pgbench the second.
 */
final class RevisionReview {
  private static final Actor.Office REVIEWER =
      new Actor.Office(new UUID(4, 1), "reviewer@office.example", Role.REVIEWER.permissions());

  private final Once<ProductCommand, ProductResult> products;
  private final Mint mint = new Mint(Clock.systemUTC(), new SecureRandom());
  private final AtomicInteger next;

  /**
   * @param first number of the first one to approve
   */
  RevisionReview(PgStores stores, int first) {
    var messages = new OfficeMessages(mint, Duration.ofDays(30));
    var service = new ProductService(messages, new Pricing(List.of("EUR"), false), mint);
    this.products = new Once<>(stores, ProductResult.class, service);
    this.next = new AtomicInteger(first);
  }

  Future<ProductResult> approve() {
    String key = mint.id().toString();
    var command = new ProductCommand.Approve(revision(next.getAndIncrement()), 1, false);
    var repeat = new Request.Repeat(key, Sha256.of(key));
    var request = new Request<ProductCommand>(REVIEWER, command, repeat, Cause.UNKNOWN);
    return products.perform(request).map(answer -> answer.outcome().orThrow());
  }

  /** The same for pgbench: variable {@code span}, how many each client may approve in a round. */
  static String script(PgStores stores, int products) {
    var sent = new ArrayList<Sent>();
    var unused = new RevisionReview(stores.watched(sent::add), 1).approve().await();
    var named =
        Map.of(
            StorageBench.product(1).toString(),
            Ids.of(0, ":i"),
            "bowl-1",
            "('bowl-'||:i::text)",
            revision(1).toString(),
            Ids.of(3, ":i"),
            StorageBench.artisan(0).toString(),
            Ids.of(1, "(:i - 1) % 100"),
            Long.toString(number(1)),
            "(%d + :i)".formatted(number(0)));
    String head = "\\set i %d + :c * :span + :n\n".formatted(products / 2);
    return new PgbenchScript(named).transaction(head, sent);
  }

  private static UUID revision(int number) {
    return Ids.of(3, number);
  }

  /** What people call it, as {@code reviews.sql} gives it. */
  private static long number(int revision) {
    return 900_000_000L + revision;
  }
}
