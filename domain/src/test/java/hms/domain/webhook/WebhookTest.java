package hms.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.message.HmacSecret;
import hms.domain.webhook.Webhook.Disabled;
import hms.domain.webhook.Webhook.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of a webhook, and what becomes of it. */
final class WebhookTest {
  private static final Instant NOW = Instant.parse("2026-11-22T16:12:03.123456Z");
  private static final String URL = "https://shop.example/hooks";

  @Test
  void it_is_on_and_is_told_all_unless_told_else() {
    var made = made(new Terms(URL, null, null));

    assertThat(made.enabled()).isTrue();
    assertThat(made.types()).isEmpty();
    assertThat(made.version()).isEqualTo(1);
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    var terms = new Terms("http://shop.example", List.of("hms.order.closed.v1", "nonsense"), true);

    assertThat(Webhook.create(new UUID(0, 1), new UUID(0, 2), terms, false, NOW))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(((Refusal.Invalid) refused.why()).violations())
                    .extracting(each -> each.pointer() + " " + each.code())
                    .containsExactly("/url address", "/types/1 unknown"));
  }

  @Test
  void what_the_office_has_disabled_says_why_until_it_is_enabled_again() {
    var gone = made(new Terms(URL, null, null)).disabled(Disabled.GONE, NOW);
    var elsewhere = gone.edit(new Terms(URL + "/2", null, false), false, NOW).orThrow();
    var again = elsewhere.edit(new Terms(URL + "/2", null, true), false, NOW).orThrow();

    assertThat(gone.enabled()).isFalse();
    assertThat(gone.disabled(Disabled.FAILING, NOW)).isEqualTo(gone);
    assertThat(elsewhere.disabledBecause()).isEqualTo(Disabled.GONE);
    assertThat(again.disabledBecause()).isNull();
    assertThat(again.version()).isEqualTo(4);
    assertThat(again.edit(again.terms(), false, NOW)).isEqualTo(Outcome.done(again));
  }

  @Test
  void its_secret_is_shown_in_the_form_of_the_standard_and_printed_by_nobody() {
    var secret = new WebhookSecret(new HmacSecret(new byte[32]));

    assertThat(secret.text()).isEqualTo("whsec_" + "A".repeat(43) + "=");
    assertThat(secret.toString()).doesNotContain("AAAA");
  }

  /** Whoever adds a type to the table of storefronts adds it here. */
  @Test
  void the_types_are_those_that_storefronts_are_told() throws IOException {
    String page = Files.readString(Path.of("../docs/messages.md"));
    String table = page.substring(page.indexOf("| to storefronts |"));
    var told =
        Pattern.compile("(?m)^\\| `(hms\\.[a-z_.]+\\.v1)`")
            .matcher(table.substring(0, table.indexOf("\n\n")))
            .results()
            .map((MatchResult each) -> each.group(1))
            .toList();

    assertThat(told).hasSize(5);
    assertThat(Webhook.TYPES).containsAll(told).contains("hms.reply.v1").hasSize(6);
  }

  private static Webhook made(Terms terms) {
    return Webhook.create(new UUID(0, 1), new UUID(0, 2), terms, false, NOW).orThrow();
  }
}
