package hms.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.webhook.WebhookTarget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is called who should not be, and nobody instead of whom was looked at. */
class CallerIT {
  private static final Vertx VERTX = Vertx.vertx();
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final Duration SHORT = Duration.ofMillis(700);

  private final Receiver receiver = new Receiver(VERTX);

  @AfterEach
  void close() {
    receiver.close();
  }

  @AfterAll
  static void closeAll() {
    VERTX.close().await();
  }

  @Test
  void the_name_is_what_the_certificate_is_held_against_and_the_address_what_is_called() {
    var reply = calls("hook.example", true, "127.0.0.1");

    assertThat(reply).isEqualTo(new Reply(204, ""));
    assertThat(receiver.calls().getFirst().host()).isEqualTo("hook.example:" + receiver.port());
    assertThat(calls("other.example", true, "127.0.0.1").body()).startsWith("TLS: ");
    assertThat(receiver.calls()).hasSize(1);
  }

  @Test
  void a_certificate_that_nobody_signed_for_us_is_refused() {
    var untrusting = new Caller.Settings(SHORT.multipliedBy(4), true, Optional.empty());

    var reply = call(untrusting, host -> addresses("127.0.0.1"), target("hook.example"));

    assertThat(reply.status()).isNull();
    assertThat(reply.body()).startsWith("TLS: ");
    assertThat(receiver.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "224.0.0.1", "255.255.255.255"
      })
  void a_name_that_leads_inside_is_not_called(String address) {
    assertThat(calls("hook.example", false, address).body())
        .isEqualTo("the name leads to an address that is not public");
    assertThat(receiver.calls()).isEmpty();
  }

  @Test
  void nor_is_one_of_which_only_some_addresses_lead_inside() {
    assertThat(calls("hook.example", false, "93.184.216.34", "127.0.0.1").status()).isNull();
    assertThat(calls("hook.example", false, "127.0.0.1", "93.184.216.34").status()).isNull();
    assertThat(calls("hook.example", true, "127.0.0.1", "10.0.0.1").status()).isNull();
    assertThat(receiver.calls()).isEmpty();
  }

  /** The first answer is public, the next one is this machine: nobody asks for a next one. */
  @Test
  void a_name_is_looked_up_once_for_a_call() {
    var asked = new AtomicInteger();
    Names rebinding =
        host -> addresses(asked.incrementAndGet() == 1 ? "198.51.100.1" : "127.0.0.1");

    var refused = call(settings(false), rebinding, target("hook.example"));
    var loopback = call(settings(false), rebinding, target("hook.example"));

    assertThat(List.of(refused.body(), loopback.body()))
        .containsOnly("the name leads to an address that is not public");
    assertThat(asked).hasValue(2);

    // What is looked at is what is called: the machine itself does not know this name at all.
    asked.set(0);
    Names once = host -> asked.incrementAndGet() == 1 ? addresses("127.0.0.1") : unknown(host);
    assertThat(call(settings(true), once, target("hook.example")).status()).isEqualTo(204);
    assertThat(asked).hasValue(1);
  }

  @Test
  void a_redirect_is_an_answer_and_leads_nowhere() {
    receiver.first(response ->
        response.setStatusCode(307).putHeader("Location", receiver.url() + "/else").end());

    var reply = calls("hook.example", true, "127.0.0.1");

    assertThat(reply.status()).isEqualTo(307);
    assertThat(reply.isGood()).isFalse();
    assertThat(receiver.calls()).hasSize(1);
  }

  @Test
  void who_does_not_answer_in_time_is_left() {
    receiver.first(response -> {});

    var reply = calls("hook.example", true, "127.0.0.1");

    assertThat(reply).isEqualTo(new Reply(null, "no answer in time"));
  }

  @Test
  void an_answer_is_read_no_further_than_anybody_will_look_and_counts_by_its_status() {
    receiver.first(response -> {
      response.setChunked(true).setStatusCode(200);
      endless(response, "x\u0000\u202e".repeat(2000));
    });

    var reply = calls("hook.example", true, "127.0.0.1");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().length()).isBetween(1, 1000);
    assertThat(reply.body()).doesNotContain("\u0000");
  }

  private static void endless(io.vertx.core.http.HttpServerResponse response, String part) {
    response.write(part).onSuccess(written -> endless(response, part));
  }

  @Test
  void an_answer_that_does_not_end_counts_by_its_status_too() {
    receiver.first(response -> response.setChunked(true).setStatusCode(500).write("hm"));

    assertThat(calls("hook.example", true, "127.0.0.1")).isEqualTo(new Reply(500, "hm"));
  }

  @Test
  void a_name_that_nobody_knows_says_so_and_a_receiver_that_is_gone_too() {
    assertThat(call(settings(true), CallerIT::unknown, target("hook.example")).body())
        .isEqualTo("the name is not known");
    int port = receiver.port();
    receiver.close();

    var closed = WebhookTarget.of("https://hook.example:" + port, true).orThrow();
    assertThat(call(settings(true), host -> addresses("127.0.0.1"), closed))
        .isEqualTo(new Reply(null, "no connection"));
  }

  private Reply calls(String host, boolean loopback, String... addresses) {
    return call(settings(loopback), name -> addresses(addresses), target(host));
  }

  private static Reply call(Caller.Settings settings, Names names, WebhookTarget target) {
    return new Caller(VERTX, names, settings).call(target, Map.of("a", "b"), BODY).await();
  }

  private WebhookTarget target(String host) {
    return WebhookTarget.of("https://" + host + ":" + receiver.port() + "/hooks", true).orThrow();
  }

  private static Caller.Settings settings(boolean loopback) {
    var ca = Path.of(CallerIT.class.getResource("/webhook/ca.pem").getPath());
    return new Caller.Settings(SHORT, loopback, Optional.of(ca));
  }

  private static Future<List<InetAddress>> addresses(String... all) {
    return Future.succeededFuture(java.util.Arrays.stream(all).map(CallerIT::address).toList());
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static Future<List<InetAddress>> unknown(String host) {
    return Future.failedFuture(new UnknownHostException(host));
  }
}
