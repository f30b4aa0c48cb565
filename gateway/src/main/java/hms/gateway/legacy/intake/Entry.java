package hms.gateway.legacy.intake;

import hms.domain.Lifecycle;
import hms.domain.Refusal;
import hms.domain.Violation;
import hms.gateway.legacy.Flag;
import hms.gateway.legacy.OrderOriginal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file: a line of the report.
 *
 * @param file seen from the directory that was imported
 * @param object such as {@code artisan/5f0c3a52-...}; null if none could be read
 * @param flags words of {@link Flag}, sorted
 * @param detail why it is not there, or what of it is not kept, for people; null otherwise
 */
public record Entry(
    String file,
    Result result,
    @Nullable String object,
    List<String> flags,
    @Nullable String detail) {

  /** What can become of a file. */
  public enum Result {
    IMPORTED,
    /** Its oid is known: an earlier run, or someone else, brought it. */
    UNCHANGED,
    /** It could not be imported; the detail tells why. */
    REFUSED,
    /** No file of the original. */
    IGNORED;

    public String word() {
      return Lifecycle.word(this);
    }
  }

  public Entry {
    flags = List.copyOf(flags);
  }

  static Entry imported(String file, String kind, UUID oid, Iterable<Flag> flags) {
    var words = new TreeSet<String>();
    flags.forEach(flag -> words.add(flag.word()));
    return new Entry(file, Result.IMPORTED, kind + "/" + oid, List.copyOf(words), null);
  }

  static Entry unchanged(String file, String kind, UUID oid) {
    return new Entry(file, Result.UNCHANGED, kind + "/" + oid, List.of(), null);
  }

  static Entry refused(String file, String detail) {
    return new Entry(file, Result.REFUSED, null, List.of(), detail);
  }

  /** An order has nowhere to note what has no place here, so the report does. */
  static Entry imported(String file, OrderOriginal order) {
    var entry = imported(file, "order", order.oid(), order.flags());
    String left =
        order.notes().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(note -> note.getKey() + " = " + note.getValue())
            .collect(Collectors.joining("; "));
    return left.isEmpty()
        ? entry
        : new Entry(file, Result.IMPORTED, entry.object(), entry.flags(), "not kept: " + left);
  }

  static Entry refused(String file, Refusal why) {
    return new Entry(file, Result.REFUSED, null, flags(why), sentence(why));
  }

  private static List<String> flags(Refusal why) {
    String unreadable = Flag.ORDER_UNREADABLE.word();
    boolean order =
        why instanceof Refusal.Invalid(var violations)
            && violations.stream().anyMatch(each -> each.code().equals(unreadable));
    return order ? List.of(unreadable) : List.of();
  }

  private static String sentence(Refusal why) {
    return switch (why) {
      case Refusal.Invalid(var violations) ->
          violations.stream().map(Entry::sentence).collect(Collectors.joining("; "));
      case Refusal.NotFound(var kind) -> "there is no such " + kind;
      case Refusal.Denied(var rule, var fields) -> rule;
      case Refusal.Duplicate(var field, var detail) -> field + " is taken: " + detail;
      case Refusal.WrongState wrong -> wrong.why();
      case Refusal.Stale stale -> "it was changed meanwhile; import again";
      case Refusal.InProgress again -> "somebody else is at it; import again";
      case Refusal.Conflict unexpected -> unexpected.toString();
      case Refusal.Shortage unexpected -> unexpected.toString();
      case Refusal.KeyReused unexpected -> unexpected.toString();
      case Refusal.Untrusted unexpected -> unexpected.toString();
      case Refusal.Busy unexpected -> unexpected.toString();
      case Refusal.Throttled unexpected -> unexpected.toString();
    };
  }

  private static String sentence(Violation violation) {
    return Stream.of(violation.pointer(), violation.detail())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(": "));
  }
}
