package hms.domain.message;

import java.util.UUID;
import java.util.regex.Pattern;

/** The addresses of the broker. */
public final class Queues {
  /** Everything to the office. */
  public static final String OFFICE = "hms.office";

  /** What the broker gives up. */
  public static final String DEAD = "hms.dead";

  public static final int ID_SEED_BYTES = 16;

  private static final Pattern QUEUE_ID = Pattern.compile("art-[a-z2-7]{26}");
  private static final String ARTISAN = "hms.artisan.";
  private static final String CHANNEL = "hms.channel.";

  private Queues() {}

  /** A new queue id, {@code art-} and 26 of {@code a-z2-7}: fixed, unique, no secret. */
  public static String newId(byte[] seed) {
    if (seed.length != ID_SEED_BYTES) {
      throw new IllegalArgumentException("expected 16 random bytes, found " + seed.length);
    }
    return "art-" + Base32.encode(seed);
  }

  /** The office's messages to the artisan who has this queue id. */
  public static String artisan(String queueId) {
    if (!QUEUE_ID.matcher(queueId).matches()) {
      throw new IllegalArgumentException("expected art- and 26 of a-z2-7, found " + queueId);
    }
    return ARTISAN + queueId;
  }

  /** The office's messages to this storefront. */
  public static String channel(UUID oid) {
    return CHANNEL + oid;
  }

  static boolean isAddress(String text) {
    return text.equals(OFFICE)
        || text.startsWith(ARTISAN) && matches(QUEUE_ID, text, ARTISAN)
        || text.startsWith(CHANNEL) && matches(Party.Form.OID, text, CHANNEL);
  }

  private static boolean matches(Pattern form, String text, String prefix) {
    return form.matcher(text.substring(prefix.length())).matches();
  }
}
