package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.TestOffice;
import hms.TestShop;
import hms.storage.DomainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code hms webhook}: a storefront sets up where it is told, from a command line. */
final class WebhookCommandIT {
  private static final int REJECTED = 7;
  private static final int NOT_FOUND = 5;
  private final Operator operator = new Operator();
  private final TestShop shop = new TestShop();

  @AfterEach
  void tidy() {
    TestOffice.get().change("delete from webhooks where channel_oid = $1", shop.oid());
  }

  @Test
  void one_is_made_changed_listed_tried_and_taken_away() {
    assertThat(run("create", "https://shop.example/hooks", "--types", "hms.order.closed.v1"))
        .as(operator.err())
        .isZero();
    String oid = printed().path("oid").asText();
    assertThat(printed().path("secret").asText()).startsWith("whsec_");

    assertThat(run("update", oid, "--enabled", "false")).as(operator.err()).isZero();
    assertThat(printed().path("enabled").asBoolean()).isFalse();
    assertThat(run("update", oid, "--url", "https://shop.example/2")).isZero();
    assertThat(run("get", oid)).isZero();
    assertThat(printed().path("url").asText()).isEqualTo("https://shop.example/2");
    assertThat(printed().has("secret")).isFalse();
    assertThat(run("list")).isZero();
    assertThat(operator.out()).isEqualTo(oid + "\toff\thttps://shop.example/2\n");
    assertThat(run("rotate", oid, "--keep-seconds", "3600")).as(operator.err()).isZero();
    assertThat(printed().path("secret").asText()).startsWith("whsec_");
    assertThat(run("test", oid)).isZero();
    assertThat(operator.out()).matches("[0-9a-f-]{36}\n");
    assertThat(run("deliveries", oid)).isZero();
    assertThat(run("redeliver", oid, "--from", "1")).isEqualTo(6);
    assertThat(run("delete", oid)).isZero();
    assertThat(run("get", oid)).isEqualTo(NOT_FOUND);
  }

  @Test
  void what_is_refused_says_why() {
    assertThat(run("create", "https://127.0.0.1/")).isEqualTo(REJECTED);
    assertThat(operator.err()).contains("/url", "expected the full name of a host");
  }

  private JsonNode printed() {
    return DomainJson.own(operator.out(), JsonNode.class);
  }

  private int run(String... args) {
    var all = new ArrayList<>(List.of("webhook"));
    all.addAll(List.of(args));
    var environment = Map.of("HMS_TOKEN", shop.token(), "HMS_SERVER", TestOffice.get().url());
    return operator.run(environment, "", all.toArray(String[]::new));
  }
}
