package hms.gateway.key;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanKey;
import hms.gateway.command.ShownOnce;
import org.jspecify.annotations.Nullable;

/** What comes of a command about keys. Only what a repeatable command answers is ever stored. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "result")
@JsonSubTypes(@JsonSubTypes.Type(KeyResult.Account.class))
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

  /**
   * An account at the broker.
   *
   * @param password shown once; null in the answer to a repetition
   */
  record Account(String user, @Nullable String password)
      implements KeyResult, ShownOnce<KeyResult> {
    @Override
    public KeyResult withoutSecrets() {
      return new Account(user, null);
    }

    @Override
    public String toString() {
      return "Account[" + user + "]";
    }
  }
}
