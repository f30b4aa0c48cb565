package hms.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.storage.DomainJson;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;

/**
 * A storefront's receiver: real TLS, on a free port of this machine, with a certificate of ours.
 */
public final class Receiver implements AutoCloseable {
  private static final Reaction TAKEN = answer(204);

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Reaction> answers = new LinkedBlockingQueue<>();

  /** How a call is answered. */
  @FunctionalInterface
  public interface Reaction {
    void to(HttpServerResponse response);
  }

  /** What came. */
  public record Call(String path, String host, MultiMap headers, byte[] body) {
    public String id() {
      return headers.get("webhook-id");
    }

    public JsonNode json() {
      return DomainJson.own(new String(body, StandardCharsets.UTF_8), JsonNode.class);
    }

    /** One for each secret that its sender signs by. */
    public List<String> signatures() {
      return List.of(headers.get("webhook-signature").split(" ", -1));
    }

    /** It is what its sender says, made just now. */
    public Call verified(String secret) {
      String timestamp = headers.get("webhook-timestamp");
      try {
        assertThat(signatures())
            .contains(new StandardWebhooks(secret).expected(id(), timestamp, body));
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
      assertThat(Instant.ofEpochSecond(Long.parseLong(timestamp)))
          .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
      assertThat(headers.get("content-type")).isEqualTo("application/json");
      return this;
    }
  }

  public Receiver(Vertx vertx) {
    String at = Receiver.class.getResource("/webhook/").getPath();
    var key =
        new PemKeyCertOptions()
            .addCertPath(at + "receiver.pem")
            .addKeyPath(at + "receiver-key.pem");
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setSsl(true).setKeyCertOptions(key))
            .requestHandler(request ->
                request
                    .body()
                    .onSuccess(body -> {
                      calls.add(
                          new Call(
                              request.uri(),
                              request.authority().toString(),
                              request.headers(),
                              body.getBytes()));
                      var next = answers.poll();
                      (next == null ? TAKEN : next).to(request.response());
                    }))
            .listen(0)
            .await();
  }

  static Reaction answer(int status) {
    return response -> response.setStatusCode(status).end();
  }

  /** The next ones are answered like this; all behind them are taken. */
  void first(Reaction... next) {
    answers.addAll(List.of(next));
  }

  int port() {
    return server.actualPort();
  }

  public String url() {
    return "https://localhost:" + port() + "/hooks";
  }

  public List<Call> calls() {
    return calls;
  }

  /** All that came, once there are so many. */
  public List<Call> calls(int atLeast) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> calls.size() >= atLeast);
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.close().await();
  }
}
