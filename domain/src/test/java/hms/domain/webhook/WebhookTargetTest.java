package hms.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names may be called; nothing that anybody could read as an address. */
final class WebhookTargetTest {

  @Test
  void a_name_is_taken_with_its_port_and_path() {
    assertThat(read("https://shop.example/hooks/hms?a=b&c=%20").host()).isEqualTo("shop.example");
    assertThat(read("https://shop.example").path()).isEqualTo("/");
    assertThat(read("https://shop.example?x=1").path()).isEqualTo("/?x=1");
    assertThat(read("https://shop.example/a%2Fb?x=%3D").path()).isEqualTo("/a%2Fb?x=%3D");
    assertThat(read("HTTPS://Shop.Example:8443/x").host()).isEqualTo("shop.example");
    assertThat(read("https://shop.example:8443/x").port()).isEqualTo(8443);
    assertThat(read("https://shop.example").port()).isEqualTo(443);
    assertThat(read("https://xn--bcher-kva.example/").host()).isEqualTo("xn--bcher-kva.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Addresses, in every form that somebody reads as one.
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0x7f.1/",
        "https://0x7f.0x1/",
        "https://0177.0.0.1/",
        "https://017700000001/",
        "https://0177.0.0.01/",
        "https://127.0.0.1./",
        "https://8.8.8.8/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fe80::1%25eth0]/",
        "https://[2606:4700::1111]/",
        "https://1.1.1.1.in-addr.0x1/",
        // Names that are no full ones.
        "https://localhost/",
        "https://localhost./",
        "https://shop/",
        "https://shop.example./",
        "https://-shop.example/",
        "https://shop-.example/",
        "https://a..example/",
        "https://shop_1.example/",
        "https://.example/",
        "https:///x",
        "https://",
        // No https, or more than an address.
        "http://shop.example/",
        "ftp://shop.example/",
        "//shop.example/",
        "shop.example",
        "javascript:alert(1)",
        "https:shop.example",
        "https://u@shop.example/",
        "https://u:p@shop.example/",
        "https://127.0.0.1#@shop.example/",
        "https://shop.example/#x",
        "https://shop.example\\@127.0.0.1/",
        "https://shop.example:0/",
        "https://shop.example:65536/",
        "https://shop.example:x/",
        // What looks like something else.
        "https://shop.example/ x",
        "https://shop.example/\nhost: x",
        "https://b\u00fccher.example/",
        "https://\uff11\uff12\uff17.0.0.1/",
        "https://shop\u3002example/",
        "https://%3127.0.0.1/",
        "https://shop.example\u0000/",
        ""
      })
  void nothing_else_is(String url) {
    assertThat(WebhookTarget.of(url, false))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.why())
                    .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        why -> {
                          assertThat(why.violations().getFirst().pointer()).isEqualTo("/url");
                          assertThat(why.violations().getFirst().code()).isEqualTo("address");
                        }));
  }

  @Test
  void this_machine_is_named_where_that_is_allowed_and_by_its_name_only() {
    assertThat(WebhookTarget.of("https://localhost:8443/x", true)).isInstanceOf(Outcome.Done.class);
    assertThat(WebhookTarget.of("https://127.0.0.1:8443/x", true))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(WebhookTarget.of("http://localhost:8443/x", true))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void one_that_is_too_long_is_refused() {
    String start = "https://shop.example/";
    String most = start + "a".repeat(2048 - start.length());

    assertThat(WebhookTarget.of(most, false)).isInstanceOf(Outcome.Done.class);
    assertThat(WebhookTarget.of(most + "a", false)).isInstanceOf(Outcome.Refused.class);
  }

  private static WebhookTarget read(String url) {
    return WebhookTarget.of(url, false).orThrow();
  }
}
