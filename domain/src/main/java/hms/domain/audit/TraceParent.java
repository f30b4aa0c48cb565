package hms.domain.audit;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a trace something is done: the trace, and the step of it that caused this. Carried from
 * door to door, by HTTP, rows and messages. Source: W3C Trace Context, 3.2.
 *
 * @param text {@code 00-<32 hex digits, the trace>-<16 hex digits, the step>-<flags>}
 */
public record TraceParent(String text) {
  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private static final int TRACE_FROM = 3;
  private static final int TRACE_TO = 35;

  /**
   * @throws IllegalArgumentException if it is none
   */
  public TraceParent {
    if (!FORM.matcher(text).matches()) throw new IllegalArgumentException("no traceparent");
  }

  /** What somebody else sent; empty if it is none, which is no fault: it is left out. */
  public static Optional<TraceParent> parse(@Nullable String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new TraceParent(text))
        : Optional.empty();
  }

  /** 32 hexadecimal digits, the same for all that belongs together. */
  public String traceId() {
    return text.substring(TRACE_FROM, TRACE_TO);
  }

  @Override
  public String toString() {
    return text;
  }
}
