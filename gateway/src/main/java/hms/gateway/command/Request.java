package hms.gateway.command;

import hms.domain.Actor;
import hms.domain.audit.Cause;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way to the service that owns it.
 *
 * @param actor who asks, from the credential
 * @param repeat what makes a repetition recognisable; null if the command may act each time
 * @param cause what the audit says of the call
 * @param rehearsal it is wanted to know what would come of it; nothing may be left of it
 */
public record Request<C>(
    Actor actor, C command, @Nullable Repeat repeat, Cause cause, boolean rehearsal) {

  /** A request that no call of a door is behind. */
  public Request(Actor actor, C command, @Nullable Repeat repeat) {
    this(actor, command, repeat, Cause.UNKNOWN, false);
  }

  /** A request that is meant. */
  public Request(Actor actor, C command, @Nullable Repeat repeat, Cause cause) {
    this(actor, command, repeat, cause, false);
  }

  /** An id that is the same each time its caller sends it again: what it makes is made once. */
  public UUID ownId() {
    return idOf(actor.name() + "\n" + key());
  }

  /** The same, but another one for each content: under a key that was used for another one. */
  public UUID ownId(String content) {
    return idOf(actor.name() + "\n" + key() + "\n" + content);
  }

  private String key() {
    return repeat == null ? "" : repeat.key();
  }

  private static UUID idOf(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param key the sender's name for the request: 16..255 visible ASCII characters
   * @param fingerprint SHA-256 of all that the request says
   */
  public record Repeat(String key, byte[] fingerprint) {}
}
