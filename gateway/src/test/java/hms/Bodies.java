package hms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import hms.domain.Money;
import hms.storage.DomainJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Good bodies, for tests to send as they are or to spoil in one place. */
public final class Bodies {
  private Bodies() {}

  public static ObjectNode signUp() {
    String name = "m" + UUID.randomUUID().toString().substring(0, 18);
    var body =
        DomainJson.object()
            .put("givenName", "Mira")
            .put("familyName", name)
            .put("email", name + "@maker.example")
            .put("phone", "+502 5555 0187")
            .put("website", "https://maker.example/shop");
    body.set("businessAddress", address());
    return body;
  }

  public static ObjectNode address() {
    return DomainJson.object()
        .put("streetAddress", "Callejon Santa Elena 8")
        .put("city", "Panajachel")
        .put("region", "Solola")
        .put("postalCode", "07010")
        .put("country", "GT");
  }

  public static ObjectNode money(long amount) {
    return DomainJson.object().put("amount", amount).put("currency", "EUR");
  }

  /** A product with an oid of its own that needs nothing more for its review. */
  public static ObjectNode product(int pieces, ObjectNode image) {
    var body = DomainJson.object().put("oid", newId().toString()).put("available", true);
    body.putObject("stock").put("kind", "on_hand").put("onHand", pieces);
    var content =
        body.putObject("content")
            .put("name", "Oak bowl")
            .put("summary", "A bowl of oak.")
            .put("description", "<p>Turned by hand.</p>")
            .put("shippingWeight", 700);
    content.set("price", money(4200));
    content.putObject("metadata").putArray("material").add("oak");
    content.putArray("images").add(image);
    return body;
  }

  /** A picture's place in a product. */
  public static ObjectNode image(UUID oid, byte[] bytes) {
    return DomainJson.object()
        .put("image", oid.toString())
        .put("sha256", sha256(bytes))
        .put("primary", true)
        .put("altText", "A bowl");
  }

  /** An order of one piece of each product at 10.00, with nothing added. */
  public static ObjectNode order(UUID... products) {
    var body =
        DomainJson.object()
            .put("externalId", "web-" + UUID.randomUUID())
            .put("placedAt", Instant.now().minusSeconds(5).toString())
            .put("shipToName", "Lena Brandt");
    var customer =
        body.putObject("customer")
            .put("externalId", "c-" + UUID.randomUUID())
            .put("name", "Lena Brandt")
            .put("email", "lena@shop.example");
    customer.set("billingAddress", address());
    body.set("shipTo", address());
    var lines = body.putArray("lines");
    for (var product : products) {
      var line = lines.addObject().put("product", product.toString()).put("quantity", 1);
      line.set("unitPrice", money(1000));
    }
    return summed(body);
  }

  /** The order again, its sums made right. */
  public static ObjectNode summed(ObjectNode order) {
    long items = 0;
    for (var line : order.path("lines")) {
      items += line.path("quantity").asLong() * line.at("/unitPrice/amount").asLong();
    }
    order.set("items", money(items));
    order.set("discount", money(0));
    order.set("shipping", money(500));
    order.set("tax", money(0));
    order.set("total", money(Math.min(items + 500, Money.MAX)));
    return order;
  }

  public static UUID newId() {
    return Generators.timeBasedEpochGenerator().generate();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
