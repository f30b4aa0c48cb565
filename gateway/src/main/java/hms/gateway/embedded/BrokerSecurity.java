package hms.gateway.embedded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * The office may do everything; any other account may send to the office and consume its own queue,
 * and cannot create or manage anything.
 */
final class BrokerSecurity implements ActiveMQSecurityManager5 {
  private final String officePassword;
  private final BrokerAccounts accounts;

  BrokerSecurity(String officePassword, BrokerAccounts accounts) {
    this.officePassword = officePassword;
    this.accounts = accounts;
  }

  @Override
  public @Nullable Subject authenticate(
      @Nullable String user,
      @Nullable String password,
      RemotingConnection connection,
      @Nullable String domain) {
    if (!validateUser(user, password)) return null;
    var subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(user));
    return subject;
  }

  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
    return subject.getPrincipals(UserPrincipal.class).stream()
        .anyMatch(user -> allowed(user.getName(), check, address));
  }

  @Override
  public boolean validateUser(@Nullable String user, @Nullable String password) {
    if (user == null || password == null) return false;
    return user.equals(EmbeddedBroker.OFFICE_USER)
        ? same(officePassword, password)
        : accounts.verify(user, password);
  }

  @Override
  public boolean validateUserAndRole(
      @Nullable String user, @Nullable String password, Set<Role> roles, CheckType check) {
    return validateUser(user, password) && EmbeddedBroker.OFFICE_USER.equals(user);
  }

  private static boolean allowed(String user, CheckType check, String addressAndQueue) {
    if (user.equals(EmbeddedBroker.OFFICE_USER)) return true;
    if (check == CheckType.SEND) return addressAndQueue.equals(EmbeddedBroker.OFFICE_ADDRESS);
    // An artisan's account has the name of its queue, a channel's that of the channel.
    boolean artisan = user.startsWith("art-");
    String own = (artisan ? EmbeddedBroker.ARTISAN_PREFIX : EmbeddedBroker.CHANNEL_PREFIX) + user;
    return check == CheckType.CONSUME
        && (addressAndQueue.equals(own) || addressAndQueue.equals(own + "::" + own));
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
