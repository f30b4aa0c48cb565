package hms.storage.query;

import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.domain.Rules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Checks one query against the fields of a type; not for two threads. */
final class Planning<T> {
  static final String UNKNOWN = "unknown_criterion";
  private static final int IDS_MAX = 1000;
  private static final int VALUES_MAX = 1000;
  private static final int CRITERIA_MAX = 30;
  private static final int SORT_MAX = 5;

  private final Fields<T> fields;
  private final Query query;
  private final Rules rules = new Rules();

  Planning(Fields<T> fields, Query query) {
    this.fields = fields;
    this.query = query;
  }

  Outcome<Plan<T>> plan() {
    rules.range("/limit", query.limit(), 1, Query.LIMIT_MAX);
    query.ids().ifPresent(named -> rules.size("/ids", named, 0, IDS_MAX));
    rules.size("/criteria", query.criteria(), 0, CRITERIA_MAX);
    rules.size("/sort", query.sort(), 0, SORT_MAX);
    var conditions =
        query.criteria().stream().map(this::condition).flatMap(Optional::stream).toList();
    var keys = keys(conditions);
    if (rules.broken()) return rules.refused();
    var plan =
        new Plan<>(
            query.ids().<Set<UUID>>map(LinkedHashSet::new),
            conditions,
            keys,
            Optional.empty(),
            query.limit(),
            query.counted());
    return query.cursor().map(cursor -> beyond(plan, cursor)).orElseGet(() -> Outcome.done(plan));
  }

  private Optional<Condition<T>> condition(Criterion criterion) {
    String at = "/" + criterion.name();
    var field = fields.find(criterion.field());
    boolean known = field.isPresent() && criterion.operator().worksOn(field.get().kind());
    rules.that(known, at, UNKNOWN, "known are " + fields.names());
    if (!known) return Optional.empty();
    if (criterion.operator() == Operator.IN) rules.size(at, criterion.values(), 0, VALUES_MAX);
    else rules.size(at, criterion.values(), 1, 1);
    Kind kind = criterion.operator() == Operator.NULL ? Kind.FLAG : field.get().kind();
    var values = criterion.values().stream().map(kind::checked).flatMap(Optional::stream).toList();
    boolean ofKind = values.size() == criterion.values().size();
    rules.that(ofKind, at, "type", expected(kind));
    if (ofKind && criterion.operator() == Operator.LIKE) checkPattern(at, values);
    return Optional.of(new Condition<>(field.get(), criterion.operator(), values));
  }

  private void checkPattern(String at, List<Object> values) {
    boolean valid = values.stream().allMatch(each -> LikePattern.valid((String) each));
    rules.that(valid, at, "pattern", "a backslash at the end escapes nothing");
  }

  /**
   * A field that a condition demands is there in all that is found, so that its order is a range of
   * an index.
   */
  private List<Plan.Key<T>> keys(List<Condition<T>> conditions) {
    var named = new LinkedHashSet<String>();
    var keys = new ArrayList<Plan.Key<T>>();
    var usual = fields.order().stream().filter(name -> !sortsBy(name)).map(Sort::of);
    Stream.concat(query.sort().stream(), usual)
        .forEach(sort -> {
          var field = fields.find(sort.field());
          String at = "/sort/" + sort.field();
          rules.that(field.isPresent(), at, UNKNOWN, "known are " + fields.names());
          rules.that(named.add(sort.field()), at, "repeated", "each field once");
          boolean ordered = field.isEmpty() || !field.get().kind().isSet();
          rules.that(ordered, at, "order", "a set of words has no order");
          field
              .map(each -> demanded(each, conditions) ? each.always() : each)
              .ifPresent(each -> keys.add(new Plan.Key<>(each, sort.descending())));
        });
    return upToLast(keys);
  }

  private static <T> boolean demanded(Field<T> field, List<Condition<T>> conditions) {
    return conditions.stream().anyMatch(each -> each.field().equals(field) && each.demands());
  }

  private boolean sortsBy(String name) {
    return query.sort().stream().anyMatch(sort -> sort.field().equals(name));
  }

  /** Behind what tells any two rows apart, an id as a rule, nothing is left to sort. */
  private List<Plan.Key<T>> upToLast(List<Plan.Key<T>> keys) {
    String last = fields.order().getLast();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).field().name().equals(last)) return List.copyOf(keys.subList(0, i + 1));
    }
    return keys;
  }

  private Outcome<Plan<T>> beyond(Plan<T> plan, String cursor) {
    var place =
        Cursor.read(plan.fingerprint(), plan.keys(), cursor)
            .map(values -> new Plan.Place(values, query.back()));
    return place.isPresent()
        ? Outcome.done(
            new Plan<>(
                plan.ids(), plan.conditions(), plan.keys(), place, plan.limit(), plan.counted()))
        : Outcome.refused(
            Invalid.of("/cursor", "cursor", "expected a cursor that this very query gave"));
  }

  static Invalid wrongType(Field<?> field, Operator operator, Kind kind) {
    return Invalid.of("/" + field.name() + "." + operator.word(), "type", expected(kind));
  }

  static String expected(Kind kind) {
    return switch (kind) {
      case TEXT, WORDS, TAGS, PAIRS ->
          "expected text of at most " + Kind.TEXT_MAX + " characters, without NUL";
      case WHOLE -> "expected a whole number";
      case MONEY -> "expected a currency and minor units, such as EUR 4250";
      case INSTANT -> "expected a time such as 2026-11-22T16:12:03.123456Z";
      case DAY -> "expected a day such as 2026-12-01";
      case OID -> "expected a UUID";
      case FLAG -> "expected true or false";
    };
  }
}
