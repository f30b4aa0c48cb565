package hms.cluster.jobs.stream;

import hms.domain.Outcome;
import hms.domain.Rules;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which programs run over what.
 *
 * @param input an export of who submits the job, or a file that they have sent, while it is kept
 * @param mapper name of a program
 * @param reducer name of a program; none: what the mapper tells is the result
 * @param partitions of a reducer, 1..1,024
 */
record StreamParameters(UUID input, String mapper, Optional<String> reducer, int partitions) {
  private static final int PARTITIONS = 8;
  private static final int PARTITIONS_MAX = 1024;

  /** As it is looked for in the rows of jobs: no short forms. */
  private static final Pattern OID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private static final Set<String> KNOWN = Set.of("input", "mapper", "reducer", "partitions");

  /** Refusals: {@code Invalid} with a pointer to each parameter that is wrong. */
  static Outcome<StreamParameters> read(JsonObject json, Set<String> programs) {
    var rules = new Rules();
    for (String name : json.fieldNames()) {
      rules.that(KNOWN.contains(name), "/" + name, "unknown", "expected some of " + KNOWN);
    }
    var input = input(rules, json.getValue("input"));
    String mapper = program(rules, "/mapper", json.getValue("mapper"), programs);
    Optional<String> reducer =
        json.containsKey("reducer")
            ? Optional.of(program(rules, "/reducer", json.getValue("reducer"), programs))
            : Optional.empty();
    int partitions = partitions(rules, json.getValue("partitions", PARTITIONS));
    return rules.broken()
        ? rules.refused()
        : Outcome.done(new StreamParameters(input, mapper, reducer, partitions));
  }

  private static UUID input(Rules rules, Object value) {
    boolean named = value instanceof String text && OID.matcher(text).matches();
    rules.that(
        named, "/input", "uuid", "expected the oid of an export, or of a file that was sent");
    return named ? UUID.fromString(String.valueOf(value)) : new UUID(0, 0);
  }

  private static String program(Rules rules, String pointer, Object value, Set<String> programs) {
    boolean known = value instanceof String name && programs.contains(name);
    rules.that(known, pointer, "unknown-program", "expected one of " + programs);
    return String.valueOf(value);
  }

  private static int partitions(Rules rules, Object value) {
    if (value instanceof Integer whole) {
      rules.range("/partitions", whole, 1, PARTITIONS_MAX);
      return whole;
    }
    rules.that(false, "/partitions", "integer", "expected a whole number, found " + value);
    return 1;
  }
}
