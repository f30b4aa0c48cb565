package hms.gateway.artisan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanProfile;
import hms.gateway.command.Answer;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP face of artisans. */
public final class ArtisanRoutes implements Routes {
  private static final Logger LOG = LoggerFactory.getLogger(ArtisanRoutes.class);

  private final Bus bus;
  private final PgStores stores;
  private final Function<String, Future<Void>> declareQueue;

  /**
   * @param declareQueue makes sure that the broker has the queue of an id
   */
  public ArtisanRoutes(Bus bus, PgStores stores, Function<String, Future<Void>> declareQueue) {
    this.bus = bus;
    this.stores = stores;
    this.declareQueue = declareQueue;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/sign-ups", null, this::signUp),
        Route.get(
            "/artisans", Permission.ARTISANS_MANAGE, this::list, "limit", "after", "sort", "state"),
        Route.get("/artisans/:oid", Permission.ARTISANS_READ, this::find),
        Route.command("/artisans/:oid/activate", Permission.ARTISANS_MANAGE, this::activate),
        Route.command("/artisans/:oid/decline", Permission.ARTISANS_MANAGE, this::decline));
  }

  /** The same answer whether or not the e-mail is known: nobody can ask who works with us. */
  private Future<Void> signUp(Exchange exchange) {
    var profile = exchange.orRefuse(exchange.body(ArtisanProfile.class));
    return ArtisanService.SERVICE
        .ask(bus, exchange.request(new ArtisanCommand.SignUp(profile)))
        .compose(answer -> exchange.answer(answer, 202, ArtisanRoutes::reference));
  }

  private Future<Void> list(Exchange exchange) {
    var state = Optional.ofNullable(exchange.word("state", Artisan.State.class));
    return exchange.page(
        stores.artisans().get(exchange.query("created").whereEqual("state", state)),
        DomainJson::tree);
  }

  private Future<Void> find(Exchange exchange) {
    return stores
        .artisans()
        .find(exchange.oid())
        .decide(found -> OwnRows.visible(exchange.actor(), found.oid(), found, "artisan"))
        .future()
        .map(exchange::orRefuse)
        .compose(artisan -> exchange.object(200, artisan, DomainJson.tree(artisan)));
  }

  private Future<Void> activate(Exchange exchange) {
    var command = new ArtisanCommand.Activate(exchange.oid(), exchange.ifMatch());
    return ArtisanService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(this::withQueue)
        .compose(answer -> exchange.answer(answer, 200, result -> view(exchange, result)));
  }

  private Future<Void> decline(Exchange exchange) {
    var command = new ArtisanCommand.Decline(exchange.oid(), exchange.ifMatch());
    return ArtisanService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(answer -> exchange.answer(answer, 200, result -> view(exchange, result)));
  }

  /**
   * The queue is made at once if the broker is there, else when the artisan asks for its account.
   */
  private Future<Answer<ArtisanResult>> withQueue(Answer<ArtisanResult> answer) {
    if (!(answer.outcome() instanceof Outcome.Done<ArtisanResult>(var result))) {
      return Future.succeededFuture(answer);
    }
    return declareQueue
        .apply(String.valueOf(result.artisan().queueId()))
        .onFailure(failure ->
            LOG.atWarn()
                .addKeyValue("artisan", result.artisan().oid())
                .addKeyValue("reason", failure.getMessage())
                .log("queue not made yet"))
        .transform(done -> Future.succeededFuture(answer));
  }

  private static JsonNode reference(ArtisanResult result) {
    return DomainJson.object().put("reference", result.artisan().oid().toString());
  }

  private static JsonNode view(Exchange exchange, ArtisanResult result) {
    exchange.tag(result.artisan());
    ObjectNode view = DomainJson.tree(result.artisan()).deepCopy();
    return view.put("enrolmentCode", result.enrolmentCode());
  }
}
