package hms.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.artisan.Enrolled;
import hms.artisan.Enrolment;
import hms.client.ApiClient;
import hms.domain.Actor;
import hms.domain.Money;
import hms.domain.Sha256;
import hms.domain.audit.Cause;
import hms.domain.message.ContentDigest;
import hms.domain.message.RequestSignature;
import hms.domain.message.SignedRequest;
import hms.domain.product.Pricing;
import hms.domain.product.ProductContent;
import hms.gateway.command.Mint;
import hms.gateway.command.Once;
import hms.gateway.command.Request;
import hms.gateway.message.OfficeMessages;
import hms.gateway.product.ProductCommand;
import hms.gateway.product.ProductResult;
import hms.gateway.product.ProductService;
import hms.gateway.product.StockOffer;
import hms.storage.DomainJson;
import hms.storage.pg.PgStores;
import hms.storage.pg.Sent;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * New products, each signed by the artisan who makes it (RFC 9421). An artisan's products come one
 * after the other, so there are as many artisans as connections.
 */
final class SignedCreate {
  static final String PATH = "/api/v1/products";

  private final List<Enrolled> makers;
  private final AtomicInteger next = new AtomicInteger();
  private final Mint mint = new Mint(Clock.systemUTC(), new SecureRandom());

  /** A request ready to be sent. */
  record Signed(Map<String, String> headers, byte[] body) {}

  private SignedCreate(List<Enrolled> makers) {
    this.makers = List.copyOf(makers);
  }

  /**
   * Lets artisans in and gives each a key, through the office's doors.
   *
   * @param token of who manages artisans
   */
  static SignedCreate by(int makers, URI office, String token) {
    var server = URI.create("http://" + office.getAuthority());
    var manager = new ApiClient(server, Optional.of(token), Duration.ofSeconds(30));
    var enrolled = new ArrayList<Enrolled>();
    for (int number = 0; number < makers; number++) {
      var admitted = manager.post("/api/v1/artisans", profile(number)).body();
      String code = admitted.path("enrolmentCode").asText();
      enrolled.add(new Enrolment(new SecureRandom()).enrol(server, code).await());
    }
    return new SignedCreate(enrolled);
  }

  /** The next one, signed now by whoever's turn it is. */
  Signed request() {
    int number = next.incrementAndGet();
    var maker = makers.get(number % makers.size());
    byte[] body = DomainJson.bytes(offer(number));
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("Content-Digest", ContentDigest.of(body));
    headers.put("Idempotency-Key", mint.id().toString());
    var signed =
        RequestSignature.sign(
            new SignedRequest("POST", maker.office() + PATH, headers),
            maker.key(),
            maker.secret(),
            mint.now(),
            mint.id().toString());
    headers.put("Signature-Input", signed.input());
    headers.put("Signature", signed.signature());
    return new Signed(headers, body);
  }

  /** The same for pgbench, in the role that artisans have, from what HMS sends for one product. */
  String script(PgStores stores) {
    var sent = new ArrayList<Sent>();
    UUID first = makers.getFirst().artisan();
    // PostgreSQL shows the rows of the artisan that the transaction names.
    sent.add(new Sent("select set_config('app.artisan_id', $1, true)", List.of(first.toString())));
    var created = create(stores.watched(sent::add), first);
    var named = new HashMap<String, String>();
    named.put(first.toString(), ofClient());
    named.put(created.product().handle(), "'bowl-'||:c::text||'-'||:n::text");
    if (created.revision() != null) {
      named.put(Long.toString(created.revision().number()), "nextval('revision_numbers')::text");
    }
    return new PgbenchScript(named).transaction("", sent);
  }

  private ProductResult create(PgStores stores, UUID maker) {
    var messages = new OfficeMessages(mint, Duration.ofDays(30));
    var service = new ProductService(messages, new Pricing(List.of("EUR"), false), mint);
    String key = mint.id().toString();
    var request =
        new Request<ProductCommand>(
            new Actor.Maker(maker),
            offer(0),
            new Request.Repeat(key, Sha256.of(key)),
            Cause.UNKNOWN);
    return new Once<>(stores, ProductResult.class, service)
        .perform(request)
        .map(answer -> answer.outcome().orThrow())
        .await();
  }

  /** An artisan of its own for each client of pgbench. */
  private String ofClient() {
    return makers.stream()
        .map(maker -> "'" + maker.artisan() + "'")
        .collect(
            Collectors.joining(
                ",", "(array[", "])[1 + :client_id %% %d]".formatted(makers.size())));
  }

  private static ProductCommand.Create offer(int number) {
    var content =
        new ProductContent(
            "Oak bowl " + number,
            "Turned from one piece of oak.",
            "<p>" + "Oiled with linseed oil, food safe. ".repeat(8) + "</p>",
            Map.of("material", List.of("oak")),
            new Money(2500, "EUR"),
            800,
            null,
            null,
            null,
            null,
            List.of());
    var stock = new StockOffer(StockOffer.Kind.ON_HAND, 5, null);
    return new ProductCommand.Create(null, content, true, stock);
  }

  private static ObjectNode profile(int number) {
    var profile =
        DomainJson.object()
            .put("givenName", "Tomas")
            .put("familyName", "Turner " + number)
            .put("email", "tomas" + number + "@turner.example");
    return profile.set(
        "businessAddress",
        DomainJson.object()
            .put("streetAddress", "Callejon Santa Elena " + (number + 1))
            .put("city", "Panajachel")
            .put("region", "Solola")
            .put("postalCode", "07010")
            .put("country", "GT"));
  }
}
