package hms.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When a webhook is called again. */
final class WebhookRetriesTest {
  private static final List<Duration> SCHEDULE =
      List.of("5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h", "24h", "24h").stream()
          .map(text -> Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT)))
          .toList();

  @Test
  void each_failure_in_a_row_waits_as_long_as_the_schedule_says_and_a_tenth_more_at_most() {
    for (int n = 0; n < 1000; n++) {
      var webhook = UUID.randomUUID();
      var message = UUID.randomUUID();
      for (int failures = 1; failures <= SCHEDULE.size(); failures++) {
        var plain = SCHEDULE.get(failures - 1);
        var most = plain.plus(plain.dividedBy(10));
        assertThat(WebhookRetries.after(failures, webhook, message)).isBetween(plain, most);
      }
    }
  }

  @Test
  void it_is_the_same_for_the_same_and_another_one_for_others() {
    var webhook = new UUID(0, 1);
    var message = new UUID(0, 2);
    var first = WebhookRetries.after(4, webhook, message);

    assertThat(WebhookRetries.after(4, webhook, message)).isEqualTo(first);
    var others = new HashSet<Duration>();
    for (int n = 0; n < 100; n++) others.add(WebhookRetries.after(4, new UUID(1, n), message));
    assertThat(others).hasSizeGreaterThan(90);
  }
}
