package hms.gateway.job;

import hms.cluster.job.JobTypes;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.job.Job;
import hms.gateway.command.Answer;
import hms.gateway.command.Mint;
import hms.gateway.command.Request;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.JobStore;
import hms.storage.pg.PgJobViews;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The HTTP face of the compute cluster. */
public final class JobRoutes implements Routes {
  private final JobStore jobs;
  private final PgJobViews views;
  private final JobTypes types;
  private final Mint mint;
  private final JobWatchers watchers;

  public JobRoutes(
      JobStore jobs, PgJobViews views, JobTypes types, Mint mint, JobWatchers watchers) {
    this.jobs = jobs;
    this.views = views;
    this.types = types;
    this.mint = mint;
    this.watchers = watchers;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/jobs", Permission.JOBS_RUN, this::submit),
        Route.get("/jobs", Permission.JOBS_READ, this::list, "limit"),
        Route.get("/jobs/:oid", Permission.JOBS_READ, this::find),
        Route.get("/jobs/:oid/shares", Permission.JOBS_READ, this::shares));
  }

  /** The oid follows from the Idempotency-Key, so the same request finds the job it has made. */
  private Future<Void> submit(Exchange exchange) {
    Request<JobSubmission> request =
        exchange.request(
            exchange.orRefuse(exchange.body(JobSubmission.class).then(JobSubmission::checked)));
    JobSubmission asked = request.command();
    var plan = exchange.orRefuse(types.check(asked.type(), asked.parametersText()));
    var job =
        Job.queued(
            request.ownId(),
            plan.type(),
            plan.parameters(),
            asked.wishes(),
            request.actor().name(),
            mint.now(),
            asked.earliest(),
            asked.latest(),
            Optional.ofNullable(request.cause().trace()));
    if (exchange.asked().rehearsal()) {
      return exchange.answer(Answer.rehearsal(Outcome.done(job)), 201, JobViews::view);
    }
    return jobs.insert(job)
        .compose(stored -> jobs.find(job.oid()))
        .map(found -> exchange.orRefuse(same(found.orElseThrow(), job)))
        .compose(stored -> jobs.wake().map(stored))
        .compose(stored ->
            exchange.answer(
                stored.created().equals(job.created())
                    ? Answer.fresh(Outcome.done(stored))
                    : Answer.stored(Outcome.done(stored)),
                201,
                JobViews::view));
  }

  private Future<Void> list(Exchange exchange) {
    return jobs.list(exchange.asked().limit())
        .compose(all -> exchange.list(all.stream().map(JobViews::view).toList()));
  }

  private Future<Void> find(Exchange exchange) {
    return jobs.find(exchange.oid())
        .map(found -> exchange.orRefuse(orNotFound(found)))
        .compose(job ->
            watchers.live(job).compose(live -> exchange.unversioned(JobViews.view(job, live))));
  }

  private Future<Void> shares(Exchange exchange) {
    UUID oid = exchange.oid();
    return jobs.find(oid)
        .map(found -> exchange.orRefuse(orNotFound(found)))
        .compose(job -> views.shares(oid))
        .compose(shares -> exchange.list(shares.stream().map(DomainJson::tree).toList()));
  }

  private static Outcome<Job> same(Job known, Job asked) {
    boolean equal =
        known.type().equals(asked.type())
            && JobViews.json(known.parameters()).equals(JobViews.json(asked.parameters()))
            && known.options().equals(asked.options());
    return equal
        ? Outcome.done(known)
        : Outcome.refused(new Refusal.KeyReused("of job " + known.oid()));
  }

  private static Outcome<Job> orNotFound(Optional<Job> found) {
    return found.map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NotFound("job")));
  }
}
