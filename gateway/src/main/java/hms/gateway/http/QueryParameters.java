package hms.gateway.http;

import hms.storage.query.Query;
import hms.storage.query.Sort;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call says behind the question mark. That each is known and there once was judged before;
 * what is asked for in another form than it has is refused as {@code invalid-parameter}.
 */
public final class QueryParameters {
  private static final int WORDS_MAX = 200;

  private final MultiMap all;

  QueryParameters(MultiMap all) {
    this.all = all;
  }

  /** A query parameter that is a word of {@code type}, or null. */
  public <E extends Enum<E>> @Nullable E word(String name, Class<E> type) {
    String text = all.get(name);
    if (text == null) return null;
    for (var each : type.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) return each;
    }
    throw invalidParameter(name, "is not a known " + name);
  }

  /** How many rows of a list: 1..200, 50 unless told. */
  public int limit() {
    String text = all.get("limit");
    if (text == null) return 50;
    if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > 200) {
      throw invalidParameter("limit", "must be 1 to 200");
    }
    return Integer.parseInt(text);
  }

  /** A query parameter that is a number from 0 to {@code max}. */
  public long number(String name, long byDefault, long max) {
    String text = all.get(name);
    if (text == null) return byDefault;
    if (!text.matches("0|[1-9]\\d{0,17}") || Long.parseLong(text) > max) {
      throw invalidParameter(name, "must be 0 to " + max);
    }
    return Long.parseLong(text);
  }

  /**
   * The page of a list that is asked for: {@code limit}, {@code after}, {@code sort}.
   *
   * @param sortable the fields that the list may be sorted by; those that an index serves
   */
  public Query query(String... sortable) {
    var query = Query.ALL.limitedTo(limit());
    String after = all.get("after");
    String sort = all.get("sort");
    if (sort != null) query = query.sortedBy(sorted(sort, Set.of(sortable)));
    return after == null ? query : query.after(after);
  }

  /** The words that {@code q} asks for; empty if it is not there. */
  public Optional<String> words() {
    String text = all.get("q");
    if (text == null) return Optional.empty();
    if (text.isBlank() || text.length() > WORDS_MAX || text.indexOf('\0') >= 0) {
      throw invalidParameter("q", "must be 1 to " + WORDS_MAX + " characters");
    }
    return Optional.of(text);
  }

  private static String[] sorted(String text, Set<String> sortable) {
    var fields = text.split(",", -1);
    for (var each : fields) {
      if (!sortable.contains(Sort.of(each).field())) {
        throw invalidParameter("sort", "must be of " + sortable.stream().sorted().toList());
      }
    }
    return fields;
  }

  private static EdgeRefusal invalidParameter(String name, String detail) {
    return new EdgeRefusal(
        Problems.problem(400, "invalid-parameter", name + " " + detail).with("parameter", name));
  }
}
