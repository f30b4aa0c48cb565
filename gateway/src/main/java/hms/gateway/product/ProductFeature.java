package hms.gateway.product;

import hms.cluster.Bus;
import hms.gateway.command.Mint;
import hms.gateway.http.Routes;
import io.vertx.core.WorkerExecutor;
import java.util.List;

/** The HTTP faces of products, their pictures and their review, put together. */
public final class ProductFeature {
  private ProductFeature() {}

  /**
   * @param lab threads that develop pictures
   */
  public static List<Routes> routes(Bus bus, WorkerExecutor lab, Mint mint) {
    return List.of(
        new ProductRoutes(bus),
        new HistoryRoutes(),
        new ImageRoutes(bus, lab, mint),
        new RevisionRoutes(bus),
        new CatalogueRoutes());
  }
}
