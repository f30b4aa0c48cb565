package hms.gateway.key;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hms.gateway.command.ShownOnce;
import org.jspecify.annotations.Nullable;

/** What comes of a command about keys. None of it holds a secret of a key. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(KeyResult.Issued.class),
  @JsonSubTypes.Type(KeyResult.Challenged.class),
  @JsonSubTypes.Type(KeyResult.Changed.class),
  @JsonSubTypes.Type(KeyResult.Code.class),
  @JsonSubTypes.Type(KeyResult.Account.class)
})
public sealed interface KeyResult {

  /**
   * A pending key.
   *
   * @param queueId of the artisan
   * @param challenge to be signed by the new key
   * @param agreeKey the office's X25519 public key
   */
  record Issued(String queueId, KeyView key, String challenge, String agreeKey)
      implements KeyResult {}

  /** A pending key's new challenge. */
  record Challenged(KeyView key, String challenge) implements KeyResult {}

  /** The key is in another state. */
  record Changed(KeyView key) implements KeyResult {}

  /**
   * A code that enrols a key.
   *
   * @param enrolmentCode shown once; null in the answer to a repetition
   */
  record Code(@Nullable String enrolmentCode) implements KeyResult, ShownOnce<KeyResult> {
    @Override
    public KeyResult withoutSecrets() {
      return new Code(null);
    }

    @Override
    public String toString() {
      return "Code[]";
    }
  }

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
