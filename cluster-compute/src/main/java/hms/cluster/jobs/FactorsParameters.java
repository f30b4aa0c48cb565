package hms.cluster.jobs;

import hms.domain.Outcome;
import hms.domain.Rules;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which integers to factor, and how.
 *
 * @param from the first one, at least 1
 * @param to the last one, included
 */
record FactorsParameters(long from, long to, Algorithm algorithm) {
  private static final Set<String> KNOWN = Set.of("from", "to", "algorithm");

  /** How the factors are found; both give the same bytes. */
  enum Algorithm {
    /** A segmented sieve. */
    SIEVE(1_000_000_000_000L, 100),
    /** Each number alone, divided up to its root. */
    TRIAL(1_000_000_000L, 1000);

    private final long toMax;
    private final long nanosPerUnit;

    Algorithm(long toMax, long nanosPerUnit) {
      this.toMax = toMax;
      this.nanosPerUnit = nanosPerUnit;
    }

    long nanosPerUnit() {
      return nanosPerUnit;
    }

    static Optional<Algorithm> named(Object word) {
      return Arrays.stream(values())
          .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
          .findFirst();
    }
  }

  long units() {
    return to - from + 1;
  }

  static Outcome<FactorsParameters> read(JsonObject json) {
    var rules = new Rules();
    for (String name : json.fieldNames()) {
      rules.that(
          KNOWN.contains(name), "/" + name, "unknown", "expected one of from, to, algorithm");
    }
    Long from = integer(rules, json, "from");
    Long to = integer(rules, json, "to");
    Algorithm algorithm = algorithm(rules, json);
    if (from != null) rules.range("/from", from, 1, algorithm.toMax);
    if (to != null) rules.range("/to", to, 1, algorithm.toMax);
    if (from == null || to == null) return rules.refused();
    rules.that(from <= to, "/to", "range", "expected to >= from, found " + from + ".." + to);
    if (rules.broken()) return rules.refused();
    return Outcome.done(new FactorsParameters(from, to, algorithm));
  }

  private static @Nullable Long integer(Rules rules, JsonObject json, String name) {
    Object value = json.getValue(name);
    rules.present("/" + name, value);
    if (value == null) return null;
    if (value instanceof Integer || value instanceof Long) return ((Number) value).longValue();
    rules.that(false, "/" + name, "integer", "expected a whole number, found " + value);
    return null;
  }

  private static Algorithm algorithm(Rules rules, JsonObject json) {
    Optional<Algorithm> algorithm = Algorithm.named(json.getValue("algorithm", "sieve"));
    rules.that(algorithm.isPresent(), "/algorithm", "unknown-algorithm", "expected sieve or trial");
    return algorithm.orElse(Algorithm.SIEVE);
  }
}
