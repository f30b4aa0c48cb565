package hms.gateway.export;

import com.fasterxml.jackson.databind.JsonNode;
import hms.cluster.Bus;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.operation.Operation;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.operation.OperationCommand;
import hms.gateway.operation.OperationDoor;
import hms.gateway.operation.OperationService;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgFileStore.StoredFile;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Takes lists away. An export is its operation; its content is for whoever asked for it. */
public final class ExportRoutes implements Routes {
  private final Bus bus;
  private final OperationDoor door;
  private final Exportables all;

  public ExportRoutes(Bus bus, OperationDoor door, Exportables all) {
    this.bus = bus;
    this.door = door;
    this.all = all;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/exports", Permission.ACCOUNT_READ, this::begin),
        Route.get("/exports/:oid/content", Permission.ACCOUNT_READ, this::content));
  }

  /** Whoever may read the list may take it away, and nobody else. */
  private Future<Void> begin(Exchange exchange) {
    var request = exchange.orRefuse(exchange.body(ExportRequest.class));
    var list = exchange.orRefuse(all.of(request.resource()));
    exchange.require(list.needed());
    var checked = exchange.orRefuse(request.checked(list.listing(), all.members(list)));
    var ask = new OperationCommand.Ask(ExportWork.KIND, DomainJson.tree(checked));
    return OperationService.SERVICE
        .ask(bus, exchange.request(ask))
        .compose(answer -> door.answer(exchange, answer));
  }

  private Future<Void> content(Exchange exchange) {
    return exchange
        .stores()
        .operations()
        .find(exchange.oid())
        .decide(found -> OperationService.own(exchange.actor(), found))
        .decide(ExportRoutes::written)
        .future()
        .map(exchange::orRefuse)
        .compose(export -> sent(exchange, export));
  }

  private Future<Void> sent(Exchange exchange, Operation export) {
    var request = DomainJson.own(export.parameters(), ExportRequest.class);
    exchange.require(exchange.orRefuse(all.of(request.resource())).needed());
    return kept(exchange, export)
        .orAbsent()
        .future()
        .map(exchange::orRefuse)
        .compose(file ->
            file.map(found -> exchange.file(name(export, request)).send(found))
                .orElseGet(() -> exchange.refuse(410, "gone", "it was kept for 24 hours")));
  }

  private static Step<StoredFile> kept(Exchange exchange, Operation export) {
    if (!export.isKept(exchange.now())) return Step.refused(new Refusal.NotFound("file"));
    var result = DomainJson.own(Objects.requireNonNull(export.outcome()), JsonNode.class);
    UUID file = UUID.fromString(result.path("file").asText());
    return exchange.stores().files().find(file, exchange.now());
  }

  private static Outcome<Operation> written(Operation found) {
    if (!found.kind().equals(ExportWork.KIND)) {
      return Outcome.refused(new Refusal.NotFound("export"));
    }
    if (found.state() == Operation.State.SUCCEEDED) return Outcome.done(found);
    String code = found.hasEnded() ? "failed" : "not-yet";
    return Outcome.refused(
        new Refusal.WrongState(
            Lifecycle.word(found.state()), "read", List.of(), code, "there is no content"));
  }

  private static String name(Operation export, ExportRequest request) {
    return "%s-%s.%s"
        .formatted(
            request.resource(),
            export.created().toString().substring(0, 10),
            Optional.ofNullable(request.format()).orElseThrow());
  }
}
