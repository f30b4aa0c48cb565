package hms.storage.query;

import hms.domain.Outcome;
import hms.domain.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads what a caller says of a list: each parameter by its name. A range of a field is given in
 * the order of that field and in no other, so that it is a range of an index.
 */
public final class ListingText {
  private static final int ALL = -1;

  /** A beginning is a range of an index; other patterns would read all rows. */
  private static final Pattern PREFIX = Pattern.compile("[^%_\\\\]+%");

  private final Listing<?> listing;
  private final Map<String, String> said;
  private final Rules rules = new Rules();
  private final List<Criterion> criteria = new ArrayList<>();
  private final List<Sort> sort = new ArrayList<>();

  private ListingText(Listing<?> listing, Map<String, String> said) {
    this.listing = listing;
    this.said = said;
  }

  /** Criteria and order as a query; refused as Invalid at the names of what is wrong. */
  public static Outcome<Query> read(Listing<?> listing, Map<String, String> said) {
    return new ListingText(listing, said).read();
  }

  private Outcome<Query> read() {
    listing.filters().forEach(this::read);
    listing.pairs().ifPresent(this::readPairs);
    if (said.containsKey("sort")) readSort(said.get("sort"));
    var ranged = listing.filters().stream().filter(this::isRanged).toList();
    if (sort.isEmpty()) ranged.forEach(each -> sort.add(Sort.of(each.field().name())));
    for (var filter : ranged) checkOrder(filter);
    if (!sort.isEmpty()) checkPresent(sort.getFirst());
    if (rules.broken()) return rules.refused();
    var query = Query.ALL.sortedBy(sort.stream().map(Sort::toString).toArray(String[]::new));
    for (var criterion : criteria) query = query.where(criterion);
    return Outcome.done(query);
  }

  private void read(Listing.Filter filter) {
    for (var operator : filter.operators()) {
      for (var name : filter.names(operator)) {
        if (said.containsKey(name)) read(filter, operator, name, said.get(name));
      }
    }
    String currency = filter.name() + ".currency";
    boolean alone = said.containsKey(currency) && !isRanged(filter);
    rules.that(!alone, "/" + currency, "alone", "goes with " + filter.name() + ".gte and others");
  }

  /** {@code metadata.material=oak}: whatever stands behind the first dot is a name of its own. */
  private void readPairs(Field<?> field) {
    String before = field.name() + ".";
    for (var each : new TreeMap<>(said).entrySet()) {
      if (!each.getKey().startsWith(before)) continue;
      var pair = new Pair(each.getKey().substring(before.length()), each.getValue());
      boolean storable = field.kind().checked(pair.text()).isPresent();
      rules.that(storable, "/" + each.getKey(), "type", Planning.expected(field.kind()));
      if (storable) criteria.add(Criterion.of(field.name(), Operator.EQ, pair.text()));
    }
  }

  private void read(Listing.Filter filter, Operator operator, String name, String text) {
    String at = "/" + name;
    if (!filter.words().isEmpty() && operator != Operator.NULL) {
      readWords(filter, operator, at, text);
      return;
    }
    boolean indexed = operator != Operator.LIKE || PREFIX.matcher(text).matches();
    rules.that(indexed, at, "pattern", "must be how it begins, and a % behind that");
    boolean money = filter.field().kind() == Kind.MONEY;
    String currency = said.get(filter.name() + ".currency");
    rules.that(!money || currency != null, at, "currency", "needs " + filter.name() + ".currency");
    var read = CriterionText.read(filter.field(), operator, money ? currency + " " + text : text);
    if (read instanceof Outcome.Done<Criterion>(var criterion)) criteria.add(criterion);
    else rules.that(false, at, "type", expected(filter, operator));
  }

  private static String expected(Listing.Filter filter, Operator operator) {
    if (filter.field().kind() == Kind.MONEY) return "must be minor units of a known currency";
    return Planning.expected(operator == Operator.NULL ? Kind.FLAG : filter.field().kind());
  }

  /** The words are few, so that "another one" is "one of the others": an index serves that. */
  private void readWords(Listing.Filter filter, Operator operator, String at, String text) {
    var asked = operator == Operator.IN ? parts(text) : List.of(text);
    rules.that(filter.words().containsAll(asked), at, "type", "must be of " + filter.words());
    var taken =
        operator == Operator.NE
            ? filter.words().stream().filter(word -> !asked.contains(word)).toList()
            : asked;
    String field = filter.field().name();
    criteria.add(
        operator == Operator.EQ
            ? Criterion.of(field, Operator.EQ, text)
            : Criterion.in(field, taken));
  }

  private static List<String> parts(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", ALL));
  }

  private void readSort(String text) {
    Arrays.stream(text.split(",", ALL)).map(Sort::of).forEach(sort::add);
    long fields = sort.stream().map(Sort::field).distinct().count();
    boolean known = sort.stream().allMatch(each -> listing.orders().contains(each.field()));
    rules.that(known && fields == sort.size(), "/sort", "type", "must be of " + listing.orders());
  }

  private boolean isRanged(Listing.Filter filter) {
    return filter.isRange()
        && filter.operators().stream()
            .flatMap(operator -> filter.names(operator).stream())
            .anyMatch(said::containsKey);
  }

  private void checkOrder(Listing.Filter filter) {
    String field = filter.field().name();
    String first =
        filter.operators().stream()
            .flatMap(operator -> filter.names(operator).stream())
            .filter(said::containsKey)
            .findFirst()
            .orElseThrow();
    rules.that(
        sort.getFirst().field().equals(field),
        "/" + first,
        "order",
        "a range of " + field + " is sorted by " + field + " first");
  }

  /** What is absent in many objects is an order of those that have it. */
  private void checkPresent(Sort first) {
    Optional<? extends Field<?>> field = listing.fields().find(first.field());
    boolean present =
        field.isEmpty()
            || field.get().required()
            || criteria.stream().anyMatch(each -> each.field().equals(first.field()));
    rules.that(
        present, "/sort", "absent", first.field() + " may be absent: ask for a range of it too");
  }
}
