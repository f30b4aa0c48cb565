package hms.gateway.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code keys}: what protects the keys in the database.
 *
 * @param wrappingFile the key that encrypts them; required by gateway
 */
public record KeysConfig(Optional<Path> wrappingFile) {

  static KeysConfig read(ConfigReader in, boolean needed) {
    return new KeysConfig(in.secretFile("keys.wrapping-file", needed));
  }
}
