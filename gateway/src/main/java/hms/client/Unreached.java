package hms.client;

import java.net.URI;

/** No office answered at the address. */
public final class Unreached extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unreached(URI server, Exception cause) {
    super("no answer from " + server + ": is the office running?", cause);
  }
}
