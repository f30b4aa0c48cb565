package hms.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was declined. Exactly two switches translate it: {@code Problems} for HTTP and
 * {@code Settlement} for AMQP; the compiler keeps both complete.
 */
public sealed interface Refusal {

  /** Values break rules; all of them are listed. */
  record Invalid(List<Violation> violations) implements Refusal {
    public Invalid {
      if (violations.isEmpty()) throw new IllegalArgumentException("a refusal needs a violation");
      violations = List.copyOf(violations);
    }

    /** It could not even be read; no rule was looked at. */
    public boolean malformed() {
      return violations.getFirst().code().equals("malformed");
    }

    public static Invalid of(String pointer, String code, String detail) {
      return new Invalid(List.of(new Violation(pointer, code, detail)));
    }
  }

  /** No such object, or none that the caller may know of. */
  record NotFound(String kind) implements Refusal {}

  /**
   * The caller may not do this.
   *
   * @param rule the permission or rule that forbids it
   * @param fields the members that the caller may not write; empty if it is not about members
   */
  record Denied(String rule, List<String> fields) implements Refusal {
    public Denied {
      fields = List.copyOf(fields);
    }
  }

  /**
   * The object's state does not allow the command.
   *
   * @param from the state it is in
   * @param allowed the commands that this state allows
   * @param code why, for programs, in kebab-case
   * @param why a sentence for people
   */
  record WrongState(String from, String command, List<String> allowed, String code, String why)
      implements Refusal {
    public WrongState {
      allowed = List.copyOf(allowed);
    }
  }

  /** Somebody else changed it first. */
  record Stale(String kind, long expected, long actual) implements Refusal {}

  /** Both sides changed the same fields. */
  record Conflict(List<Clash> clashes) implements Refusal {
    public Conflict {
      clashes = List.copyOf(clashes);
    }
  }

  /**
   * One field that both sides changed.
   *
   * @param base what the author saw
   * @param mine what the author wants
   * @param theirs what it is now
   */
  record Clash(
      String field, @Nullable Object base, @Nullable Object mine, @Nullable Object theirs) {}

  /** Something that must be unique exists already. */
  record Duplicate(String field, String detail) implements Refusal {}

  /** Less is free than was asked for; every short product is listed. */
  record Shortage(List<Short> products) implements Refusal {
    public Shortage {
      products = List.copyOf(products);
    }

    /** One product of which {@code asked} pieces were wanted and only {@code free} may be sold. */
    public record Short(String product, long asked, long free) {}
  }

  /** The key of a repeatable request was used before, for another request. */
  record KeyReused(String key) implements Refusal {}

  /** The same request is still being carried out; ask again in a moment. */
  record InProgress() implements Refusal {}

  /** The sender is not proved. The cause is for the log, never for the caller. */
  record Untrusted(String cause) implements Refusal {}

  /** All who could do it have too much to do; again in {@code seconds}. */
  record Busy(int seconds) implements Refusal {}

  /**
   * The caller had its share; again in {@code seconds}.
   *
   * @param policy of what: {@code sign-in}, {@code streams}
   */
  record Throttled(String policy, int seconds) implements Refusal {}
}
