package hms.gateway.user;

import hms.domain.access.OfficeUser.Profile;
import hms.domain.access.OfficeUser.ProfileChange;
import java.util.UUID;

/** What can be asked of people of the office. {@code seen} is the version that the caller saw. */
public sealed interface UserCommand {

  /** A password that is shown once, to who hands it over. */
  record Handed(String text, String hash) {
    @Override
    public String toString() {
      return "Handed[hidden]";
    }
  }

  record Create(Profile profile, Handed password) implements UserCommand {}

  record Edit(UUID user, long seen, ProfileChange change) implements UserCommand {}

  /** In, or out: then all their sessions and tokens end. */
  record Switch(UUID user, long seen, boolean enabled) implements UserCommand {}

  /** Another password, and no second factor; all their sessions and tokens end. */
  record ResetPassword(UUID user, long seen, Handed password) implements UserCommand {}
}
