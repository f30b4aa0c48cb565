package hms.storage.pg;

import hms.domain.Lifecycle;
import hms.domain.Money;
import hms.domain.Outcome;
import hms.storage.Step;
import hms.storage.query.Field;
import hms.storage.query.Kind;
import hms.storage.query.Listing;
import hms.storage.query.ListingText;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** What may be asked of a list by one filter: for a value that rows have, for one that none has. */
final class AskedOf {
  private AskedOf() {}

  /** Each filter alone, in each order. */
  static <T> Stream<Paged<?>> each(
      Listing<T> listing, PgPages<T> pages, Function<UUID, Step<T>> find) {
    var any = new Paged<>("any", pages, Query.ALL, find);
    T row = find.apply(any.rowAt(PgListsIT.ROWS / 10)).future().await().orThrow();
    return listing.filters().stream()
        .flatMap(filter ->
            Stream.of(held(filter, row), notHeld(filter))
                .distinct()
                .map(value -> Map.entry(filter, value)))
        .flatMap(asked -> said(listing, asked.getKey(), asked.getValue()))
        .flatMap(said ->
            ListingText.read(listing, said) instanceof Outcome.Done<Query>(var query)
                ? Stream.of(new Paged<>(said.toString(), pages, query, find))
                : Stream.empty());
  }

  @SuppressWarnings("unchecked")
  private static <T> String held(Listing.Filter filter, T row) {
    Object value = ((Field<T>) filter.field()).value().apply(row);
    return switch (value) {
      case null -> notHeld(filter);
      case Money money -> "" + money.amount();
      case Enum<?> word -> Lifecycle.word(word);
      default -> value.toString();
    };
  }

  private static String notHeld(Listing.Filter filter) {
    return switch (filter.field().kind()) {
      case TEXT, TAGS, PAIRS -> filter.words().isEmpty() ? "nobody" : filter.words().getLast();
      case WHOLE, MONEY -> "999999999";
      case INSTANT -> "2001-01-01T00:00:00Z";
      case OID -> new UUID(0, 1).toString();
      case FLAG -> "false";
      case DAY, WORDS -> throw new IllegalStateException("no list is filtered by " + filter);
    };
  }

  /** By each operator, in each order and in none. */
  private static Stream<Map<String, String>> said(
      Listing<?> listing, Listing.Filter filter, String value) {
    var orders = listing.orders().stream().flatMap(each -> Stream.of(each, "-" + each)).toList();
    return filter.operators().stream()
        .map(operator -> {
          var said = new TreeMap<String, String>();
          said.put(filter.names(operator).getFirst(), asked(operator, value));
          if (filter.field().kind() == Kind.MONEY) said.put(filter.name() + ".currency", "EUR");
          return said;
        })
        .flatMap(said ->
            Stream.concat(Stream.of(said), orders.stream().map(order -> sorted(said, order))));
  }

  private static String asked(Operator operator, String value) {
    if (operator == Operator.NULL) return "true";
    return operator == Operator.LIKE ? value.substring(0, value.length() - 1) + "%" : value;
  }

  private static TreeMap<String, String> sorted(TreeMap<String, String> said, String order) {
    var all = new TreeMap<>(said);
    all.put("sort", order);
    return all;
  }
}
