package hms.gateway;

import hms.gateway.artisan.ArtisanRoutes;
import hms.gateway.audit.AuditWalkRoutes;
import hms.gateway.batch.BatchRoutes;
import hms.gateway.channel.ChannelRoutes;
import hms.gateway.channel.StorefrontRoutes;
import hms.gateway.contract.Contract;
import hms.gateway.contract.ContractRoutes;
import hms.gateway.contract.MessageTypeRoutes;
import hms.gateway.deadline.DeadlineRoutes;
import hms.gateway.desk.Desk;
import hms.gateway.event.EventRoutes;
import hms.gateway.export.ExportRoutes;
import hms.gateway.export.SnapshotRoutes;
import hms.gateway.http.HttpVerticle;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.intake.ImportRoutes;
import hms.gateway.job.JobFeature;
import hms.gateway.job.JobInputRoutes;
import hms.gateway.job.JobRecheckRoutes;
import hms.gateway.key.ChannelKeyRoutes;
import hms.gateway.key.KeyRoutes;
import hms.gateway.operation.OperationRoutes;
import hms.gateway.ops.OpsRoutes;
import hms.gateway.order.OrderFeature;
import hms.gateway.product.ProductFeature;
import hms.gateway.rule.RuleRoutes;
import hms.gateway.session.SessionDesk;
import hms.gateway.user.TokenRoutes;
import hms.gateway.user.UserRoutes;
import hms.gateway.webhook.WebhookRoutes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every operation of the API, from the lists that make the router. */
public final class Operations {
  private static final String UNKNOWN = "018f2f3a-7b7c-7000-8000-00000000dead";

  private Operations() {}

  /** Routes only name their handlers; nothing is called here. */
  public static List<Routes> features() {
    var settings =
        new HttpVerticle.Settings("", 0, "http://office.example", Set.of(), null, null, Set.of());
    var people = new SessionDesk(null, null, null, null, null, settings);
    var others =
        List.of(
            new OpsRoutes(null, null),
            new JobInputRoutes(),
            new ArtisanRoutes(null, null),
            new KeyRoutes(null, null, null),
            new ChannelKeyRoutes(null),
            new ChannelRoutes(null, null, null, null, null),
            new StorefrontRoutes(null),
            new WebhookRoutes(null),
            new EventRoutes(null),
            new UserRoutes(null, null, null),
            new TokenRoutes(null, null),
            new RuleRoutes(null),
            new DeadlineRoutes(null),
            new OperationRoutes(null, null),
            new AuditWalkRoutes(null, null),
            new JobRecheckRoutes(null, null, null, null),
            new ExportRoutes(null, null, null),
            new ImportRoutes(null, null, null),
            new SnapshotRoutes(null),
            new BatchRoutes(Clock.systemUTC(), Duration.ofSeconds(10)),
            new MessageTypeRoutes(null),
            new ContractRoutes(Contract.load()));
    var desk = new Desk(null, null);
    var products = ProductFeature.routes(null, null, null);
    var orders = OrderFeature.routes(null, null);
    var jobs = JobFeature.routes(null, null, null, null, null, null, 0, null);
    return Stream.of(people.routes(), desk.routes(), products, orders, jobs, others)
        .flatMap(List::stream)
        .toList();
  }

  public static Stream<Route> all() {
    return features().stream().flatMap(each -> each.routes().stream());
  }

  /** Those that take a JSON body. */
  public static Stream<Route> taking(Route.Body body) {
    return all().filter(route -> route.body() == body);
  }

  /** The path with an id that nothing has. */
  public static String path(Route route) {
    return path(route, UNKNOWN);
  }

  public static String path(Route route, String oid) {
    return route
        .path()
        .replace(":oid", oid)
        .replace(":size", "detail")
        .replace(":code", "A".repeat(43));
  }
}
