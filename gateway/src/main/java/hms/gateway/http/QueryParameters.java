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
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a call says behind the question mark. That each is known, there once, and what the contract
 * says it must be like, {@link QueryRules} has judged before; what only makes sense together is
 * refused here as {@code invalid-parameter}.
 */
public final class QueryParameters {
  private static final int LIMIT = 50;

  private final MultiMap all;
  private final PageAnswer pages;

  QueryParameters(MultiMap all, PageAnswer pages) {
    this.all = all;
    this.pages = pages;
  }

  /** A query parameter that is a word of {@code type}, or null. */
  public <E extends Enum<E>> @Nullable E word(String name, Class<E> type) {
    return text(name)
        .map(text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')))
        .orElse(null);
  }

  /** A query parameter that is any text; empty if not there. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(all.get(name));
  }

  /**
   * What a parameter says, which must be there.
   *
   * @param detail what it must be: {@code read} is empty for all else
   */
  public <T> T readAs(String name, Function<String, Optional<T>> read, String detail) {
    return read.apply(text(name).orElse("")).orElseThrow(() -> invalidParameter(name, detail));
  }

  /** A query parameter that is an oid; empty if not there. */
  public Optional<UUID> id(String name) {
    return text(name).map(UUID::fromString);
  }

  /** How many rows of a list: 50 unless told. */
  public int limit() {
    return Math.toIntExact(number("limit", LIMIT));
  }

  /** A query parameter that is a whole number. */
  public long number(String name, long byDefault) {
    return text(name).map(Long::parseLong).orElse(byDefault);
  }

  /** The page of a list that is asked for: filters, words, order, place and how many rows. */
  public Query query(Listing<?> listing) {
    var said = new HashMap<String, String>();
    all.forEach(each -> said.put(each.getKey(), each.getValue()));
    return switch (ListingText.read(listing, said)) {
      case Outcome.Done<Query>(var query) -> pages.at(sized(query).having(text("q")));
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
  public boolean rehearsal() {
    return flag(Route.DRY_RUN);
  }

  /** Is it said, and true? */
  boolean flag(String name) {
    return "true".equals(all.get(name));
  }

  /** Is there any parameter of these names? */
  public boolean anyOf(String... names) {
    return Arrays.stream(names)
        .anyMatch(name ->
            all.names().stream()
                .anyMatch(each -> each.equals(name) || each.startsWith(name + ".")));
  }

  static EdgeRefusal invalidParameter(String name, String detail) {
    return new EdgeRefusal(
        Problems.problem(400, "invalid-parameter", name + " " + detail).with("parameter", name));
  }
}
