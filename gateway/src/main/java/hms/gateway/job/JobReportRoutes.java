package hms.gateway.job;

import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.job.Job;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.JobStore;
import hms.storage.pg.PgJobReport;
import hms.storage.pg.PgJobViews;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A job on one page, for people. */
final class JobReportRoutes implements Routes {
  private static final int FAILURES = 20;
  private static final int EVENTS = 50;

  private final JobStore jobs;
  private final PgJobViews views;

  JobReportRoutes(JobStore jobs, PgJobViews views) {
    this.jobs = jobs;
    this.views = views;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/jobs/:oid/report", Permission.JOBS_READ, this::report));
  }

  private Future<Void> report(Exchange exchange) {
    return jobs.find(exchange.oid())
        .map(found -> exchange.orRefuse(orNotFound(found)))
        .compose(job -> drawn(exchange, job))
        .compose(report -> {
          exchange.header("Content-Security-Policy", JobReport.POLICY);
          byte[] page = report.html().getBytes(StandardCharsets.UTF_8);
          return exchange.bytes("text/html; charset=utf-8", "private, no-store", page);
        });
  }

  private Future<JobReport> drawn(Exchange exchange, Job job) {
    PgJobReport rows = views.report();
    long each = Math.max(1, Math.ceilDiv(job.chunksDone(), JobReport.BARS_MAX));
    var spread = rows.spread(job.oid(), ReportTimes.BOUNDS);
    var bars = rows.bars(job.oid(), each, JobReport.BARS_MAX);
    var failed = rows.failures(job.oid());
    var failures = views.failures(job.oid(), FAILURES);
    var events = views.events(job.oid(), EVENTS);
    return Future.all(spread, bars, failed, failures, events)
        .map(all ->
            new JobReport(
                job,
                spread.result(),
                bars.result(),
                each,
                failed.result(),
                failures.result(),
                events.result(),
                exchange.now()));
  }

  private static Outcome<Job> orNotFound(Optional<Job> found) {
    return found.map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NotFound("job")));
  }
}
