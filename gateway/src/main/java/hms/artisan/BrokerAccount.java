package hms.artisan;

/** A log-in at the broker; the password is shown once. */
public record BrokerAccount(String user, String password) {

  @Override
  public String toString() {
    return "BrokerAccount[user=" + user + ", password hidden]";
  }
}
