package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Violation;
import hms.storage.DomainJson;
import java.util.List;
import java.util.function.Function;

/**
 * What a call carries. It cannot be read as JSON without keeping the contract (ADR 0033).
 *
 * @param bytes as they came; empty if there are none
 * @param rules every breach of the contract
 */
record RequestBody(byte[] bytes, Function<JsonNode, List<Violation>> rules) {

  /** What an empty body says. */
  private record Nothing() {}

  /** A JSON object; refused as malformed if it is none. */
  Outcome<JsonNode> tree() {
    return read().then(this::kept);
  }

  /** The same; without a body, an empty one. */
  Outcome<JsonNode> optionalTree() {
    return bytes.length == 0 ? Outcome.done(DomainJson.object()) : tree();
  }

  /** A command; refusals name the member. */
  <T> Outcome<T> as(Class<T> type) {
    return read().then(json -> bound(json, type));
  }

  /** The same; without a body, as if it were an empty object. */
  <T> Outcome<T> optional(Class<T> type) {
    return bytes.length == 0 ? DomainJson.bind(DomainJson.object(), type) : as(type);
  }

  /** Refuses a body that says something. */
  Outcome<?> nothing() {
    return optional(Nothing.class);
  }

  private Outcome<JsonNode> read() {
    return DomainJson.parse(bytes).then(JsonBounds::hold);
  }

  /** What the caller may not write, and what nobody knows, comes before what is wrong besides. */
  private <T> Outcome<T> bound(JsonNode json, Class<T> type) {
    var bound = DomainJson.bind(json, type);
    return switch (bound) {
      case Outcome.Done<T> done -> kept(json).then(kept -> done);
      case Outcome.Refused<T>(var why) when nobodys(why) -> bound;
      case Outcome.Refused<T> refused -> kept(json).then(kept -> refused);
    };
  }

  private static boolean nobodys(Refusal why) {
    return why instanceof Refusal.Denied
        || why instanceof Refusal.Invalid(var found) && found.getFirst().code().equals("unknown");
  }

  private Outcome<JsonNode> kept(JsonNode json) {
    var broken = rules.apply(json);
    return broken.isEmpty() ? Outcome.done(json) : Outcome.refused(new Refusal.Invalid(broken));
  }
}
