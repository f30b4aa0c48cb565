package hms.gateway.job;

import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.job.Job;
import hms.domain.job.JobExplanation;
import hms.domain.job.JobWish;
import hms.domain.job.Tenants;
import hms.gateway.command.Answer;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.JobStore;
import hms.storage.pg.PgJobViews;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What people do with jobs that are there, and how they learn what is the matter with one. A wish
 * that is fulfilled already is answered the same way, so none of them needs a key.
 */
final class JobControlRoutes implements Routes {
  private final JobStore jobs;
  private final PgJobViews views;
  private final Tenants tenants;

  JobControlRoutes(JobStore jobs, PgJobViews views, Tenants tenants) {
    this.jobs = jobs;
    this.views = views;
    this.tenants = tenants;
  }

  @Override
  public List<Route> routes() {
    var wishes =
        Stream.of(JobWish.values())
            .map(wish ->
                Route.unkeyedPost(path(wish), Permission.JOBS_RUN, call -> grant(call, wish))
                    .empty());
    var looks =
        Stream.of(
            Route.get("/jobs/:oid/explain", Permission.JOBS_READ, this::explain),
            Route.get("/jobs/:oid/chunks", Permission.JOBS_READ, this::chunks, "limit", "from"),
            Route.get("/jobs/:oid/events", Permission.JOBS_READ, this::events, "limit"),
            Route.get("/jobs/:oid/logs", Permission.JOBS_READ, this::logs, "limit"));
    return Stream.concat(wishes, looks).toList();
  }

  /** {@code RETRY_ALL} is at {@code retry-all}. */
  private static String path(JobWish wish) {
    return "/jobs/:oid/" + wish.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Future<Void> grant(Exchange exchange, JobWish wish) {
    if (exchange.asked().rehearsal()) return rehearse(exchange, wish);
    return jobs.wish(exchange.oid(), wish, exchange.actor().name())
        .compose(answer -> exchange.json(200, JobViews.view(exchange.orRefuse(answer))));
  }

  private Future<Void> rehearse(Exchange exchange, JobWish wish) {
    return found(exchange)
        .compose(job ->
            exchange.answer(
                Answer.rehearsal(wish.foresee(job)),
                200,
                to -> DomainJson.object().put("state", to.name())));
  }

  private Future<Job> found(Exchange exchange) {
    return jobs.find(exchange.oid())
        .map(found ->
            exchange.orRefuse(
                found
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(new Refusal.NotFound("job")))));
  }

  private Future<Void> explain(Exchange exchange) {
    return found(exchange)
        .compose(job ->
            views
                .surroundings(job.oid())
                .map(around -> JobExplanation.of(job, around, tenants, exchange.now())))
        .compose(causes -> exchange.list(causes.stream().map(DomainJson::tree).toList()));
  }

  private Future<Void> chunks(Exchange exchange) {
    long from = exchange.asked().number("from", 0);
    int limit = exchange.asked().limit();
    return found(exchange)
        .compose(job -> views.chunks(job.oid(), from, limit))
        .compose(chunks -> exchange.list(chunks.stream().map(DomainJson::tree).toList()));
  }

  private Future<Void> events(Exchange exchange) {
    int limit = exchange.asked().limit();
    return found(exchange)
        .compose(job -> views.events(job.oid(), limit))
        .compose(events -> exchange.list(events.stream().map(DomainJson::tree).toList()));
  }

  private Future<Void> logs(Exchange exchange) {
    int limit = exchange.asked().limit();
    return found(exchange)
        .compose(job -> views.failures(job.oid(), limit))
        .compose(failures -> exchange.list(failures.stream().map(DomainJson::tree).toList()));
  }
}
