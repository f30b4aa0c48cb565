package hms.gateway.key;

import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanKey;

/** What comes of a command about keys. */
public sealed interface KeyResult {

  /**
   * A pending key.
   *
   * @param challenge to be signed by the new key
   * @param agreeKey the office's X25519 public key
   */
  record Issued(Artisan artisan, ArtisanKey key, String challenge, String agreeKey)
      implements KeyResult {}

  /** The key is in force. */
  record Proved(ArtisanKey key) implements KeyResult {}

  /** An account at the broker. */
  record Account(String user, String password) implements KeyResult {
    @Override
    public String toString() {
      return "Account[" + user + "]";
    }
  }
}
