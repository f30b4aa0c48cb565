package hms.gateway.session;

import hms.domain.access.MakerSession;
import java.util.UUID;

/** What can be asked about artisans in browsers. */
public sealed interface LinkCommand {

  /**
   * A link, for the artisan that asks.
   *
   * @param key what has signed for it
   * @param hash SHA-256 of the code in the link
   */
  record Ask(UUID key, byte[] hash) implements LinkCommand {}

  /**
   * Somebody has followed a link.
   *
   * @param link SHA-256 of its code
   * @param secret SHA-256 of what the browser shall keep
   */
  record Enter(byte[] link, byte[] secret) implements LinkCommand {}

  /** The artisan signs out. */
  record End(MakerSession session) implements LinkCommand {}
}
