package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.gateway.http.SealedCursors.Holder;
import hms.gateway.http.SealedCursors.Way;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Who holds a cursor can do nothing with it but go on, for a day. */
class SealedCursorsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T23:59:00Z");
  private static final Holder HOLDER = new Holder("GET /api/v1/products", "office:mia@example.org");
  private static final String PLACE = "cGxhY2UgaW4gYSBsaXN0";
  private final String sealed = node(NOW).seal(HOLDER, Way.NEXT, PLACE);

  @Test
  void any_node_opens_it_until_the_next_day_ends() {
    assertThat(node(NOW).open(HOLDER, Way.NEXT, sealed)).isEqualTo(PLACE);
    assertThat(node(NOW.plus(SealedCursors.LIFE)).open(HOLDER, Way.NEXT, sealed)).isEqualTo(PLACE);
  }

  @Test
  void it_is_never_the_same_twice_and_does_not_show_the_place() {
    assertThat(node(NOW).seal(HOLDER, Way.NEXT, PLACE)).isNotEqualTo(sealed);
    assertThat(
            new String(
                Base64.getUrlDecoder().decode(sealed),
                java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("place");
  }

  @Test
  void after_a_day_it_is_told_to_be_too_old() {
    for (var late : new Duration[] {Duration.ofSeconds(1), Duration.ofDays(400)}) {
      refused(node(NOW.plus(SealedCursors.LIFE).plus(late)), HOLDER, Way.NEXT, sealed, 410);
    }
  }

  @Test
  void each_altered_byte_is_noticed() {
    byte[] bytes = Base64.getUrlDecoder().decode(sealed);
    for (int i = 0; i < bytes.length; i++) {
      byte[] altered = bytes.clone();
      altered[i] ^= 1;
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(altered);
      refused(node(NOW), HOLDER, Way.NEXT, text, 400);
    }
  }

  @Test
  void another_list_caller_direction_or_office_opens_nothing() {
    refused(node(NOW), new Holder("GET /api/v1/orders", HOLDER.caller()), Way.NEXT, sealed, 400);
    refused(node(NOW), new Holder(HOLDER.call(), "office:leo@example.org"), Way.NEXT, sealed, 400);
    refused(node(NOW), HOLDER, Way.PREV, sealed, 400);
    refused(node(NOW, (byte) 8), HOLDER, Way.NEXT, sealed, 400);
  }

  @Test
  void what_is_no_cursor_is_refused() {
    for (String text : new String[] {"", "x", "%", "AAAA", "A".repeat(38), "A".repeat(9000)}) {
      refused(node(NOW), HOLDER, Way.NEXT, text, 400);
    }
  }

  private static void refused(SealedCursors node, Holder holder, Way way, String text, int status) {
    assertThatThrownBy(() -> node.open(holder, way, text))
        .isInstanceOfSatisfying(
            EdgeRefusal.class, refusal -> assertThat(refusal.problem().status()).isEqualTo(status));
  }

  private static SealedCursors node(Instant now) {
    return node(now, (byte) 7);
  }

  private static SealedCursors node(Instant now, byte secret) {
    byte[] key = new byte[32];
    java.util.Arrays.fill(key, secret);
    return new SealedCursors(key, new SecureRandom(), Clock.fixed(now, ZoneOffset.UTC));
  }
}
