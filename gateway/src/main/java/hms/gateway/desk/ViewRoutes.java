package hms.gateway.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.desk.SavedView;
import hms.domain.desk.SavedView.Terms;
import hms.gateway.command.Answer;
import hms.gateway.http.Api;
import hms.gateway.http.Exchange;
import hms.gateway.http.MergePatch;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.Timestamps;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The HTTP face of saved views. */
final class ViewRoutes implements Routes {
  private final Bus bus;

  private record Saved(String page, @Nullable String query, String name, @Nullable Boolean shared) {
    Terms terms() {
      return new Terms(Objects.requireNonNullElse(query, ""), name, shared);
    }
  }

  ViewRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<Route> routes() {
    var own = Permission.ACCOUNT_EDIT;
    return List.of(
        Route.get("/views", own, this::list, "limit", "page"),
        Route.get("/views/:oid", own, this::find),
        Route.post("/views", own, this::create),
        Route.patch("/views/:oid", own, this::edit),
        Route.delete("/views/:oid", own, this::delete));
  }

  private Future<Void> list(Exchange exchange) {
    var asked = exchange.asked();
    var person = exchange.orRefuse(ViewQuery.person(exchange.actor()));
    return exchange
        .stores()
        .desk()
        .views()
        .list(person, asked.text("page").orElse(null), asked.limit())
        .compose(all -> exchange.list(all.stream().map(each -> view(exchange, each)).toList()));
  }

  private Future<Void> find(Exchange exchange) {
    var person = exchange.orRefuse(ViewQuery.person(exchange.actor()));
    return exchange
        .stores()
        .desk()
        .views()
        .find(exchange.oid())
        .decide(found -> found.readBy(person))
        .future()
        .map(exchange::orRefuse)
        .compose(found -> exchange.object(found, view(exchange, found)));
  }

  private Future<Void> create(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Saved.class));
    String page = Objects.requireNonNullElse(said.page(), "");
    return ViewService.SERVICE
        .ask(bus, exchange.request(new ViewCommand.Create(page, said.terms())))
        .compose(answer -> answered(exchange, answer, 201));
  }

  /** RFC 7396; the list of a view does not change. */
  private Future<Void> edit(Exchange exchange) {
    var unused = exchange.orRefuse(exchange.body(Terms.class));
    JsonNode patch = exchange.orRefuse(exchange.tree());
    var command =
        new ViewCommand.Edit(
            exchange.oid(),
            exchange.ifMatch(),
            terms -> DomainJson.bind(MergePatch.of(DomainJson.tree(terms), patch), Terms.class));
    return ViewService.SERVICE
        .ask(bus, exchange.unkeyed(command))
        .compose(answer -> answered(exchange, answer, 200));
  }

  private Future<Void> delete(Exchange exchange) {
    return ViewService.SERVICE
        .ask(bus, exchange.unkeyed(new ViewCommand.Delete(exchange.oid(), exchange.ifMatch())))
        .compose(answer ->
            answer.outcome() instanceof Outcome.Done<SavedView>
                ? exchange.nothing(answer)
                : answered(exchange, answer, 204));
  }

  private static Future<Void> answered(Exchange exchange, Answer<SavedView> answer, int status) {
    return exchange.answer(
        answer,
        status,
        saved -> {
          exchange.tag(saved);
          return view(exchange, saved);
        });
  }

  private static ObjectNode view(Exchange exchange, SavedView saved) {
    boolean own = ViewQuery.person(exchange.actor()).equals(Outcome.done(saved.owner()));
    String query = saved.query().isEmpty() ? "" : "?" + saved.query();
    return DomainJson.object()
        .put("oid", saved.oid().toString())
        .put("version", saved.version())
        .put("created", Timestamps.text(saved.created()))
        .put("modified", Timestamps.text(saved.modified()))
        .put("page", saved.page())
        .put("query", saved.query())
        .put("name", saved.name())
        .put("shared", saved.shared())
        .put("own", own)
        .put("href", "%s/%s%s".formatted(Api.ROOT, saved.page(), query));
  }
}
