package hms.gateway.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.gateway.command.Answer;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The HTTP face of batches. Whoever is known may send one; what its parts need, each needs. */
public final class BatchRoutes implements Routes {
  private static final int SHARES = 5;

  private final Clock clock;
  private final Duration patience;

  /**
   * @param work how long a call may be worked on: four fifths of it are for parts, the rest is for
   *     the last of them to end in
   */
  public BatchRoutes(Clock clock, Duration work) {
    this.clock = clock;
    this.patience = work.minus(work.dividedBy(SHARES));
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/batches", Permission.ACCOUNT_READ, this::perform));
  }

  private Future<Void> perform(Exchange exchange) {
    var until = clock.instant().plus(patience);
    var key = exchange.said("idempotency-key");
    var batch = exchange.orRefuse(exchange.body(Batch.class).then(asked -> asked.under(key)));
    var parts = exchange.parts(batch.operations().size());
    return new BatchRun(
            batch.operations(),
            parts::perform,
            () -> parts.isHeard() && clock.instant().isBefore(until),
            parts::late)
        .run()
        .compose(results -> exchange.answer(told(exchange, results), 200, each -> each));
  }

  private static Answer<ObjectNode> told(Exchange exchange, ObjectNode results) {
    Outcome<ObjectNode> done = Outcome.done(results);
    return exchange.asked().rehearsal() ? Answer.rehearsal(done) : Answer.fresh(done);
  }
}
