package hms.gateway.job;

import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Rules;
import hms.gateway.command.Request;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.operation.OperationCommand;
import hms.gateway.operation.OperationDoor;
import hms.gateway.operation.OperationService;
import hms.storage.DomainJson;
import hms.storage.JobStore;
import hms.storage.pg.PgJobViews;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Lets a sample of the chunks of a job be computed once more. */
public final class JobRecheckRoutes implements Routes {
  private static final int SAMPLE = 10;

  private final Bus bus;
  private final OperationDoor door;
  private final JobStore jobs;
  private final PgJobViews views;

  /**
   * What is asked for.
   *
   * @param sample so many chunks; null: 10
   * @param seed draws the same ones again; null: any
   */
  record Wish(@Nullable Integer sample, @Nullable Long seed) {
    private Outcome<Wish> checked() {
      var rules = new Rules();
      if (sample != null) rules.range("/sample", sample, 1, JobRecheck.SAMPLE_MAX);
      return rules.broken() ? rules.refused() : Outcome.done(this);
    }

    /** Drawn here, so that a node that takes the work over checks the same chunks. */
    private JobRecheck.Sample of(UUID job) {
      return new JobRecheck.Sample(
          job,
          sample == null ? SAMPLE : sample,
          seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed);
    }
  }

  public JobRecheckRoutes(Bus bus, OperationDoor door, JobStore jobs, PgJobViews views) {
    this.bus = bus;
    this.door = door;
    this.jobs = jobs;
    this.views = views;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/jobs/:oid/verify", Permission.JOBS_RUN, this::verify));
  }

  private Future<Void> verify(Exchange exchange) {
    var job = exchange.oid();
    var wish = exchange.orRefuse(exchange.optionalBody(Wish.class).then(Wish::checked));
    var sample = DomainJson.tree(wish.of(job));
    Request<OperationCommand> ask =
        exchange.request(new OperationCommand.Ask(JobRecheck.KIND, sample));
    return jobs.find(job)
        .compose(found ->
            views.swept(job).map(swept -> exchange.orRefuse(JobRecheck.verifiable(found, swept))))
        .compose(there -> OperationService.SERVICE.ask(bus, ask))
        .compose(answer -> door.answer(exchange, answer));
  }
}
