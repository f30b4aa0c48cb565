package hms.cluster.job;

import hms.domain.Outcome;
import hms.domain.Rules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a job, one by one, and collects what is wrong with all of them. What is
 * refused is read as a value that fits, so that reading can go on. One instance reads one object;
 * not for two threads.
 */
public final class ParameterReader {
  private final Rules rules;
  private final String at;
  private final JsonObject json;

  /**
   * @param known names of all parameters; any other one is refused
   */
  public ParameterReader(JsonObject json, Set<String> known) {
    this(new Rules(), "", json, known);
  }

  /**
   * Reads an object within another one.
   *
   * @param rules of the whole
   * @param at pointer to it, such as {@code /sizes/0}
   */
  public ParameterReader(Rules rules, String at, JsonObject json, Set<String> known) {
    this.rules = rules;
    this.at = at;
    this.json = json;
    for (String name : json.fieldNames()) {
      boolean fits = known.contains(name);
      rules.that(fits, pointer(name), "unknown", "expected some of " + new TreeSet<>(known));
    }
  }

  /** For what only one type reads; of the whole. */
  public Rules rules() {
    return rules;
  }

  /**
   * A whole number.
   *
   * @param usual if it is not given; null: it must be
   * @param max included, as {@code min} is
   */
  public long whole(String name, @Nullable Long usual, long min, long max) {
    Object value = json.getValue(name, usual);
    if (!(value instanceof Integer || value instanceof Long)) {
      rules.that(false, pointer(name), "integer", "expected a whole number, found " + value);
      return min;
    }
    long whole = ((Number) value).longValue();
    rules.range(pointer(name), whole, min, max);
    return whole >= min && whole <= max ? whole : min;
  }

  /** The same for what is small. */
  public int whole(String name, int usual, int min, int max) {
    return Math.toIntExact(whole(name, (Long) (long) usual, min, max));
  }

  /** True or false; false unless given. */
  public boolean flag(String name) {
    Object value = json.getValue(name, false);
    rules.that(value instanceof Boolean, pointer(name), "boolean", "expected true or false");
    return Boolean.TRUE.equals(value);
  }

  /** A list of oids, each once; empty unless given. */
  public List<UUID> oids(String name, int max) {
    Object value = json.getValue(name, new JsonArray());
    if (!(value instanceof JsonArray list) || list.size() > max) {
      rules.that(false, pointer(name), "list", "expected at most %d oids".formatted(max));
      return List.of();
    }
    var oids = new LinkedHashSet<UUID>();
    for (int i = 0; i < list.size(); i++) {
      try {
        oids.add(UUID.fromString(String.valueOf(list.getValue(i))));
      } catch (IllegalArgumentException notOne) {
        rules.that(false, pointer(name) + "/" + i, "uuid", "expected an oid");
      }
    }
    return List.copyOf(oids);
  }

  /** What was read, or {@code Invalid} with a pointer to each parameter that is wrong. */
  public <T> Outcome<T> unlessBroken(Supplier<T> parameters) {
    return rules.broken() ? rules.refused() : Outcome.done(parameters.get());
  }

  private String pointer(String name) {
    return at + "/" + name;
  }
}
