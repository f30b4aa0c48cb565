package hms.storage.pg;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;

/** Tells a database that is away, restarting or too busy from a defect of ours. */
public final class Outage {
  /**
   * Shutting down, crashed, starting up; terminated; too many connections; out of time; a lock not
   * had in time, a deadlock, a serialization failure.
   */
  private static final Set<String> STATES =
      Set.of(
          "57P01", "57P02", "57P03", "53300", "57014", "08006", "08003", "55P03", "40P01", "40001");

  /** The driver has no type for a statement that meets a connection in the moment it closes. */
  private static final String CLOSING = "Connection is not active now";

  private Outage() {}

  public static boolean is(Throwable failure) {
    return switch (failure) {
      case PgException e -> STATES.contains(e.getSqlState());
      case ClosedConnectionException e -> true;
      case ConnectionPoolTooBusyException e -> true;
      case IOException e -> true;
      case VertxException e when String.valueOf(e.getMessage()).startsWith(CLOSING) -> true;
      default -> failure.getCause() != null && is(failure.getCause());
    };
  }
}
