package hms.gateway.session;

import hms.domain.access.Session;
import hms.domain.access.Session.Client;
import hms.domain.access.SignedIn;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked about signing in. Who is meant has proved it before. */
public sealed interface SessionCommand {

  /**
   * A session for who has just proved themselves.
   *
   * @param hash SHA-256 of its secret
   * @param codeStep of the second factor; null if there is none
   */
  record Open(UUID user, Client client, byte[] hash, @Nullable Long codeStep)
      implements SessionCommand {}

  /**
   * The same for a session that goes on under another secret.
   *
   * @param codeStep of the second factor; null if it was the password
   */
  record StepUp(Session session, byte[] hash, @Nullable Long codeStep) implements SessionCommand {}

  /** The end of a session; one of somebody else needs {@code users.manage}. */
  record End(UUID session) implements SessionCommand {}

  /**
   * A password of one's own choice; all other sessions end.
   *
   * @param passwordHash Argon2id
   */
  record ChoosePassword(SignedIn by, String passwordHash) implements SessionCommand {}

  /**
   * A second factor to be confirmed.
   *
   * @param secret wrapped, in base64
   */
  record OfferCode(SignedIn by, String secret) implements SessionCommand {}

  /**
   * The offered second factor works.
   *
   * @param secret the one that made the code
   */
  record ConfirmCode(SignedIn by, String secret, long codeStep) implements SessionCommand {}
}
