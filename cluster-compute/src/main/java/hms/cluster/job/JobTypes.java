package hms.cluster.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Sha256;
import hms.domain.job.JobCode;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The job types that a node knows, by name. Immutable, any thread. */
public final class JobTypes {
  private record Known(JobType<?, ?> type, JobCode code) {}

  private final Map<String, Known> byName = new TreeMap<>();

  public JobTypes(JobType<?, ?>... types) {
    for (var type : types) byName.put(type.name(), new Known(type, code(type, "")));
  }

  private JobTypes(Map<String, Known> known) {
    byName.putAll(known);
  }

  /**
   * These and one more.
   *
   * @param source the digest of what it comes in, in hex
   * @throws IllegalArgumentException there is one of this name
   */
  public JobTypes with(JobType<?, ?> type, String source) {
    var more = new JobTypes(byName);
    if (more.byName.put(type.name(), new Known(type, code(type, source))) != null) {
      throw new IllegalArgumentException("there is a job type %s already".formatted(type.name()));
    }
    return more;
  }

  private static JobCode code(JobType<?, ?> type, String source) {
    String around = type.surroundings();
    String digest = around.isEmpty() ? source : Sha256.hex((source + " " + around).getBytes(UTF_8));
    return new JobCode(type.name(), type.version(), digest);
  }

  /** Ascending. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** What computes each, by name. */
  public List<JobCode> codes() {
    return byName.values().stream().map(Known::code).toList();
  }

  /**
   * What computes jobs of a type that {@link #bind} has found.
   *
   * @throws java.util.NoSuchElementException there is no such type
   */
  public JobCode code(String type) {
    return Optional.ofNullable(byName.get(type)).map(Known::code).orElseThrow();
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
    Known known = byName.get(type);
    if (known == null) {
      return invalid("/type", "unknown-type", "expected one of " + byName.keySet());
    }
    try {
      return bind(known.type(), new JsonObject(parameters));
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
