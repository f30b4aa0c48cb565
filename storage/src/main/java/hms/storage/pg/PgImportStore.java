package hms.storage.pg;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Violation;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Imports and what came of their rows. */
public final class PgImportStore {
  private static final String COLUMNS =
      """
      select oid, artisan_oid, created, resource, format, file_oid, commit_oid from imports
      where oid = $1
      """;
  private static final String LOCK = COLUMNS + " for no key update";
  private static final String INSERT =
      """
      insert into imports (oid, artisan_oid, created, resource, format, file_oid)
      values ($1, $2, $3, $4, $5, $6)
      """;
  private static final String COMMIT = "update imports set commit_oid = $2 where oid = $1";

  /** A run that begins again says the same once more. */
  private static final String PUT =
      """
      insert into import_rows (import_oid, artisan_oid, n, outcome, object, errors)
      select $1, $2, r.n, r.outcome, r.object, r.errors::jsonb
      from unnest($3::int[], $4::text[], $5::uuid[], $6::text[]) as r (n, outcome, object, errors)
      on conflict (import_oid, n) do update set outcome = excluded.outcome,
          object = excluded.object, errors = excluded.errors
      """;

  /** Two rows about one object cannot both be what they say they are. */
  private static final String DOUBLED =
      """
      update import_rows r set outcome = 'invalid', errors = $2::text::jsonb
      where r.import_oid = $1 and r.outcome in ('create', 'change', 'same') and exists (
        select from import_rows o
        where o.import_oid = $1 and o.object = r.object and o.n < r.n)
      """;

  private static final String COUNTS =
      "select outcome, count(*) from import_rows where import_oid = $1 group by outcome";
  private static final String ROWS =
      """
      select n, outcome, object, errors::text as errors from import_rows
      where import_oid = $1 and n > $2 and ($3::text is null or outcome = $3)
      order by n limit $4
      """;

  private final PgSession session;

  PgImportStore(PgSession session) {
    this.session = session;
  }

  /** What may become of a row, and what became of it. */
  public enum RowOutcome {
    CREATE,
    CHANGE,
    SAME,
    INVALID,
    CREATED,
    CHANGED,
    UNCHANGED,
    REFUSED
  }

  /**
   * @param oid that of the operation that checks it
   * @param file null when it is not kept any more
   * @param commit the operation that puts the rows in; null before
   */
  public record Import(
      UUID oid,
      @Nullable UUID artisan,
      Instant created,
      String resource,
      String format,
      @Nullable UUID file,
      @Nullable UUID commit) {}

  /**
   * @param n from 1, as they stand in the file
   * @param object what it is about; null if nobody can tell
   * @param errors why not; empty unless it is invalid or was refused
   */
  public record ImportRow(
      int n, RowOutcome outcome, @Nullable UUID object, List<Violation> errors) {
    public ImportRow {
      errors = List.copyOf(errors);
    }
  }

  public Step<Import> find(UUID oid) {
    return found(session.first(PgImportStore::read, COLUMNS, oid));
  }

  public Step<Import> lock(UUID oid) {
    return found(session.first(PgImportStore::read, LOCK, oid));
  }

  public Future<Void> create(Import begun) {
    return session
        .run(
            INSERT,
            begun.oid(),
            begun.artisan(),
            begun.created(),
            begun.resource(),
            begun.format(),
            begun.file())
        .mapEmpty();
  }

  /** This operation puts the rows in. */
  public Future<Void> committing(UUID oid, UUID operation) {
    return session.run(COMMIT, oid, operation).mapEmpty();
  }

  /** Writes what came of some rows, or would. */
  public Future<Void> put(Import of, List<ImportRow> rows) {
    if (rows.isEmpty()) return Future.succeededFuture();
    return session
        .run(
            PUT,
            of.oid(),
            of.artisan(),
            rows.stream().map(ImportRow::n).toArray(Integer[]::new),
            rows.stream().map(PgImportStore::word).toArray(String[]::new),
            rows.stream().map(ImportRow::object).toArray(UUID[]::new),
            rows.stream().map(PgImportStore::errors).toArray(String[]::new))
        .mapEmpty();
  }

  /** Marks rows about an object that a row before them is about. */
  public Future<Void> refuseDoubled(UUID oid, Violation why) {
    return session.run(DOUBLED, oid, DomainJson.text(List.of(why))).mapEmpty();
  }

  /** How many rows of each outcome there are. */
  public Future<TreeMap<String, Long>> counts(UUID oid) {
    return session
        .list(row -> new Object[] {row.getString(0), row.getLong(1)}, COUNTS, oid)
        .map(all -> {
          var counts = new TreeMap<String, Long>();
          all.forEach(each -> counts.put((String) each[0], (Long) each[1]));
          return counts;
        });
  }

  /** Rows behind row {@code after}, in order. */
  public Future<List<ImportRow>> rows(UUID oid, long after, Optional<RowOutcome> only, int limit) {
    return session.list(
        PgImportStore::row,
        ROWS,
        oid,
        (int) Math.min(after, Integer.MAX_VALUE),
        only.orElse(null),
        limit);
  }

  private static Step<Import> found(Future<Optional<Import>> found) {
    return new Step<>(
        found.map(row ->
            row.map(Outcome::done)
                .orElseGet(() -> Outcome.refused(new Refusal.NotFound("import")))));
  }

  private static String word(ImportRow row) {
    return hms.domain.Lifecycle.word(row.outcome());
  }

  private static @Nullable String errors(ImportRow row) {
    return row.errors().isEmpty() ? null : DomainJson.text(row.errors());
  }

  private static Import read(Row row) {
    return new Import(
        row.getUUID("oid"),
        row.getUUID("artisan_oid"),
        PgSession.instant(row, "created"),
        row.getString("resource"),
        row.getString("format"),
        row.getUUID("file_oid"),
        row.getUUID("commit_oid"));
  }

  private static ImportRow row(Row row) {
    String errors = row.getString("errors");
    return new ImportRow(
        row.getInteger("n"),
        PgSession.word(row, "outcome", RowOutcome.class),
        row.getUUID("object"),
        errors == null ? List.of() : violations(errors));
  }

  private static List<Violation> violations(String json) {
    return Arrays.asList(DomainJson.own(DomainJson.own(json, JsonNode.class), Violation[].class));
  }
}
