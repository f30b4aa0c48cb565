package hms.gateway.intake;

import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.Refusal;
import hms.gateway.file.Repeat;
import hms.gateway.file.RowReader;
import hms.gateway.file.RowReader.FileRow;
import hms.gateway.operation.Shift;
import hms.storage.Step;
import hms.storage.pg.PgImportStore.Import;
import hms.storage.pg.PgImportStore.ImportRow;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the rows of an import, one after the other, and writes down what came of each.
 * Memory: a chunk of the file. For one run.
 */
final class RowWalk {
  static final int ROWS_MAX = 100_000;
  private static final int WRITTEN_AT_ONCE = 50;

  private final PgStores stores;
  private final Import of;
  private final RowReader reader;
  private final Shift shift;
  private final Function<FileRow, Future<ImportRow>> work;
  private final Deque<FileRow> waiting = new ArrayDeque<>();
  private final List<ImportRow> results = new ArrayList<>();
  private @Nullable Refusal broken;
  private boolean over;
  private int chunk;
  private long done;

  /**
   * @param work what to do with a row
   * @param done how many rows were done before: they are passed over
   */
  RowWalk(
      PgStores stores,
      Import of,
      RowReader reader,
      Shift shift,
      Function<FileRow, Future<ImportRow>> work,
      long done) {
    this.stores = stores;
    this.of = of;
    this.reader = reader;
    this.shift = shift;
    this.work = work;
    this.done = done;
  }

  /** How many rows there are; fewer if it may not go on. Refused if the file cannot be read. */
  Step<Long> run() {
    return Step.from(Repeat.whileTrue(this::next).compose(end -> written()))
        .decide(end -> broken == null ? Outcome.done(done) : Outcome.refused(broken));
  }

  private Future<Boolean> next() {
    if (!shift.mayGoOn() || broken != null) return Future.succeededFuture(false);
    var row = waiting.poll();
    if (row == null) return over ? Future.succeededFuture(false) : more();
    if (row.n() <= done) return Future.succeededFuture(true);
    if (row.n() > ROWS_MAX) return refused(tooMany());
    return work.apply(row).compose(this::came);
  }

  private Future<Boolean> came(ImportRow result) {
    results.add(result);
    done = result.n();
    return (results.size() < WRITTEN_AT_ONCE ? Future.<Void>succeededFuture() : written())
        .map(true);
  }

  /** What is written down is done; a run after this one goes on behind it. */
  private Future<Void> written() {
    var some = List.copyOf(results);
    results.clear();
    return stores.imports().put(of, some).onSuccess(ok -> shift.at(done, null));
  }

  private Future<Boolean> more() {
    UUID file = Objects.requireNonNull(of.file());
    return stores
        .files()
        .chunk(file, chunk++)
        .compose(bytes -> {
          over = bytes.isEmpty();
          return switch (bytes.map(reader::read).orElseGet(reader::end)) {
            case Done<List<FileRow>>(var rows) -> {
              waiting.addAll(rows);
              yield Future.succeededFuture(true);
            }
            case Refused<List<FileRow>>(var why) -> refused(why);
          };
        });
  }

  private Future<Boolean> refused(Refusal why) {
    broken = why;
    return Future.succeededFuture(false);
  }

  private static Refusal tooMany() {
    return Refusal.Invalid.of("", "size", "at most %d rows at a time".formatted(ROWS_MAX));
  }
}
