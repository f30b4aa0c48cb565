package hms.gateway.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code keys}: the secrets of the office itself; both are required by gateway.
 *
 * @param wrappingFile the key that encrypts the keys in the database
 * @param officeSigningFile the key that signs to those who share no secret with the office
 */
public record KeysConfig(Optional<Path> wrappingFile, Optional<Path> officeSigningFile) {

  static KeysConfig read(ConfigReader in, boolean needed) {
    return new KeysConfig(
        in.secretFile("keys.wrapping-file", needed),
        in.secretFile("keys.office-signing-file", needed));
  }
}
