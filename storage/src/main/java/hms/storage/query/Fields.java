package hms.storage.query;

import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.domain.Versioned;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of objects of one type: every field that criteria and sort may name. What is
 * not here is Invalid, code {@code unknown_criterion}.
 */
public final class Fields<T> {
  private final Map<String, Field<T>> fields;
  private final List<String> order;

  private Fields(Map<String, Field<T>> fields, List<String> order) {
    this.fields = fields;
    this.order = List.copyOf(order);
  }

  /** Of a type whose objects have ids, versions and times. */
  public static <T extends Versioned> Builder<T> of(Class<T> type) {
    return new Builder<T>(List.of("created", "oid"))
        .required("oid", Kind.OID, Versioned::oid)
        .required("version", Kind.WHOLE, Versioned::version)
        .required("created", Kind.INSTANT, Versioned::created)
        .required("modified", Kind.INSTANT, Versioned::modified);
  }

  /**
   * Of rows that are no objects, such as those of a log.
   *
   * @param order the fields that they are sorted by in the end; the last one tells any two apart
   */
  public static <T> Builder<T> rows(Class<T> type, String... order) {
    return new Builder<>(List.of(order));
  }

  /** Checks a query; refuses with all that is wrong with it. */
  public Outcome<Plan<T>> plan(Query query) {
    return new Planning<>(this, query).plan();
  }

  /**
   * Reads a criterion as a sender writes it: {@code price.gte} and {@code EUR 4250}; without an
   * operator it is {@code eq}; the values of {@code in} stand between commas.
   */
  public Outcome<Criterion> criterion(String name, String text) {
    int dot = name.lastIndexOf('.');
    var field = find(dot < 0 ? name : name.substring(0, dot));
    var operator = dot < 0 ? Optional.of(Operator.EQ) : Operator.of(name.substring(dot + 1));
    if (field.isEmpty() || operator.isEmpty()) {
      return Outcome.refused(Invalid.of("/" + name, Planning.UNKNOWN, "known are " + names()));
    }
    return CriterionText.read(field.get(), operator.get(), text);
  }

  public Collection<Field<T>> all() {
    return fields.values();
  }

  Optional<Field<T>> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** What all queries are sorted by in the end; behind the last one nothing is left to sort. */
  List<String> order() {
    return order;
  }

  String names() {
    return String.join(", ", fields.keySet());
  }

  /** Collects fields; a name that comes twice is a defect and throws. */
  public static final class Builder<T> {
    private final Map<String, Field<T>> fields = new LinkedHashMap<>();
    private final List<String> order;

    private Builder(List<String> order) {
      this.order = order;
    }

    /** A field that every object has. */
    public Builder<T> required(String name, Kind kind, Function<T, Object> value) {
      return with(new Field<>(name, kind, true, value::apply));
    }

    public Builder<T> optional(String name, Kind kind, Function<T, @Nullable Object> value) {
      return with(new Field<>(name, kind, false, value));
    }

    public Fields<T> build() {
      return new Fields<>(new LinkedHashMap<>(fields), order);
    }

    private Builder<T> with(Field<T> field) {
      if (fields.put(field.name(), field) != null) {
        throw new IllegalStateException(field.name() + " is there twice");
      }
      return this;
    }
  }
}
