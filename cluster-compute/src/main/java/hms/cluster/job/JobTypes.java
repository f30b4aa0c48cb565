package hms.cluster.job;

import hms.domain.Outcome;
import hms.domain.Refusal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The job types that a node knows, by name. Immutable, any thread. */
public final class JobTypes {
  private final Map<String, JobType<?, ?>> byName = new TreeMap<>();

  public JobTypes(JobType<?, ?>... types) {
    Arrays.stream(types).forEach(type -> byName.put(type.name(), type));
  }

  /** Ascending. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /**
   * Checks what somebody submits.
   *
   * <p>Refusals: {@code Invalid} at {@code /type} for an unknown type, at {@code /parameters} or
   * below for whatever is wrong with the parameters; all of it at once.
   *
   * @param parameters a JSON object as text
   */
  public Outcome<JobPlan> check(String type, String parameters) {
    return bind(type, parameters).map(bound -> new JobPlan(type, parameters, bound.plan().units()));
  }

  /**
   * A submission that a job can be made of.
   *
   * @param units how many units it will have; 0: known once its input is frozen
   */
  public record JobPlan(String type, String parameters, long units) {}

  /** A type together with its parameters, ready to run. */
  public Outcome<BoundJob<?, ?>> bind(String type, String parameters) {
    JobType<?, ?> known = byName.get(type);
    if (known == null) {
      return invalid("/type", "unknown-type", "expected one of " + byName.keySet());
    }
    try {
      return bind(known, new JsonObject(parameters));
    } catch (DecodeException broken) {
      return invalid("/parameters", "json", "expected a JSON object");
    }
  }

  private static <P extends Record, A> Outcome<BoundJob<?, ?>> bind(
      JobType<P, A> type, JsonObject json) {
    return switch (type.parameters(json)) {
      case Outcome.Done<P>(var parameters) -> Outcome.done(new BoundJob<>(type, parameters));
      case Outcome.Refused<P>(Refusal.Invalid invalid) ->
          Outcome.refused(
              new Refusal.Invalid(
                  invalid.violations().stream().map(v -> v.at("/parameters")).toList()));
      case Outcome.Refused<P>(var why) -> Outcome.refused(why);
    };
  }

  private static <T> Outcome<T> invalid(String pointer, String code, String detail) {
    return Outcome.refused(Refusal.Invalid.of(pointer, code, detail));
  }
}
