package hms.gateway.job;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.job.JobOptions;
import hms.domain.job.JobTies;
import hms.storage.DomainJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sends to have a job made.
 *
 * @param notBefore it is not begun earlier
 * @param deadline by then it has ended, or it FAILED
 * @param seed the parameter of that name, for types that draw
 * @param dedupeKey whoever submits it again gets the first job
 * @param after jobs that must have SUCCEEDED before this one begins
 * @param tenant whose it counts as; who submits it, if nothing is said
 */
record JobSubmission(
    String type,
    @Nullable JsonNode parameters,
    @Nullable Options options,
    @Nullable Instant notBefore,
    @Nullable Instant deadline,
    @Nullable Long seed,
    @Nullable String dedupeKey,
    @Nullable List<UUID> after,
    @Nullable String tenant) {
  private static final String SEED = "seed";
  private static final int TENANT_MAX = 200;
  private static final String STRICT = "strict";
  private static final String FAST = "fast";
  private static final int SLOTS_MAX = 100_000;

  /** How it wants to be run; what is not said is as by default. */
  record Options(
      @Nullable Integer priority,
      @Nullable Integer maxSlots,
      @Nullable Long chunkUnits,
      @Nullable Double maxDead,
      @Nullable String durability) {
    private static final Options NONE = new Options(null, null, null, null, null);

    private void check(Rules rules) {
      if (priority != null) rules.range("/options/priority", priority, 0, JobOptions.PRIORITY_MAX);
      if (maxSlots != null) rules.range("/options/maxSlots", maxSlots, 0, SLOTS_MAX);
      if (chunkUnits != null) rules.range("/options/chunkUnits", chunkUnits, 0, Long.MAX_VALUE);
      boolean part = maxDead == null || (maxDead >= 0 && maxDead <= 1);
      rules.that(part, "/options/maxDead", "range", "expected 0 to 1");
      boolean known = durability == null || List.of(STRICT, FAST).contains(durability);
      rules.that(known, "/options/durability", "unknown-durability", "expected strict or fast");
    }

    private JobOptions full() {
      var usual = JobOptions.DEFAULT;
      return new JobOptions(
          priority == null ? usual.priority() : priority,
          maxSlots == null ? usual.maxSlots() : maxSlots,
          chunkUnits == null ? usual.chunkUnits() : chunkUnits,
          maxDead == null ? usual.maxDead() : maxDead,
          FAST.equals(durability));
    }
  }

  Outcome<JobSubmission> checked() {
    var rules = new Rules();
    rules.present("/type", type);
    if (options != null) options.check(rules);
    if (notBefore != null && deadline != null) {
      rules.that(notBefore.isBefore(deadline), "/deadline", "range", "expected after notBefore");
    }
    boolean twice = seed != null && parameters != null && parameters.has(SEED);
    rules.that(!twice, "/seed", "twice", "expected here or among the parameters");
    String key = rules.optionalLine("/dedupeKey", dedupeKey, JobTies.KEY_MAX);
    if (after != null) rules.size("/after", after, 0, JobTies.AFTER_MAX);
    String whose = rules.optionalLine("/tenant", tenant, TENANT_MAX);
    return rules.broken()
        ? rules.refused()
        : Outcome.done(
            new JobSubmission(
                type, parameters, options, notBefore, deadline, seed, key, after, whose));
  }

  /** Only of what is {@link #checked}. */
  JobOptions wishes() {
    return (options == null ? Options.NONE : options).full();
  }

  /** Only of what is {@link #checked}. */
  JobTies ties() {
    return new JobTies(Optional.ofNullable(dedupeKey), after == null ? List.of() : after);
  }

  /** A JSON object as text. */
  String parametersText() {
    if (seed == null || (parameters != null && !parameters.isObject()))
      return parameters == null ? "{}" : parameters.toString();
    var all = DomainJson.object().put(SEED, seed);
    if (parameters != null)
      parameters.properties().forEach(one -> all.set(one.getKey(), one.getValue()));
    return all.toString();
  }

  Optional<Instant> earliest() {
    return Optional.ofNullable(notBefore);
  }

  Optional<Instant> latest() {
    return Optional.ofNullable(deadline);
  }
}
