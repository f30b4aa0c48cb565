package hms.gateway.job;

import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.gateway.command.Answer;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.JobStore;
import hms.storage.pg.PgNodeViews;
import hms.storage.pg.PgNodeViews.NodeView;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The nodes that compute: who is there, how busy, and who is to hand over what it has. */
final class NodeRoutes implements Routes {
  private final JobStore jobs;
  private final PgNodeViews nodes;

  NodeRoutes(JobStore jobs, PgNodeViews nodes) {
    this.jobs = jobs;
    this.nodes = nodes;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/nodes", Permission.CLUSTER_READ, this::list),
        Route.get("/nodes/:oid", Permission.CLUSTER_READ, this::find),
        Route.unkeyedPost("/nodes/:oid/drain", Permission.CLUSTER_MANAGE, this::drain).empty(),
        Route.unkeyedPost("/nodes/:oid/undrain", Permission.CLUSTER_MANAGE, this::undrain).empty());
  }

  private Future<Void> list(Exchange exchange) {
    return nodes.all().compose(all -> exchange.list(all.stream().map(DomainJson::tree).toList()));
  }

  private Future<Void> find(Exchange exchange) {
    return found(exchange).compose(node -> exchange.unversioned(DomainJson.tree(node)));
  }

  private Future<Void> drain(Exchange exchange) {
    return tell(exchange, () -> jobs.drain(node(exchange), exchange.actor().name()));
  }

  private Future<Void> undrain(Exchange exchange) {
    return tell(exchange, () -> jobs.undrain(node(exchange)));
  }

  /** A node that is told again stays as it is. */
  private Future<Void> tell(Exchange exchange, Supplier<Future<Boolean>> order) {
    if (exchange.asked().rehearsal()) {
      return found(exchange)
          .compose(node ->
              exchange.answer(
                  Answer.rehearsal(Outcome.done(node)), 200, to -> DomainJson.tree(to)));
    }
    return order
        .get()
        .compose(told -> found(exchange))
        .compose(node -> exchange.json(200, DomainJson.tree(node)));
  }

  private Future<NodeView> found(Exchange exchange) {
    return nodes.find(node(exchange)).map(found -> exchange.orRefuse(orNotFound(found)));
  }

  private static String node(Exchange exchange) {
    return exchange.oid().toString();
  }

  private static Outcome<NodeView> orNotFound(Optional<NodeView> found) {
    return found.map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NotFound("node")));
  }
}
