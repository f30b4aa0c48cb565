package hms.gateway.http;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.storage.query.Listing;
import hms.storage.query.ListingText;
import hms.storage.query.Query;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a call says behind the question mark. That each is known and there once was judged before;
 * what is asked for in another form than it has is refused as {@code invalid-parameter}.
 */
public final class QueryParameters {
  private static final int WORDS_MAX = 200;

  private final MultiMap all;
  private final PageAnswer pages;

  QueryParameters(MultiMap all, PageAnswer pages) {
    this.all = all;
    this.pages = pages;
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

  /** A query parameter that is any text of 1 to {@code max} characters; empty if not there. */
  public Optional<String> text(String name, int max) {
    String text = all.get(name);
    if (text == null) return Optional.empty();
    if (text.isBlank() || text.length() > max || text.indexOf('\0') >= 0) {
      throw invalidParameter(name, "must be 1 to " + max + " characters");
    }
    return Optional.of(text);
  }

  /**
   * What a parameter says, which must be there.
   *
   * @param detail what it must be: {@code read} is empty for all else
   */
  public <T> T readAs(String name, Function<String, Optional<T>> read, String detail) {
    return read.apply(Objects.requireNonNullElse(all.get(name), ""))
        .orElseThrow(() -> invalidParameter(name, detail));
  }

  /** A query parameter that is an oid; empty if not there. */
  public Optional<UUID> id(String name) {
    String text = all.get(name);
    if (text == null) return Optional.empty();
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw invalidParameter(name, "must be a UUID");
    }
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

  /** The page of a list that is asked for: filters, words, order, place and how many rows. */
  public Query query(Listing<?> listing) {
    var said = new HashMap<String, String>();
    all.forEach(each -> said.put(each.getKey(), each.getValue()));
    return switch (ListingText.read(listing, said)) {
      case Outcome.Done<Query>(var query) -> pages.at(sized(query).having(words()));
      case Outcome.Refused<Query>(Refusal.Invalid(var violations)) -> {
        var first = violations.getFirst();
        throw invalidParameter(first.pointer().substring(1), first.detail());
      }
      case Outcome.Refused<Query>(var other) -> throw new EdgeRefusal(Problems.of(other));
    };
  }

  private Query sized(Query query) {
    var limited = query.limitedTo(limit());
    return flag("includeTotal") ? limited.counting() : limited;
  }

  /** Is only asked what would come of a change? */
  boolean rehearsal() {
    return flag(Route.DRY_RUN);
  }

  /** Is it said, and true? */
  boolean flag(String name) {
    String text = all.get(name);
    if (text == null || text.equals("false")) return false;
    if (text.equals("true")) return true;
    throw invalidParameter(name, "must be true or false");
  }

  /** Is there any parameter of these names? */
  public boolean anyOf(String... names) {
    return Arrays.stream(names)
        .anyMatch(name ->
            all.names().stream()
                .anyMatch(each -> each.equals(name) || each.startsWith(name + ".")));
  }

  /** The words that {@code q} asks for; empty if it is not there. */
  private Optional<String> words() {
    return text("q", WORDS_MAX);
  }

  static EdgeRefusal invalidParameter(String name, String detail) {
    return new EdgeRefusal(
        Problems.problem(400, "invalid-parameter", name + " " + detail).with("parameter", name));
  }
}
