package hms.gateway.event;

import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import io.vertx.core.Future;
import java.util.List;

/** The HTTP face of what happens. */
public final class EventRoutes implements Routes {
  private static final List<String> WORDS = Topics.WORDS.stream().sorted().toList();

  private static final String EXPECTED =
      "must be some of %s, or jobs/<oid>; nothing is told yet of dead letters";

  private static final int AGAIN_SECONDS = 5;

  private final EventFeed feed;

  public EventRoutes(EventFeed feed) {
    this.feed = feed;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/events", Permission.ACCOUNT_READ, this::listen, "topics"));
  }

  private Future<Void> listen(Exchange exchange) {
    var topics = exchange.asked().readAs("topics", Topics::read, EXPECTED.formatted(WORDS));
    topics.permissions().forEach(exchange::require);
    var answer = exchange.events();
    var seen = answer.lastSeen().map(EventStream::placeOrNone);
    var stream =
        new EventStream(answer, topics, exchange.actor(), () -> exchange.caller().again().get());
    return switch (feed.join(stream, seen)) {
      case ADMITTED -> Future.succeededFuture();
      case FULL -> refused(exchange, new Refusal.Busy(AGAIN_SECONDS));
      case TOO_MANY_OF_ONE -> refused(exchange, new Refusal.Throttled("streams", AGAIN_SECONDS));
    };
  }

  private static Future<Void> refused(Exchange exchange, Refusal why) {
    return exchange.orRefuse(Outcome.refused(why));
  }
}
