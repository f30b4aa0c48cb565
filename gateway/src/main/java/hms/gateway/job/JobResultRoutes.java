package hms.gateway.job;

import hms.cluster.job.BoundJob;
import hms.cluster.job.JobTypes;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.job.Job;
import hms.gateway.file.Format;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.JobStore;
import hms.storage.pg.PgJobViews;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What jobs leave behind: an object, or the lines of a file or the rows of a table in the order of
 * their units, as fast as their reader takes them. Of a job that ended PARTIAL, what there is.
 */
final class JobResultRoutes implements Routes {
  /** So much is in memory for each reader; one part may be larger. */
  private static final long PAGE_BYTES = 1L << 20;

  private static final String SWEPT = "results-swept";

  private final JobStore jobs;
  private final PgJobViews views;
  private final JobTypes types;

  JobResultRoutes(JobStore jobs, PgJobViews views, JobTypes types) {
    this.jobs = jobs;
    this.views = views;
    this.types = types;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/jobs/:oid/results", Permission.JOBS_READ, this::results));
  }

  private Future<Void> results(Exchange exchange) {
    return jobs.find(exchange.oid())
        .map(found -> exchange.orRefuse(result(found)))
        .compose(job -> {
          var its = exchange.orRefuse(known(job));
          return switch (its.form()) {
            case AGGREGATE -> object(exchange, job);
            case FILE -> kept(exchange, job).compose(there -> lines(exchange, job));
            case ROWS -> kept(exchange, job).compose(there -> rows(exchange, job, its.columns()));
          };
        });
  }

  private static Outcome<Job> result(Optional<Job> found) {
    if (found.isEmpty()) return Outcome.refused(new Refusal.NotFound("job"));
    var job = found.get();
    if (job.result().isPresent()) return Outcome.done(job);
    return refused(job, job.ended().isPresent() ? "no-result" : "not-yet");
  }

  private static Outcome<Job> refused(Job job, String code) {
    String why = code.equals(SWEPT) ? "its result has served its time" : "there is no result";
    return Outcome.refused(
        new Refusal.WrongState(Lifecycle.word(job.state()), "read", List.of(), code, why));
  }

  /** What is read part by part is there for a while; the row of the job for longer. */
  private Future<Job> kept(Exchange exchange, Job job) {
    return views
        .swept(job.oid())
        .map(swept -> exchange.orRefuse(swept ? refused(job, SWEPT) : Outcome.done(job)));
  }

  /** A plugin may be gone, or refuse by now what it took before. */
  private Outcome<BoundJob<?, ?>> known(Job job) {
    return switch (types.bind(job.type(), job.parameters())) {
      case Outcome.Done<BoundJob<?, ?>> bound -> bound;
      case Outcome.Refused<BoundJob<?, ?>>(var why) ->
          Outcome.refused(
              new Refusal.WrongState(
                  Lifecycle.word(job.state()),
                  "read",
                  List.of(),
                  "no-type",
                  "this node cannot read what jobs of type %s leave".formatted(job.type())));
    };
  }

  private static Future<Void> object(Exchange exchange, Job job) {
    return exchange.json(200, JobViews.json(job.result().orElseThrow()));
  }

  private Future<Void> lines(Exchange exchange, Job job) {
    var parts = new Parts(job.oid());
    return exchange
        .file("%s-%s.txt".formatted(job.type(), job.oid()))
        .send("text/plain", parts::next);
  }

  private Future<Void> rows(Exchange exchange, Job job, List<String> columns) {
    String type = exchange.file(job.type()).preferred(RowResults.TYPES);
    String ending = Format.ofMediaType(type).map(Format::word).orElse("json");
    var file = exchange.file("%s-%s.%s".formatted(job.type(), job.oid(), ending));
    var rows = new RowResults(type, columns, new Parts(job.oid())::next, file::aside);
    return file.send(type, rows::next);
  }

  /** The parts of one file, for one reader. */
  private final class Parts {
    private final UUID job;
    private long from;

    Parts(UUID job) {
      this.job = job;
    }

    /** Empty behind the last. */
    Future<Optional<Buffer>> next() {
      return jobs.parts(job, from, PAGE_BYTES)
          .map(some -> {
            if (some.isEmpty()) return Optional.empty();
            from = some.getLast().interval().hi();
            Buffer bytes = Buffer.buffer();
            for (var part : some) bytes = bytes.appendBytes(part.payload());
            return Optional.of(bytes);
          });
    }
  }
}
