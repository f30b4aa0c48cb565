package hms.gateway.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.Bus;
import hms.domain.Lifecycle;
import hms.domain.Permission;
import hms.domain.operation.Operation;
import hms.gateway.file.Format;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.operation.OperationDoor;
import hms.storage.DomainJson;
import hms.storage.pg.PgImportStore.Import;
import hms.storage.pg.PgImportStore.ImportRow;
import hms.storage.pg.PgImportStore.RowOutcome;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings files of rows in. An import has the oid of the operation that checks it. */
public final class ImportRoutes implements Routes {
  private final Bus bus;
  private final OperationDoor door;
  private final Importables all;

  public ImportRoutes(Bus bus, OperationDoor door, Importables all) {
    this.bus = bus;
    this.door = door;
    this.all = all;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.upload("/imports", Permission.IMPORTS_RUN, this::begin, "resource"),
        Route.get("/imports/:oid", Permission.IMPORTS_RUN, this::find),
        Route.get(
            "/imports/:oid/rows", Permission.IMPORTS_RUN, this::rows, "after", "limit", "outcome"),
        Route.command("/imports/:oid/commit", Permission.IMPORTS_RUN, this::commit));
  }

  /** Whoever may not do it by hand may not do it by file: said before the file is sent. */
  private Future<Void> begin(Exchange exchange) {
    var kind = kind(exchange);
    exchange.require(kind.needed());
    var format = Format.ofMediaType(exchange.said("content-type").orElse("")).orElseThrow();
    return exchange
        .receive()
        .compose(file ->
            ImportService.SERVICE.ask(
                bus,
                exchange.request(new ImportCommand.Begin(kind.resource(), format, file.file()))))
        .compose(answer -> door.answer(exchange, answer));
  }

  private Importable kind(Exchange exchange) {
    return exchange.orRefuse(all.of(exchange.asked().text("resource").orElse(null)));
  }

  private Future<Void> find(Exchange exchange) {
    UUID oid = exchange.oid();
    var imports = exchange.stores().imports();
    return ImportService.own(exchange.stores(), exchange.actor(), oid)
        .then(check -> imports.find(oid).map(found -> Map.entry(check, found)))
        .future()
        .map(exchange::orRefuse)
        .compose(both ->
            Future.all(imports.counts(oid), committing(exchange, both.getValue()))
                .compose(more ->
                    exchange.unversioned(
                        view(
                            both.getKey(),
                            both.getValue(),
                            more.<Map<String, Long>>resultAt(0),
                            more.<Optional<Operation>>resultAt(1).orElse(null)))));
  }

  private static Future<Optional<Operation>> committing(Exchange exchange, Import found) {
    UUID commit = found.commit();
    if (commit == null) return Future.succeededFuture(Optional.empty());
    return exchange.stores().operations().find(commit).orAbsent().future().map(exchange::orRefuse);
  }

  private Future<Void> rows(Exchange exchange) {
    UUID oid = exchange.oid();
    long after = exchange.asked().number("after", 0);
    int limit = exchange.asked().limit();
    var only = Optional.ofNullable(exchange.asked().word("outcome", RowOutcome.class));
    return ImportService.own(exchange.stores(), exchange.actor(), oid)
        .future()
        .map(exchange::orRefuse)
        .compose(own -> exchange.stores().imports().rows(oid, after, only, limit + 1))
        .compose(rows -> exchange.json(200, page(rows, limit)));
  }

  private static ObjectNode page(List<ImportRow> read, int limit) {
    boolean more = read.size() > limit;
    var rows = more ? read.subList(0, limit) : read;
    var body = DomainJson.object();
    var items = body.putArray("items");
    rows.forEach(row -> items.add(view(row)));
    var page = body.putObject("page").put("limit", limit);
    if (more) page.put("next", String.valueOf(rows.getLast().n()));
    return body;
  }

  private Future<Void> commit(Exchange exchange) {
    UUID oid = exchange.oid();
    return ImportService.own(exchange.stores(), exchange.actor(), oid)
        .then(own -> exchange.stores().imports().find(oid))
        .decide(found -> all.of(found.resource()))
        .future()
        .map(exchange::orRefuse)
        .compose(kind -> {
          exchange.require(kind.needed());
          return ImportService.SERVICE.ask(bus, exchange.request(new ImportCommand.Commit(oid)));
        })
        .compose(answer -> door.answer(exchange, answer));
  }

  private static ObjectNode view(ImportRow row) {
    var view =
        DomainJson.object().put("row", row.n()).put("outcome", Lifecycle.word(row.outcome()));
    var object = row.object();
    if (object != null) view.put("oid", object.toString());
    if (!row.errors().isEmpty()) view.set("errors", DomainJson.tree(row.errors()));
    return view;
  }

  private static ObjectNode view(
      Operation check, Import found, Map<String, Long> counts, @Nullable Operation commit) {
    var view =
        DomainJson.object()
            .put("oid", found.oid().toString())
            .put("resource", found.resource())
            .put("format", found.format())
            .put("state", state(check, counts, commit))
            .put("rows", counts.values().stream().mapToLong(each -> each).sum());
    view.set("created", DomainJson.tree(found.created()));
    view.set("counts", DomainJson.tree(counts));
    if (commit != null) view.put("commit", commit.oid().toString());
    return view;
  }

  /** Where it stands, from the two operations that it takes. */
  private static String state(
      Operation check, Map<String, Long> counts, @Nullable Operation commit) {
    if (commit != null) return putIn(commit);
    return switch (check.state()) {
      case WAITING, RUNNING, CANCELLING -> "checking";
      case FAILED -> "unreadable";
      case CANCELLED -> "cancelled";
      case SUCCEEDED ->
          Objects.requireNonNullElse(counts.get("invalid"), 0L) > 0 ? "invalid" : "checked";
    };
  }

  private static String putIn(Operation commit) {
    return switch (commit.state()) {
      case WAITING, RUNNING, CANCELLING -> "committing";
      case FAILED, CANCELLED -> "interrupted";
      case SUCCEEDED -> "committed";
    };
  }
}
