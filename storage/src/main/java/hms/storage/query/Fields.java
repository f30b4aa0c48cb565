package hms.storage.query;

import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.domain.Versioned;
import java.util.Collection;
import java.util.LinkedHashMap;
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

  private Fields(Map<String, Field<T>> fields) {
    this.fields = fields;
  }

  /** Of a type whose objects have ids, versions and times. */
  public static <T extends Versioned> Builder<T> of(Class<T> type) {
    return new Builder<T>()
        .required("oid", Kind.OID, Versioned::oid)
        .required("version", Kind.WHOLE, Versioned::version)
        .required("created", Kind.INSTANT, Versioned::created)
        .required("modified", Kind.INSTANT, Versioned::modified);
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

  String names() {
    return String.join(", ", fields.keySet());
  }

  /** Collects fields; a name that comes twice is a defect and throws. */
  public static final class Builder<T> {
    private final Map<String, Field<T>> fields = new LinkedHashMap<>();

    private Builder() {}

    /** A field that every object has. */
    public Builder<T> required(String name, Kind kind, Function<T, Object> value) {
      return with(new Field<>(name, kind, true, value::apply));
    }

    public Builder<T> optional(String name, Kind kind, Function<T, @Nullable Object> value) {
      return with(new Field<>(name, kind, false, value));
    }

    public Fields<T> build() {
      return new Fields<>(new LinkedHashMap<>(fields));
    }

    private Builder<T> with(Field<T> field) {
      if (fields.put(field.name(), field) != null) {
        throw new IllegalStateException(field.name() + " is there twice");
      }
      return this;
    }
  }
}
