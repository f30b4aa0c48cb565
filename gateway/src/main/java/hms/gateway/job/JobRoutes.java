package hms.gateway.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.job.JobTypes;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.job.Job;
import hms.gateway.command.Answer;
import hms.gateway.command.Mint;
import hms.gateway.command.Request;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.JobStore;
import hms.storage.Timestamps;
import hms.storage.pg.PgJobViews;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The HTTP face of the compute cluster. */
public final class JobRoutes implements Routes {
  private final JobStore jobs;
  private final PgJobViews views;
  private final JobTypes types;
  private final Mint mint;

  private record Submission(String type, @Nullable JsonNode parameters) {}

  public JobRoutes(JobStore jobs, PgJobViews views, JobTypes types, Mint mint) {
    this.jobs = jobs;
    this.views = views;
    this.types = types;
    this.mint = mint;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/jobs", Permission.JOBS_RUN, this::submit),
        Route.get("/jobs", Permission.JOBS_READ, this::list, "limit"),
        Route.get("/jobs/:oid", Permission.JOBS_READ, this::find),
        Route.get("/jobs/:oid/shares", Permission.JOBS_READ, this::shares),
        Route.get("/nodes", Permission.CLUSTER_READ, this::nodes));
  }

  /** The oid follows from the Idempotency-Key, so the same request finds the job it has made. */
  private Future<Void> submit(Exchange exchange) {
    Request<Submission> request =
        exchange.request(
            exchange.orRefuse(exchange.body(Submission.class).then(JobRoutes::checked)));
    String parameters =
        request.command().parameters() == null ? "{}" : request.command().parameters().toString();
    var plan = exchange.orRefuse(types.check(request.command().type(), parameters));
    var job =
        Job.queued(
            request.ownId(), plan.type(), plan.parameters(), request.actor().name(), mint.now());
    if (exchange.asked().rehearsal()) {
      return exchange.answer(Answer.rehearsal(Outcome.done(job)), 201, JobRoutes::view);
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
                JobRoutes::view));
  }

  private Future<Void> list(Exchange exchange) {
    return jobs.list(exchange.asked().limit())
        .compose(all -> exchange.list(all.stream().map(JobRoutes::view).toList()));
  }

  private Future<Void> find(Exchange exchange) {
    return jobs.find(exchange.oid())
        .map(found -> exchange.orRefuse(orNotFound(found)))
        .compose(job -> exchange.unversioned(view(job)));
  }

  private Future<Void> shares(Exchange exchange) {
    UUID oid = exchange.oid();
    return jobs.find(oid)
        .map(found -> exchange.orRefuse(orNotFound(found)))
        .compose(job -> views.shares(oid))
        .compose(shares -> exchange.list(shares.stream().map(DomainJson::tree).toList()));
  }

  private Future<Void> nodes(Exchange exchange) {
    return views
        .nodes()
        .compose(nodes -> exchange.list(nodes.stream().map(DomainJson::tree).toList()));
  }

  private static Outcome<Submission> checked(Submission submission) {
    var rules = new Rules();
    rules.present("/type", submission.type());
    return rules.broken() ? rules.refused() : Outcome.done(submission);
  }

  private static Outcome<Job> same(Job known, Job asked) {
    boolean equal =
        known.type().equals(asked.type())
            && json(known.parameters()).equals(json(asked.parameters()));
    return equal
        ? Outcome.done(known)
        : Outcome.refused(new Refusal.KeyReused("of job " + known.oid()));
  }

  private static JsonNode json(String text) {
    return DomainJson.own(text, JsonNode.class);
  }

  /** Parameters and result are JSON themselves, so they stand in the answer as JSON. */
  private static ObjectNode view(Job job) {
    var view =
        DomainJson.object()
            .put("oid", job.oid().toString())
            .put("type", job.type())
            .put("state", job.state().name())
            .put("unitsTotal", job.unitsTotal())
            .put("unitsDone", job.unitsDone())
            .put("chunksDone", job.chunksDone())
            .put("cpuMicros", job.cpuMicros())
            .put("epoch", job.epoch())
            .put("submittedBy", job.submittedBy())
            .put("created", Timestamps.text(job.created()));
    view.set("parameters", json(job.parameters()));
    job.owner().ifPresent(owner -> view.put("owner", owner));
    job.started().ifPresent(at -> view.put("started", Timestamps.text(at)));
    job.ended().ifPresent(at -> view.put("ended", Timestamps.text(at)));
    job.reason().ifPresent(reason -> view.put("reason", reason));
    job.verdict().ifPresent(verdict -> view.put("verdict", verdict));
    job.result().ifPresent(result -> view.set("result", json(result)));
    return view;
  }

  private static Outcome<Job> orNotFound(Optional<Job> found) {
    return found.map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NotFound("job")));
  }
}
