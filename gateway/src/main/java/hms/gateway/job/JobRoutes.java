package hms.gateway.job;

import hms.cluster.job.JobTypes;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.job.Job;
import hms.domain.job.JobTerms;
import hms.domain.job.Tenants;
import hms.gateway.command.Answer;
import hms.gateway.command.Mint;
import hms.gateway.command.Request;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.JobStore;
import hms.storage.Listings;
import hms.storage.pg.PgJobViews;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The HTTP face of the compute cluster. */
final class JobRoutes implements Routes {
  private static final int AGAIN_SECONDS = 5;

  private final JobStore jobs;
  private final PgJobViews views;
  private final JobTypes types;
  private final Mint mint;
  private final JobWatchers watchers;
  private final int openMax;
  private final Tenants tenants;

  /**
   * @param openMax jobs that may be there without having ended; 0: as many as come
   * @param tenants how many each of them may have
   */
  JobRoutes(
      JobStore jobs,
      PgJobViews views,
      JobTypes types,
      Mint mint,
      JobWatchers watchers,
      int openMax,
      Tenants tenants) {
    this.watchers = watchers;
    this.openMax = openMax;
    this.tenants = tenants;
    this.jobs = jobs;
    this.views = views;
    this.types = types;
    this.mint = mint;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/jobs", Permission.JOBS_RUN, this::submit),
        Route.list("/jobs", Permission.JOBS_READ, Listings.JOBS, this::list),
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
            JobTerms.of(plan.type(), plan.parameters())
                .with(asked.wishes())
                .with(asked.ties())
                .within(asked.earliest(), asked.latest()),
            tenant(exchange, asked),
            request.actor().name(),
            mint.now(),
            Optional.ofNullable(request.cause().trace()));
    return jobs.states(job.ties().after())
        .map(known -> exchange.orRefuse(following(job, known.keySet())))
        .compose(sound ->
            exchange.asked().rehearsal()
                ? exchange.answer(Answer.rehearsal(Outcome.done(job)), 201, JobViews::view)
                : admit(exchange, job));
  }

  /** Who submits it, or whose they say it is: that needs a permission of its own. */
  private static String tenant(Exchange exchange, JobSubmission asked) {
    String self = exchange.actor().name();
    String tenant = asked.tenant() == null ? self : asked.tenant();
    return exchange.orRefuse(
        tenant.equals(self)
            ? Outcome.done(tenant)
            : Permission.JOBS_ASSIGN.needed(exchange.actor()).map(entitled -> tenant));
  }

  private Future<Void> admit(Exchange exchange, Job job) {
    return jobs.admit(job, openMax, tenants.of(job.tenant()).maxLive())
        .map(taken -> exchange.orRefuse(room(taken).then(known -> same(known, job))))
        .compose(stored -> jobs.wake().map(stored))
        .compose(stored ->
            exchange.answer(
                stored.oid().equals(job.oid()) && stored.created().equals(job.created())
                    ? Answer.fresh(Outcome.done(stored))
                    : Answer.stored(Outcome.done(stored)),
                201,
                JobViews::view));
  }

  /** It may follow only what is there: what is not there never ends. */
  private static Outcome<Job> following(Job job, Set<UUID> known) {
    var rules = new Rules();
    var after = job.ties().after();
    for (int i = 0; i < after.size(); i++) {
      boolean there = known.contains(after.get(i));
      rules.that(there, "/after/" + i, "unknown-job", "expected the oid of a job");
    }
    return rules.broken() ? rules.refused() : Outcome.done(job);
  }

  private static Outcome<Job> room(Optional<Job> taken) {
    return taken
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Refusal.Throttled("jobs", AGAIN_SECONDS)));
  }

  /** The newest first, unless the other way is asked for. */
  private Future<Void> list(Exchange exchange) {
    var asked = exchange.asked().query(Listings.JOBS);
    boolean forward = !asked.sort().isEmpty() && !asked.sort().getFirst().descending();
    var query = forward ? asked : asked.sortedBy("-created", "-oid");
    return exchange.page(views.get(query), JobViews::view);
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
            && known.tenant().equals(asked.tenant())
            && known.options().equals(asked.options())
            && known.ties().equals(asked.ties());
    return equal
        ? Outcome.done(known)
        : Outcome.refused(new Refusal.KeyReused("of job " + known.oid()));
  }

  private static Outcome<Job> orNotFound(Optional<Job> found) {
    return found.map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NotFound("job")));
  }
}
