package hms.domain.audit;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What brought a change about, beside who made it: kept with every entry that the transaction
 * writes. What is not known is null, never empty.
 *
 * @param onBehalfOf for whom the actor acted: {@code os:mia} ran an import
 * @param why the reason of what nobody asked for just now: a deadline, a file
 * @param request the {@code X-Request-Id} of the call
 * @param message the message that asked for it
 * @param key what signed the call or the message
 * @param address where it came in: an IP address, a queue
 * @param trace the trace it is part of; carried on, and not kept with entries
 */
public record Cause(
    @Nullable String onBehalfOf,
    @Nullable String why,
    @Nullable UUID request,
    @Nullable UUID message,
    @Nullable UUID key,
    @Nullable String address,
    @Nullable TraceParent trace) {
  /** Nothing is known. */
  public static final Cause UNKNOWN = new Cause(null, null, null, null, null, null);

  public Cause {
    onBehalfOf = orNull(onBehalfOf);
    why = orNull(why);
    address = orNull(address);
  }

  /** Of no trace. */
  public Cause(
      @Nullable String onBehalfOf,
      @Nullable String why,
      @Nullable UUID request,
      @Nullable UUID message,
      @Nullable UUID key,
      @Nullable String address) {
    this(onBehalfOf, why, request, message, key, address, null);
  }

  public static Cause call(UUID request, @Nullable UUID key, @Nullable String address) {
    return new Cause(null, null, request, null, key, address);
  }

  public static Cause message(UUID message, UUID key, String address) {
    return new Cause(null, null, null, message, key, address);
  }

  /** The same, for this reason. */
  public Cause because(String reason) {
    return new Cause(onBehalfOf, reason, request, message, key, address, trace);
  }

  /** The same, and the actor acts for somebody. */
  public Cause onBehalfOf(String who) {
    return new Cause(who, why, request, message, key, address, trace);
  }

  /** The same, in this trace. */
  public Cause traced(Optional<TraceParent> by) {
    return new Cause(onBehalfOf, why, request, message, key, address, by.orElse(null));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
