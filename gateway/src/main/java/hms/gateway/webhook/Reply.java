package hms.gateway.webhook;

import java.net.UnknownHostException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param status null if there was no answer
 * @param body how the answer began, or why there was none; at most 1000 characters
 */
record Reply(@Nullable Integer status, String body) {
  /** Bytes of an answer that are looked at. */
  static final int READ_MAX = 4 << 10;

  private static final int KEPT = 1000;
  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int GONE = 410;

  static Reply of(int status, String body) {
    return new Reply(status, shown(body));
  }

  static Reply none(Throwable failure) {
    return new Reply(null, shown(why(failure)));
  }

  /** It was taken: any 2xx, and nothing else. */
  boolean isGood() {
    return status != null && status >= OK && status < REDIRECT;
  }

  /** Nobody is there any more who wants to be told. */
  boolean isGone() {
    return status != null && status == GONE;
  }

  /** No addresses: a storefront need not learn what our names lead to. */
  private static String why(Throwable failure) {
    return switch (failure) {
      case Caller.NotPublic refused -> Objects.requireNonNull(refused.getMessage());
      case UnknownHostException unknown -> "the name is not known";
      case TimeoutException late -> "no answer in time";
      case SSLException untrusted -> "TLS: " + untrusted.getMessage();
      default -> "no connection";
    };
  }

  /** What a stranger wrote may be anything; of what nobody can see, nothing is kept. */
  private static String shown(String text) {
    String visible = text.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Co}\\p{Cn}]+", " ").strip();
    int end =
        visible.codePointCount(0, visible.length()) <= KEPT
            ? visible.length()
            : visible.offsetByCodePoints(0, KEPT);
    return visible.substring(0, end);
  }
}
