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
import hms.storage.pg.PgJobUploads.JobUpload;
import io.vertx.core.Future;
import java.util.HexFormat;
import java.util.List;

/** Takes files in that jobs of their sender read. Source: docs/adr/0078. */
public final class JobInputRoutes implements Routes {
  @Override
  public List<Route> routes() {
    return List.of(Route.lines("/job-inputs", Permission.JOBS_RUN, this::receive));
  }

  private Future<Void> receive(Exchange exchange) {
    return exchange.receive().compose(file -> keep(exchange, file));
  }

  /** The oid follows from the Idempotency-Key: sent again, it is the first file that is kept. */
  private Future<Void> keep(Exchange exchange, Written file) {
    var request = exchange.request(file);
    return exchange
        .stores()
        .files()
        .jobUploads()
        .keep(request.ownId(), file.file(), request.actor().name())
        .compose(kept ->
            kept.file().equals(file.file())
                ? exchange.answer(Answer.fresh(Outcome.done(kept)), 201, JobInputRoutes::view)
                : again(exchange, kept, file));
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
