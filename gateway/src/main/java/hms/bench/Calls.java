package hms.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What customers and their storefront ask the office, over connections that stay open. */
final class Calls {
  private static final String PRODUCTS = "/api/v1/catalogue/products";

  private final HttpClient client;
  private final URI office;
  private final OrderIntake orders;
  private final String token;
  private final int products;

  /**
   * @param connections at most; further requests wait for one
   * @param token of a storefront
   * @param products how many there are
   */
  Calls(Vertx vertx, URI office, int connections, OrderIntake orders, String token, int products) {
    var pool = new PoolOptions().setHttp1MaxSize(connections).setEventLoopSize(2);
    // Shorter than a node keeps an idle connection, so that none is used as it closes.
    var options = new HttpClientOptions().setPipelining(false).setKeepAliveTimeout(10);
    this.client = vertx.createHttpClient(options, pool);
    this.office = office;
    this.orders = orders;
    this.token = token;
    this.products = products;
  }

  Future<Integer> page() {
    return send(HttpMethod.GET, PRODUCTS + "?limit=20", HttpClientRequest::send);
  }

  Future<Integer> product() {
    int any = 1 + ThreadLocalRandom.current().nextInt(products);
    String path = PRODUCTS + "/" + StorageBench.product(any);
    return send(HttpMethod.GET, path, HttpClientRequest::send);
  }

  /** Five lines of three artisans. */
  Future<Integer> order() {
    return send(
        HttpMethod.POST,
        "/api/v1/orders",
        request ->
            request
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Idempotency-Key", UUID.randomUUID().toString())
                .putHeader("Content-Type", "application/json")
                .send(Buffer.buffer(orders.body())));
  }

  /** A new product, signed by an artisan. */
  Future<Integer> create(SignedCreate products) {
    var signed = products.request();
    return send(
        HttpMethod.POST,
        SignedCreate.PATH,
        request -> {
          var unused = request.headers().addAll(signed.headers());
          return request.send(Buffer.buffer(signed.body()));
        });
  }

  /** Four look at a product, one buys. */
  Future<Integer> mixed() {
    return ThreadLocalRandom.current().nextInt(5) == 0 ? order() : product();
  }

  /**
   * @throws IllegalStateException if it is no good answer: then nothing was measured
   */
  static Integer good(int status) {
    if (status >= 400) throw new IllegalStateException("answered " + status);
    return status;
  }

  private Future<Integer> send(HttpMethod method, String path, Sending how) {
    return client
        .request(method, office.getPort(), office.getHost(), path)
        .compose(how::send)
        .compose(response -> response.body().map(read -> response.statusCode()));
  }

  /** How a request goes out. */
  private interface Sending {
    Future<io.vertx.core.http.HttpClientResponse> send(HttpClientRequest request);
  }
}
