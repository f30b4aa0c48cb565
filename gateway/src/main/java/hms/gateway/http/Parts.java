package hms.gateway.http;

import hms.domain.Refusal;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;

/**
 * What a batch asks for, done for who sent it as if it had come by itself: with the rights that it
 * needs, by the contract, under a key of its own, in a transaction of its own. What only a request
 * can have, such as a credential or a place among those in flight, all parts have together.
 */
public final class Parts {
  private final Handling handling;
  private final Call whole;
  private final Caller caller;
  private final Instant now;

  Parts(Handling handling, Call whole, Caller caller, Instant now) {
    this.handling = handling;
    this.whole = whole;
    this.caller = caller;
    this.now = now;
  }

  /** Does it, or tells by a problem why not. Never fails. */
  public Future<PartAnswer> perform(Part part) {
    return Future.<Void>succeededFuture()
        .compose(begun -> performed(part))
        .otherwise(why -> refused(Failures.of(request(), why), false));
  }

  /** The answer to a part for which there was no time. */
  public PartAnswer late() {
    String detail = "there was no time left for it; send the same batch again, and it goes on";
    return refused(Problems.unavailable(detail), false);
  }

  /** False if who sent the batch does not hear of it any more. */
  public boolean isHeard() {
    var response = request().response();
    return !response.ended() && !response.closed();
  }

  private Future<PartAnswer> performed(Part part) {
    var route =
        handling
            .partOfBatches(part.operationId())
            .orElseThrow(() -> invalid("/operationId", "word", "no call that can be in a batch"));
    Admission.checkRights(route, caller, now);
    if (route.body() == null && part.body() != null) {
      throw invalid("/body", "unknown", "nothing is taken here");
    }
    var call = new PartCall(whole, route, part);
    handling.judgeQuery(call, route);
    var body = part.body() == null ? new byte[0] : DomainJson.bytes(part.body());
    var exchange = handling.exchange(call, route, caller, body, Optional.empty(), now);
    return Future.<Void>succeededFuture()
        .compose(begun -> handling.handle(call, route, exchange))
        .map(done -> call.answered())
        .otherwise(why -> refused(Failures.of(request(), why), call.isReplayed()));
  }

  private PartAnswer refused(Problems.Problem problem, boolean replayed) {
    String told = Failures.told(request(), problem).body().toString();
    return new PartAnswer(problem.status(), Optional.empty(), replayed, Optional.of(told));
  }

  private RoutingContext request() {
    return whole.request();
  }

  private static EdgeRefusal invalid(String pointer, String code, String detail) {
    return new EdgeRefusal(Problems.of(Refusal.Invalid.of(pointer, code, detail)));
  }
}
