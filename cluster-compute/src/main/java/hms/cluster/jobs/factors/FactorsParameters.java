package hms.cluster.jobs.factors;

import hms.domain.Outcome;
import hms.domain.Rules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which integers to factor, and how.
 *
 * @param numbers one by one; empty if it is a run
 * @param from the first one of a run, at least 1
 * @param to the last one of it, included
 */
record FactorsParameters(List<Long> numbers, long from, long to, How how) {
  private static final Set<String> KNOWN = Set.of("from", "to", "numbers", "algorithm", "show");
  private static final int NUMBERS_MAX = 1_000_000;

  /**
   * How it is done, and what is told.
   *
   * @param algorithm never {@link Algorithm#AUTO} for a run
   */
  record How(Algorithm algorithm, Show show) {
    long max() {
      return Math.min(algorithm.max(), show.max());
    }
  }

  FactorsParameters {
    numbers = List.copyOf(numbers);
  }

  Algorithm algorithm() {
    return how.algorithm;
  }

  Show show() {
    return how.show;
  }

  /** How many integers. */
  long units() {
    return isRun() ? to - from + 1 : numbers.size();
  }

  boolean isRun() {
    return numbers.isEmpty();
  }

  /** The integer of a unit. */
  long number(long unit) {
    return isRun() ? from + unit : numbers.get(Math.toIntExact(unit));
  }

  long greatest() {
    return isRun() ? to : numbers.stream().mapToLong(each -> each).max().orElseThrow();
  }

  static Outcome<FactorsParameters> read(JsonObject json) {
    var rules = new Rules();
    for (String name : json.fieldNames()) {
      rules.that(KNOWN.contains(name), "/" + name, "unknown", "expected some of " + KNOWN);
    }
    var how = new How(algorithm(rules, json), show(rules, json));
    return json.containsKey("numbers") ? list(rules, json, how) : run(rules, json, how);
  }

  private static Outcome<FactorsParameters> run(Rules rules, JsonObject json, How how) {
    Long from = bound(rules, json, "from", how.max());
    Long to = bound(rules, json, "to", how.max());
    if (from == null || to == null) return rules.refused();
    rules.that(from <= to, "/to", "range", "expected to >= from, found " + from + ".." + to);
    if (rules.broken()) return rules.refused();
    boolean auto = how.algorithm == Algorithm.AUTO;
    var chosen = auto ? Algorithm.forRange(from, to) : how.algorithm;
    return Outcome.done(new FactorsParameters(List.of(), from, to, new How(chosen, how.show)));
  }

  private static @Nullable Long bound(Rules rules, JsonObject json, String name, long max) {
    rules.present("/" + name, json.getValue(name));
    return json.getValue(name) == null
        ? null
        : integer(rules, "/" + name, json.getValue(name), max);
  }

  private static Outcome<FactorsParameters> list(Rules rules, JsonObject json, How how) {
    for (String bound : List.of("from", "to")) {
      boolean alone = !json.containsKey(bound);
      rules.that(alone, "/" + bound, "unknown", "expected either numbers or from and to");
    }
    boolean alone = how.algorithm != Algorithm.SIEVE;
    rules.that(alone, "/algorithm", "unknown-algorithm", "sieve takes from and to, not numbers");
    if (!(json.getValue("numbers") instanceof JsonArray all)) {
      rules.that(false, "/numbers", "list", "expected a list of whole numbers");
      return rules.refused();
    }
    rules.range("/numbers", all.size(), 1, NUMBERS_MAX);
    if (rules.broken()) return rules.refused();
    var numbers = new ArrayList<Long>(all.size());
    for (int i = 0; i < all.size(); i++) {
      Long number = integer(rules, "/numbers/" + i, all.getValue(i), how.max());
      if (number != null) numbers.add(number);
    }
    if (rules.broken()) return rules.refused();
    return Outcome.done(new FactorsParameters(numbers, 1, 1, how));
  }

  private static @Nullable Long integer(
      Rules rules, String pointer, @Nullable Object value, long max) {
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      rules.range(pointer, number, 1, max);
      return number;
    }
    rules.that(false, pointer, "integer", "expected a whole number, found " + value);
    return null;
  }

  private static Algorithm algorithm(Rules rules, JsonObject json) {
    Optional<Algorithm> algorithm = Algorithm.named(json.getValue("algorithm", "auto"));
    rules.that(
        algorithm.isPresent(),
        "/algorithm",
        "unknown-algorithm",
        "expected auto, sieve, rho, trial or naive");
    return algorithm.orElse(Algorithm.AUTO);
  }

  private static Show show(Rules rules, JsonObject json) {
    Optional<Show> show = Show.named(json.getValue("show", "aggregates"));
    rules.that(
        show.isPresent(),
        "/show",
        "unknown-show",
        "expected aggregates, primes, factor or divisors");
    return show.orElse(Show.AGGREGATES);
  }
}
