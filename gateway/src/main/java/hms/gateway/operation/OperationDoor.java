package hms.gateway.operation;

import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.operation.Operation;
import hms.gateway.command.Answer;
import hms.gateway.http.Api;
import hms.gateway.http.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.regex.Pattern;

/**
 * How calls answer that begin long work: at once, or when it has ended if the caller would rather
 * wait. Source: RFC 7240.
 */
public final class OperationDoor {
  private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\\b");

  private final WaitingRoom room;
  private final Runnable begun;

  /**
   * @param begun called when there is something to do
   */
  public OperationDoor(Vertx vertx, Runnable begun) {
    this.room = new WaitingRoom(vertx);
    this.begun = begun;
  }

  WaitingRoom room() {
    return room;
  }

  /** 202 with the place to look at; 200 if it has ended; or the refusal. */
  public Future<Void> answer(Exchange exchange, Answer<Operation> answer) {
    if (answer.rehearsed() || !(answer.outcome() instanceof Done<Operation>(var asked))) {
      return exchange.answer(answer, 202, OperationViews::operation);
    }
    begun.run();
    return room.ended(exchange, asked.oid(), preferred(exchange))
        .compose(now -> told(exchange, new Answer<>(Outcome.done(now), answer.replayed(), false)));
  }

  private static Future<Void> told(Exchange exchange, Answer<Operation> answer) {
    var operation = answer.outcome().orThrow();
    exchange.header("Location", Api.ROOT + "/operations/" + operation.oid());
    if (!operation.hasEnded()) exchange.header("Retry-After", "1");
    return exchange.answer(answer, operation.hasEnded() ? 200 : 202, OperationViews::operation);
  }

  /** For how many seconds the caller would wait, and may. */
  private long preferred(Exchange exchange) {
    var wait = WAIT.matcher(exchange.said("prefer").orElse(""));
    if (!wait.find() || !room.hasRoomFor(exchange)) return 0;
    long seconds = Math.min(Long.parseLong(wait.group(1)), WaitingRoom.SECONDS_MAX);
    exchange.header("Preference-Applied", "wait=" + seconds);
    return seconds;
  }
}
