package hms.gateway.http;

import java.time.Duration;
import java.util.Optional;

/**
 * A call that is over, in words of which there are few: no path, no name, no address.
 *
 * @param request its id
 * @param operation its operationId, or {@code none} if it met none
 * @param method of HTTP, as it was sent
 * @param status of the answer
 * @param complete false if the caller went before all of the answer was sent
 * @param bytes of the answer, with its headers
 * @param took from its headers to the end of the answer
 * @param actor artisan, office, storefront, anyone, or {@code unproved} with a bad credential
 * @param trace the trace it belongs to, 32 hexadecimal digits, if the caller said so
 */
public record EndedCall(
    String request,
    String operation,
    String method,
    int status,
    boolean complete,
    long bytes,
    Duration took,
    String actor,
    Optional<String> trace) {

  /** What wants to know of calls. */
  @FunctionalInterface
  public interface Observer {

    /** Told of each call when it is over; on its event loop, so it must be quick. */
    void ended(EndedCall call);
  }
}
