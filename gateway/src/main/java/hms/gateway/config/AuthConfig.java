package hms.gateway.config;

import hms.domain.Role;
import java.util.Arrays;
import java.util.List;

/**
 * {@code auth}: how people sign in.
 *
 * @param totpRequiredFor {@code auth.totp.required-for}: roles that need a second factor
 */
public record AuthConfig(List<Role> totpRequiredFor) {

  static AuthConfig read(ConfigReader in) {
    return new AuthConfig(in.list("auth.totp.required-for", "[admin]", AuthConfig::role));
  }

  private static Role role(String word) {
    return Arrays.stream(Role.values())
        .filter(role -> role.wire().equals(word))
        .findFirst()
        .orElseThrow(() -> {
          var known = Arrays.stream(Role.values()).map(Role::wire).toList();
          return new IllegalArgumentException("expected roles of " + known);
        });
  }
}
