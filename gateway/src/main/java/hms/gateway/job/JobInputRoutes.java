package hms.gateway.job;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.gateway.command.Answer;
import hms.gateway.file.FileWriter.Written;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.Timestamps;
import hms.storage.pg.PgJobUploads;
import hms.storage.pg.PgJobUploads.JobUpload;
import io.vertx.core.Future;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Takes files in that jobs of their sender read. Source: docs/adr/0078. */
public final class JobInputRoutes implements Routes {
  /** Bytes; who keeps as many sends no more. What comes in meanwhile may go beyond it. */
  static final long KEPT_MAX = 1L << 30;

  private static final int MIB = 1 << 20;

  @Override
  public List<Route> routes() {
    return List.of(Route.lines("/job-inputs", Permission.JOBS_RUN, this::receive));
  }

  /** Asks for room before the file is sent. The oid follows from the Idempotency-Key. */
  private Future<Void> receive(Exchange exchange) {
    UUID oid = exchange.request("a file").ownId();
    return uploads(exchange)
        .keptBeside(oid, exchange.actor().name())
        .compose(bytes ->
            bytes < KEPT_MAX
                ? exchange.receive().compose(file -> keep(exchange, oid, file))
                : full(exchange, bytes));
  }

  private static Future<Void> full(Exchange exchange, long bytes) {
    return exchange.refuse(
        429,
        "quota-exceeded",
        """
        you keep %d MiB of files for jobs, and nobody who keeps %d MiB sends another: wait until \
        some expire, two days after they were sent and a day after the end of jobs that read \
        them, or name the oid of one that is kept\
        """
            .formatted(bytes / MIB, KEPT_MAX / MIB));
  }

  /** Sent again, it is the first file that is kept; what is not kept is not left behind. */
  private static Future<Void> keep(Exchange exchange, UUID oid, Written file) {
    return uploads(exchange)
        .keep(oid, file.file(), exchange.actor().name())
        .recover(why ->
            exchange
                .stores()
                .files()
                .remove(file.file())
                .transform(gone -> Future.failedFuture(why)))
        .compose(kept ->
            kept.file().equals(file.file())
                ? exchange.answer(Answer.fresh(Outcome.done(kept)), 201, JobInputRoutes::view)
                : again(exchange, kept, file));
  }

  private static PgJobUploads uploads(Exchange exchange) {
    return exchange.stores().files().jobUploads();
  }

  private static Future<Void> again(Exchange exchange, JobUpload kept, Written file) {
    return exchange
        .stores()
        .files()
        .remove(file.file())
        .compose(
            gone -> exchange.answer(Answer.stored(same(kept, file)), 201, JobInputRoutes::view));
  }

  private static Outcome<JobUpload> same(JobUpload kept, Written file) {
    return kept.sha256().equals(HexFormat.of().formatHex(file.sha256()))
        ? Outcome.done(kept)
        : Outcome.refused(new Refusal.KeyReused("of input " + kept.oid()));
  }

  private static JsonNode view(JobUpload kept) {
    return DomainJson.object()
        .put("oid", kept.oid().toString())
        .put("bytes", kept.bytes())
        .put("sha256", kept.sha256())
        .put("expires", Timestamps.text(kept.expires()));
  }
}
