package hms.gateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine. */
final class HostName {
  private HostName() {}

  /** Never fails: a machine that does not know its name is {@code node}. */
  static String own() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "node";
    }
  }
}
