package hms.gateway.command;

import hms.domain.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way to the service that owns it.
 *
 * @param actor who asks, from the credential
 * @param repeat what makes a repetition recognisable; null if the command may act each time
 */
public record Request<C>(Actor actor, C command, @Nullable Repeat repeat) {

  /**
   * @param key the sender's name for the request: 16..255 visible ASCII characters
   * @param fingerprint SHA-256 of all that the request says
   */
  public record Repeat(String key, byte[] fingerprint) {}
}
