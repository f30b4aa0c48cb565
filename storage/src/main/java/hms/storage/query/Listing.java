package hms.storage.query;

import hms.domain.Lifecycle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What callers may ask of one list: which fields by which operators, and in which orders. Whatever
 * is allowed here is served by an index; {@code PgListsIT} tries each filter in each order.
 */
public final class Listing<T> {
  /** Stands for every name behind that of a field that holds pairs. */
  private static final String ANY = ".*";

  private static final Set<Operator> RANGE =
      EnumSet.of(Operator.GT, Operator.GTE, Operator.LT, Operator.LTE);

  private final Fields<T> fields;
  private final Map<String, Filter> filters;
  private final List<String> orders;
  private final Optional<Field<T>> pairs;
  private final boolean searched;

  /**
   * A field that may be asked for.
   *
   * @param name what callers call it
   * @param operators those that are allowed
   * @param words all values that there are; empty if any of the field's kind is good
   */
  public record Filter(String name, Field<?> field, Set<Operator> operators, List<String> words) {
    public Filter {
      operators = EnumSet.copyOf(operators);
      words = List.copyOf(words);
    }

    /** How callers name a criterion: {@code state} and {@code state.eq}, {@code created.gte}. */
    public List<String> names(Operator operator) {
      String full = name + "." + operator.word();
      return operator == Operator.EQ ? List.of(name, full) : List.of(full);
    }

    boolean isRange() {
      return operators.containsAll(RANGE);
    }
  }

  private Listing(
      Fields<T> fields,
      Map<String, Filter> filters,
      List<String> orders,
      Optional<Field<T>> pairs,
      boolean searched) {
    this.fields = fields;
    this.filters = filters;
    this.orders = List.copyOf(orders);
    this.pairs = pairs;
    this.searched = searched;
  }

  public static <T> Builder<T> of(Fields<T> fields) {
    return new Builder<>(fields);
  }

  public Fields<T> fields() {
    return fields;
  }

  public List<Filter> filters() {
    return List.copyOf(filters.values());
  }

  /** The fields that it may be sorted by. */
  public List<String> orders() {
    return orders;
  }

  /** The field whose pairs may be asked for, as in {@code metadata.material=oak}. */
  public Optional<Field<T>> pairs() {
    return pairs;
  }

  /**
   * Is a parameter among these? Of pairs, all names are: {@code metadata.*} has {@code
   * metadata.material}.
   */
  public static Optional<String> parameter(Set<String> parameters, String name) {
    if (parameters.contains(name)) return Optional.of(name);
    int dot = name.indexOf('.');
    String all = name.substring(0, Math.max(dot, 0)) + ANY;
    return dot > 0 && dot < name.length() - 1 && parameters.contains(all)
        ? Optional.of(all)
        : Optional.empty();
  }

  /** May it be searched for words? */
  public boolean searched() {
    return searched;
  }

  /** The names of all that may be said of the rows and their order. */
  public Set<String> parameters() {
    var names = new LinkedHashSet<String>();
    for (var filter : filters.values()) {
      filter.operators().forEach(operator -> names.addAll(filter.names(operator)));
      if (filter.field().kind() == Kind.MONEY) names.add(filter.name() + ".currency");
    }
    if (!orders.isEmpty()) names.add("sort");
    if (searched) names.add("q");
    pairs.ifPresent(field -> names.add(field.name() + ANY));
    return names;
  }

  /** Says what may be asked; a field that the list does not have is a defect and throws. */
  public static final class Builder<T> {
    private final Fields<T> fields;
    private final Map<String, Filter> filters = new LinkedHashMap<>();
    private final List<String> orders = new ArrayList<>();
    private Optional<Field<T>> pairs = Optional.empty();
    private boolean searched;

    private Builder(Fields<T> fields) {
      this.fields = fields;
    }

    /** A field that holds one of some words. */
    public Builder<T> word(String field, Class<? extends Enum<?>> type) {
      return word(field, field, type);
    }

    /** The same, by another name than it has in the store. */
    public Builder<T> word(String name, String field, Class<? extends Enum<?>> type) {
      var words = Arrays.stream(type.getEnumConstants()).map(Lifecycle::word).toList();
      add(name, field, EnumSet.of(Operator.EQ, Operator.NE, Operator.IN), words);
      return this;
    }

    /** A field that holds some of these words, or none. */
    public Builder<T> tags(String field, Class<? extends Enum<?>> type) {
      var words = Arrays.stream(type.getEnumConstants()).map(Lifecycle::word).toList();
      add(field, field, EnumSet.of(Operator.EQ, Operator.IN, Operator.NULL), words);
      return this;
    }

    /** Fields that callers know the value of. */
    public Builder<T> equal(String... names) {
      for (var name : names) add(name, name, EnumSet.of(Operator.EQ, Operator.IN), List.of());
      return this;
    }

    /** The same, and callers may know how the value begins. */
    public Builder<T> prefixed(String... names) {
      for (var name : names) {
        add(name, name, EnumSet.of(Operator.EQ, Operator.IN, Operator.LIKE), List.of());
      }
      return this;
    }

    /** Fields that are true or false. */
    public Builder<T> flag(String... names) {
      for (var name : names) add(name, name, EnumSet.of(Operator.EQ), List.of());
      return this;
    }

    /** A field that callers know the value of, or ask whether it has one. */
    public Builder<T> equalOrAbsent(String name) {
      add(name, name, EnumSet.of(Operator.EQ, Operator.IN, Operator.NULL), List.of());
      return this;
    }

    /** Fields of which callers ask for a range, in the order of the field. */
    public Builder<T> range(String... names) {
      for (var name : names) add(name, name, RANGE, List.of());
      return sorted(names);
    }

    public Builder<T> sorted(String... names) {
      Arrays.stream(names).map(this::known).map(Field::name).forEach(orders::add);
      return this;
    }

    /** A field that holds pairs of a name and a value, which callers both know. */
    public Builder<T> pairs(String field) {
      pairs = Optional.of(known(field));
      return this;
    }

    /** It may be searched for words. */
    public Builder<T> searched() {
      searched = true;
      return this;
    }

    public Listing<T> build() {
      return new Listing<>(fields, new LinkedHashMap<>(filters), orders, pairs, searched);
    }

    private void add(String name, String field, Set<Operator> operators, List<String> words) {
      filters.put(name, new Filter(name, known(field), operators, words));
    }

    private Field<T> known(String name) {
      return fields.find(name).orElseThrow(() -> new IllegalStateException("no field " + name));
    }
  }
}
