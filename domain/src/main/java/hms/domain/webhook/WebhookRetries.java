package hms.domain.webhook;

import hms.domain.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * When to call again after failures. Source: the schedule that Standard Webhooks 1.0 recommends,
 * docs/messages.md.
 */
public final class WebhookRetries {
  /** So many in a row, and it is not called any more. */
  public static final int FAILURES_MAX = 15;

  private static final List<Duration> AFTER =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** What is added at most, so that those who failed together do not come again together. */
  private static final double JITTER = 0.1;

  private static final double LOTS = 1L << 16;

  private WebhookRetries() {}

  /**
   * How long to wait after so many failures in a row, the last time for ever again. The same for
   * the same ids: whichever node asks, and however often.
   *
   * @param failures 1 or more
   */
  public static Duration after(int failures, UUID webhook, UUID message) {
    if (failures < 1) throw new IllegalArgumentException("nothing has failed");
    Duration plain = AFTER.get(Math.min(failures, AFTER.size()) - 1);
    byte[] lot = Sha256.of(webhook + "/" + message + "/" + failures);
    double share = Short.toUnsignedInt(ByteBuffer.wrap(lot).getShort()) / LOTS;
    return plain.plusMillis((long) (plain.toMillis() * JITTER * share));
  }
}
