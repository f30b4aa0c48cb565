package hms.gateway;

import hms.cluster.ClusterVertx;
import hms.gateway.artisan.ArtisanExports;
import hms.gateway.artisan.ArtisanRows;
import hms.gateway.artisan.ArtisanService;
import hms.gateway.audit.AuditWalk;
import hms.gateway.audit.AuditWalkRoutes;
import hms.gateway.command.Mint;
import hms.gateway.command.ServiceVerticle;
import hms.gateway.contract.Contract;
import hms.gateway.export.ExportRoutes;
import hms.gateway.export.ExportWork;
import hms.gateway.export.Exportable;
import hms.gateway.export.Exportables;
import hms.gateway.export.SnapshotRoutes;
import hms.gateway.export.Snapshots;
import hms.gateway.http.Routes;
import hms.gateway.intake.ImportRoutes;
import hms.gateway.intake.ImportService;
import hms.gateway.intake.ImportWork;
import hms.gateway.intake.Importables;
import hms.gateway.job.JobRecheck;
import hms.gateway.job.JobRecheckRoutes;
import hms.gateway.operation.LongWork;
import hms.gateway.operation.OperationDoor;
import hms.gateway.operation.OperationRoutes;
import hms.gateway.operation.OperationRunner;
import hms.gateway.operation.OperationService;
import hms.gateway.order.OrderExports;
import hms.gateway.product.ProductExports;
import hms.gateway.product.ProductRows;
import hms.gateway.product.ProductService;
import hms.gateway.product.StockRows;
import hms.storage.JobStore;
import hms.storage.pg.PgDatabase;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What outlasts its call, put together: a part of {@link Office}. */
final class LongWorks {
  private final OperationRunner runner;
  private final List<ServiceVerticle<?, ?>> services;
  private final List<Routes> routes;

  /**
   * What it is done with.
   *
   * @param secret that signed the roots of the audit
   */
  record Tools(
      ClusterVertx cluster,
      PgDatabase database,
      JobStore jobs,
      PgStores stores,
      Contract contract,
      Mint mint,
      byte[] secret) {}

  LongWorks(
      Tools tools,
      OperationRunner.Settings settings,
      ArtisanService artisans,
      ProductService products) {
    var bus = tools.cluster().bus();
    var stores = tools.stores();
    var mint = tools.mint();
    var exports = new Exportables(lists(), tools.contract()::columns);
    var imports =
        new Importables(
            List.of(new ArtisanRows(artisans), new ProductRows(products), new StockRows(products)),
            tools.contract()::columns);

    var patient = tools.database().longWork();
    var jobs = tools.jobs();
    var views = tools.database().jobViews();
    var nodes = tools.database().nodeViews();
    var kinds =
        Stream.concat(
                Stream.<LongWork>of(
                    new AuditWalk(patient, tools.secret()),
                    new JobRecheck(tools.cluster().vertx(), bus, jobs, views, nodes),
                    new ExportWork(stores, patient, exports, mint)),
                ImportWork.both(stores, imports).stream())
            .toList();
    this.runner = new OperationRunner(stores, kinds, tools.cluster().nodeId(), settings, mint);

    var service = new OperationService(mint);
    this.services =
        List.of(
            new ServiceVerticle<>(bus, stores, OperationService.SERVICE, service),
            new ServiceVerticle<>(
                bus, stores, ImportService.SERVICE, new ImportService(service, mint)));
    var door = new OperationDoor(tools.cluster().vertx(), runner::wake);
    this.routes =
        List.of(
            new OperationRoutes(bus, door),
            new AuditWalkRoutes(bus, door),
            new JobRecheckRoutes(bus, door, jobs, views),
            new ExportRoutes(bus, door, exports),
            new ImportRoutes(bus, door, imports),
            new SnapshotRoutes(new Snapshots(patient, own())));
  }

  Future<?> start(Vertx vertx) {
    return Future.all(services.stream().map(vertx::deployVerticle).toList())
        .compose(up -> vertx.deployVerticle(runner));
  }

  /** What runs is left to other nodes. */
  Future<Void> stop(Vertx vertx) {
    return vertx.undeploy(runner.deploymentID());
  }

  List<Routes> routes() {
    return routes;
  }

  /** What belongs to an artisan. */
  private static List<Exportable<?>> own() {
    var has = Set.of("revisions", "work-orders", "shipments");
    var lists = lists().stream().filter(each -> has.contains(each.resource()));
    return Stream.concat(Stream.of(ArtisanExports.own(), ProductExports.own()), lists).toList();
  }

  private static List<Exportable<?>> lists() {
    return Stream.of(ProductExports.all(), ArtisanExports.all(), OrderExports.all())
        .<Exportable<?>>flatMap(List::stream)
        .toList();
  }
}
