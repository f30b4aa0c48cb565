package hms.demo;

import com.fasterxml.jackson.databind.JsonNode;
import hms.client.ApiClient;
import hms.domain.Role;
import hms.gateway.Access;
import hms.gateway.trust.PasswordVault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Who takes part on the office's side: people with their tokens, and the storefront. */
final class Cast {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI office;
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final Map<String, String> passwords = new LinkedHashMap<>();
  private final Path tokenDir;

  private Cast(URI office, Path tokenDir) {
    this.office = office;
    this.tokenDir = tokenDir;
  }

  /** Gives everybody of the file a token and a password. */
  static Cast hire(URI office, Access access, PasswordVault vault, JsonNode people, Path tokenDir)
      throws IOException {
    var cast = new Cast(office, tokenDir);
    for (var person : people.path("office")) {
      var roles = roles(person.path("roles"));
      String name = person.path("name").asText();
      String email = person.path("email").asText();
      String token = access.userToken(email, name, roles).await();
      cast.passwords.put(email, access.password(vault, email, name, roles, false).await());
      for (var role : roles) cast.keep(role.wire(), token);
    }
    String channel = people.path("channel").path("name").asText();
    cast.keep("storefront", access.channelToken(channel).await());
    return cast;
  }

  /** A client with the rights of a role, such as {@code reviewer} or {@code storefront}. */
  ApiClient as(String role) {
    return new ApiClient(office, Optional.of(token(role)), PATIENCE);
  }

  /** A client without any credential. */
  ApiClient anyone() {
    return new ApiClient(office, Optional.empty(), PATIENCE);
  }

  Map<String, String> tokens() {
    return tokens;
  }

  /** By e-mail. */
  Map<String, String> passwords() {
    return passwords;
  }

  Path tokenFile(String role) {
    return tokenDir.resolve(role);
  }

  private String token(String role) {
    return Objects.requireNonNull(tokens.get(role), role);
  }

  private void keep(String role, String token) throws IOException {
    tokens.put(role, token);
    Files.createDirectories(tokenDir);
    var mode = PosixFilePermissions.fromString("rw-------");
    Files.createFile(tokenDir.resolve(role), PosixFilePermissions.asFileAttribute(mode));
    Files.writeString(tokenDir.resolve(role), token);
  }

  private static List<Role> roles(JsonNode words) {
    var names = StreamSupport.stream(words.spliterator(), false).map(JsonNode::asText).toList();
    return Arrays.stream(Role.values()).filter(role -> names.contains(role.wire())).toList();
  }
}
