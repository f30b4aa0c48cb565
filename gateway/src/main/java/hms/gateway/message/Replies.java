package hms.gateway.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.gateway.http.Problems;
import hms.storage.DomainJson;
import hms.storage.Timestamps;
import java.time.Clock;

/** What a reply says: settlement tells that we have a message, the reply what became of it. */
final class Replies {
  private final Clock clock;

  Replies(Clock clock) {
    this.clock = clock;
  }

  ObjectNode of(Outcome<ObjectNode> outcome) {
    return switch (outcome) {
      case Outcome.Done<ObjectNode>(var data) -> stamped("applied").setAll(data);
      case Outcome.Refused<ObjectNode>(Refusal.Conflict(var clashes)) -> {
        var reply = stamped("conflict");
        reply.set("conflicts", DomainJson.tree(clashes));
        yield reply;
      }
      case Outcome.Refused<ObjectNode>(var why) -> {
        var reply = stamped("refused");
        reply.set("problem", Problems.of(why).body());
        yield reply;
      }
    };
  }

  /** Refused without using up the number: the sender mends its part and sends again. */
  ObjectNode retryable(String code, String detail, long lastIn) {
    var reply = stamped("refused").put("lastIn", lastIn);
    var problem = reply.putObject("problem");
    problem.put("code", code).put("title", code.replace('_', ' ')).put("detail", detail);
    problem.put("retryable", true);
    return reply;
  }

  private ObjectNode stamped(String status) {
    return DomainJson.object()
        .put("status", status)
        .put("officeTime", Timestamps.text(clock.instant()));
  }
}
