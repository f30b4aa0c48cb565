package hms.gateway.user;

import hms.domain.access.ApiToken;
import java.util.UUID;

/** What can be asked of tokens. {@code secret} is new, and shown once. */
public sealed interface TokenCommand {

  record Create(ApiToken.Terms terms, String secret) implements TokenCommand {
    @Override
    public String toString() {
      return "Create[" + terms + "]";
    }
  }

  /** The same token with another secret; the old one dies at once. */
  record Rotate(UUID token, String secret) implements TokenCommand {
    @Override
    public String toString() {
      return "Rotate[" + token + "]";
    }
  }

  record Revoke(UUID token) implements TokenCommand {}
}
