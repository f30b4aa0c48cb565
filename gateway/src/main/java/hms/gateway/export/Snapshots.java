package hms.gateway.export;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.gateway.http.FileAnswer;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * Reads all that is an artisan's own, with its rights, as it stands at one moment. A few at a time,
 * since each keeps a connection of the database for as long as its reader takes. For one event
 * loop.
 */
public final class Snapshots {
  private static final int AT_ONCE = 4;
  private static final int SECONDS = 5;

  private final PgStores patient;
  private final List<Exportable<?>> parts;
  private int running;

  /**
   * @param patient stores whose transactions may take long
   * @param parts what belongs to an artisan, as it sees it
   */
  public Snapshots(PgStores patient, List<Exportable<?>> parts) {
    this.patient = patient;
    this.parts = List.copyOf(parts);
  }

  /** Sends one. Errors: Busy. */
  Future<Outcome<Void>> send(UUID artisan, FileAnswer to) {
    if (running >= AT_ONCE) {
      return Future.succeededFuture(Outcome.refused(new Refusal.Busy(SECONDS)));
    }
    running++;
    var reader = new Actor.Maker(artisan);
    return patient
        .snapshot(
            reader,
            tx -> {
              var lines = new SnapshotLines(tx, reader, parts);
              return Step.from(to.send("application/x-ndjson", lines::next));
            })
        .onComplete(ended -> running--);
  }
}
