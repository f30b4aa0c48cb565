package hms.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What customers, their storefront and artisans ask the office: HTTP/1.1 requests. */
final class Calls {
  /** Who says more of what is taken than memory compares is answered from the database. */
  static final Map<String, String> LOOK = Map.of("Accept", "application/json;q=1");

  private static final byte[] NONE = {};
  private static final String PRODUCTS = "/api/v1/catalogue/products";

  private final URI office;
  private final OrderIntake orders;
  private final String token;
  private final int products;

  /** Made once: what is thrown away is collected, and meanwhile nobody asks. */
  private final byte[] page;

  private final byte[] lookedUp;

  /**
   * @param token of a storefront
   * @param products how many there are
   */
  Calls(URI office, OrderIntake orders, String token, int products) {
    this.office = office;
    this.orders = orders;
    this.token = token;
    this.products = products;
    this.page = get(PRODUCTS + "?limit=20");
    this.lookedUp = send("GET", PRODUCTS + "?limit=20", LOOK, NONE);
  }

  byte[] page() {
    return page;
  }

  /** The same, which the office asks its database for each time. */
  byte[] lookedUp() {
    return lookedUp;
  }

  byte[] product() {
    int any = 1 + ThreadLocalRandom.current().nextInt(products);
    return get(PRODUCTS + "/" + StorageBench.product(any));
  }

  /** Five lines of three artisans. */
  byte[] order() {
    var headers =
        Map.of(
            "Authorization",
            "Bearer " + token,
            "Idempotency-Key",
            UUID.randomUUID().toString(),
            "Content-Type",
            "application/json");
    return send("POST", "/api/v1/orders", headers, orders.body());
  }

  /** A new product, signed by an artisan. */
  byte[] create(SignedCreate products) {
    var signed = products.request();
    return send("POST", SignedCreate.PATH, signed.headers(), signed.body());
  }

  /** Four look at a product, one buys. */
  byte[] mixed() {
    return ThreadLocalRandom.current().nextInt(5) == 0 ? order() : product();
  }

  private byte[] get(String path) {
    return send("GET", path, Map.of(), NONE);
  }

  private byte[] send(String method, String path, Map<String, String> headers, byte[] body) {
    var head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ");
    head.append(office.getAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0) head.append("Content-Length: ").append(body.length).append("\r\n");
    byte[] before = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = Arrays.copyOf(before, before.length + body.length);
    System.arraycopy(body, 0, request, before.length, body.length);
    return request;
  }
}
