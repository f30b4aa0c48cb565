package hms.gateway.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.operation.Operation;
import hms.gateway.command.Mint;
import hms.gateway.file.FileWriter;
import hms.gateway.file.Repeat;
import hms.gateway.file.RowText;
import hms.gateway.operation.LongWork;
import hms.gateway.operation.Shift;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Writes a list into a file: all of it as it stood at one moment, page by page, so that neither the
 * list nor the file is ever whole in memory. Begun again, it begins a new file.
 */
public final class ExportWork implements LongWork {
  static final String KIND = "export";

  private final PgStores stores;
  private final PgStores patient;
  private final Exportables all;
  private final Mint mint;

  /**
   * @param patient stores whose transactions may take long
   */
  public ExportWork(PgStores stores, PgStores patient, Exportables all, Mint mint) {
    this.stores = stores;
    this.patient = patient;
    this.all = all;
    this.mint = mint;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Step<Optional<ObjectNode>> run(Shift shift) {
    var request = shift.parameters(ExportRequest.class);
    return Step.of(all.of(request.resource()))
        .decide(list -> list.needed().needed(shift.actor()).map(may -> list))
        .then(list ->
            Step.of(request.query(list.listing()))
                .then(query -> written(shift, request, list, query.limitedTo(Query.LIMIT_MAX))));
  }

  private Step<Optional<ObjectNode>> written(
      Shift shift, ExportRequest request, Exportable<?> list, Query query) {
    var text = all.text(request);
    var artisan = shift.actor() instanceof Actor.Maker(var own) ? own : null;
    var expires = mint.now().plus(Operation.KEPT);
    return Step.from(
            FileWriter.begin(stores, mint.id(), artisan, all.format(request).mediaType(), expires))
        .then(file ->
            Step.from(file.write(text.head()))
                .then(begun ->
                    new Step<>(
                        patient.snapshot(
                            shift.actor(),
                            tx -> new Pages(shift, list, text, file, tx, query).write())))
                .then(rows -> Step.from(ended(file, rows))));
  }

  /** Page after page on one connection, as long as it may go on. */
  private static final class Pages {
    private final Shift shift;
    private final Exportable<?> list;
    private final RowText text;
    private final FileWriter file;
    private final PgStores tx;
    private Query query;
    private long rows;
    private boolean whole;

    Pages(Shift shift, Exportable<?> list, RowText text, FileWriter file, PgStores tx, Query all) {
      this.shift = shift;
      this.list = list;
      this.text = text;
      this.file = file;
      this.tx = tx;
      this.query = all;
    }

    /** How many rows there were; empty if it had to stop. */
    Step<Optional<Long>> write() {
      return Step.from(Repeat.whileTrue(this::next))
          .map(end -> whole ? Optional.of(rows) : Optional.empty());
    }

    private Future<Boolean> next() {
      if (!shift.mayGoOn()) return Future.succeededFuture(false);
      return list.rows(tx, shift.actor(), query)
          .future()
          .map(Outcome::orThrow)
          .compose(page -> file.write(text.rows(page.rows())).map(written -> passed(page)));
    }

    private boolean passed(Found<JsonNode> page) {
      rows += page.rows().size();
      shift.at(rows, null);
      whole = page.next().isEmpty();
      page.next().ifPresent(next -> query = query.after(next));
      return !whole;
    }
  }

  private static Future<Optional<ObjectNode>> ended(FileWriter file, Optional<Long> rows) {
    if (rows.isEmpty()) return file.abandon().map(gone -> Optional.empty());
    return file.end()
        .map(written ->
            Optional.of(
                DomainJson.object()
                    .put("file", written.file().toString())
                    .put("rows", rows.get())
                    .put("size", written.size())
                    .put("sha256", HexFormat.of().formatHex(written.sha256()))));
  }
}
