package hms.gateway.embedded;

/** Who may log in to the broker, besides the office. */
@FunctionalInterface
public interface BrokerAccounts {

  /**
   * True if {@code password} is the one of {@code user}. Asked at login and about every ten seconds
   * while a connection is in use. Thread: one of the broker's, may block.
   *
   * @param user a queue id, {@code art-...}, or the oid of a channel
   */
  boolean verify(String user, String password);
}
