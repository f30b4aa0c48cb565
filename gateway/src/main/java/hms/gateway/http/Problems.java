package hms.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Refusal;
import hms.storage.DomainJson;
import java.util.List;
import java.util.Optional;

/**
 * How a refusal is told over HTTP: the only switch that turns one into a status. Source: RFC 9457,
 * docs/http-api.md.
 */
public final class Problems {
  private Problems() {}

  /**
   * A problem to send.
   *
   * @param body application/problem+json without {@code instance}
   * @param retryAfter seconds; empty unless asking again may help
   */
  public record Problem(int status, ObjectNode body, Optional<Integer> retryAfter) {

    public Problem with(String name, Object value) {
      body.set(name, DomainJson.tree(value));
      return this;
    }

    private Problem retryAfter(int seconds) {
      body.put("retryable", true);
      return new Problem(status, body, Optional.of(seconds));
    }
  }

  public static Problem of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Invalid invalid when invalid.malformed() ->
          problem(400, "malformed-body", invalid.violations().getFirst().detail());
      case Refusal.Invalid(var violations) ->
          problem(422, "invalid", broken(violations.size())).with("errors", violations);
      case Refusal.NotFound(var kind) -> problem(404, "not-found", "no such " + kind);
      case Refusal.Denied(var rule, var fields) ->
          problem(403, "denied", rule).with("fields", fields);
      case Refusal.WrongState(var from, var command, var allowed, var code, var why) ->
          problem(409, "wrong-state", why)
              .with("from", from)
              .with("command", command)
              .with("allowed", allowed)
              .with("why", code);
      case Refusal.Stale(var kind, var expected, var actual) ->
          problem(412, "stale", "the " + kind + " was changed; read it again and decide anew")
              .with("expected", expected)
              .with("actual", actual);
      case Refusal.Conflict(var clashes) ->
          problem(409, "revision-stale", "both sides changed the same fields")
              .with("clashes", clashes);
      case Refusal.Duplicate(var field, var detail) ->
          problem(409, "duplicate", detail).with("field", field);
      case Refusal.Shortage(var products) ->
          problem(409, "shortage", "less is free than was asked for").with("products", products);
      case Refusal.KeyReused(var key) ->
          problem(422, "idempotency-key-reused", "the key was used for another request; take a new")
              .with("key", key);
      case Refusal.InProgress() ->
          problem(409, "request-in-progress", "the same request is still running").retryAfter(1);
      case Refusal.Busy(var seconds) ->
          problem(503, "overloaded", "too many ask for this at a time; send the same again")
              .retryAfter(seconds);
      case Refusal.Throttled(var policy, var seconds) ->
          problem(429, "quota-exceeded", "too many, or too often; again in " + seconds + " s")
              .with("violatedPolicies", List.of(policy))
              .retryAfter(seconds);
      case Refusal.Untrusted(var cause) ->
          problem(401, "untrusted", "the credential is missing, unknown, expired or wrong");
    };
  }

  private static String broken(int rules) {
    return (rules == 1 ? "a rule is broken" : rules + " rules are broken") + "; see errors";
  }

  /** A problem made at the edge, before any feature was asked. */
  public static Problem problem(int status, String code, String detail) {
    var body = DomainJson.object();
    body.put("type", "urn:hms:problem:" + code);
    body.put("title", code.replace('-', ' '));
    body.put("status", status);
    body.put("code", code);
    body.put("detail", detail);
    body.put("retryable", false);
    return new Problem(status, body, Optional.empty());
  }

  /** The caller has used what it may send for now. */
  static Problem quotaExceeded(Quota quota, int seconds) {
    String detail =
        "at most %d requests in %d s here; the next one may come in %d s"
            .formatted(quota.requests(), quota.window().toSeconds(), seconds);
    return problem(429, "quota-exceeded", detail)
        .with("violatedPolicies", List.of(quota.name()))
        .retryAfter(seconds);
  }

  /** Something we need is away; with the same key the request may be sent again. */
  public static Problem unavailable(String what) {
    return problem(503, "unavailable", what).retryAfter(1);
  }
}
