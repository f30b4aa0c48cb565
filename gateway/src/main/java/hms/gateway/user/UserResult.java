package hms.gateway.user;

import hms.domain.Role;
import hms.domain.access.OfficeUser;
import hms.gateway.command.ShownOnce;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person, as others may see them.
 *
 * @param passwordOnce they have to choose another password first
 * @param secondFactor they have one
 * @param password shown once; null if there is none to show, and in the answer to a repetition
 */
public record UserResult(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    String email,
    String name,
    List<Role> roles,
    boolean enabled,
    boolean passwordOnce,
    boolean secondFactor,
    @Nullable String password)
    implements ShownOnce<UserResult> {

  static UserResult of(OfficeUser u, @Nullable String password) {
    return new UserResult(
        u.oid(),
        u.version(),
        u.created(),
        u.modified(),
        u.email(),
        u.name(),
        u.roles(),
        u.enabled(),
        u.passwordOnce(),
        u.totpSecret() != null,
        password);
  }

  @Override
  public UserResult withoutSecrets() {
    return new UserResult(
        oid,
        version,
        created,
        modified,
        email,
        name,
        roles,
        enabled,
        passwordOnce,
        secondFactor,
        null);
  }

  @Override
  public String toString() {
    return "UserResult[" + oid + "]";
  }
}
