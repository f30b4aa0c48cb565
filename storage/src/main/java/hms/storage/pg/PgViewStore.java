package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.desk.SavedView;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Saved views of lists. Whose one may see is the caller's to decide. */
public final class PgViewStore {
  private static final String KIND = "view";

  /** More would be no help to anybody. */
  private static final int OWN_MAX = 100;

  private static final String COLUMNS =
      """
      select oid, version, created, modified, owner_oid, page, query, name, shared from saved_views
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String LIST =
      COLUMNS
          + """
          where (owner_oid = $1 or shared) and ($2::text is null or page = $2)
          order by page, name, oid limit $3
          """;
  private static final String COUNT = "select count(*) as n from saved_views where owner_oid = $1";
  private static final String INSERT =
      """
      insert into saved_views (oid, version, created, modified, owner_oid, page, query, name, shared)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;
  private static final String UPDATE =
      """
      update saved_views set version = $2, created = $3, modified = $4, owner_oid = $5, page = $6,
          query = $7, name = $8, shared = $9
      where oid = $1
      """;
  private static final String DELETE = "delete from saved_views where oid = $1";

  private static final PgRows<SavedView> ROWS =
      new PgRows<>(KIND, FIND, LOCK, INSERT, UPDATE, PgViewStore::read, PgViewStore::values);

  private final PgSession session;

  PgViewStore(PgSession session) {
    this.session = session;
  }

  public Step<SavedView> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  /**
   * A person's own and those that others share, by list and name.
   *
   * @param page only of this list; null for all
   */
  public Future<List<SavedView>> list(UUID person, @Nullable String page, int limit) {
    return session.list(PgViewStore::read, LIST, person, page, limit);
  }

  /** Errors: Duplicate of the name; Denied for one too many. */
  public Step<SavedView> create(SavedView view) {
    return Step.from(session.first(row -> row.getLong("n"), COUNT, view.owner()))
        .then(count ->
            count.orElse(0L) < OWN_MAX
                ? ROWS.create(session, view, "create")
                : Step.refused(
                    new Refusal.Denied(
                        "nobody has more than %d views".formatted(OWN_MAX), List.of())));
  }

  /** Errors: NotFound, Stale, Duplicate of the name. */
  public Step<SavedView> change(
      UUID oid, long expected, Function<SavedView, Outcome<SavedView>> decision) {
    return ROWS.change(session, oid, expected, "edit", decision);
  }

  /** For good, if {@code decision} lets it go. Errors: NotFound, Stale. */
  public Step<SavedView> delete(
      UUID oid, long expected, Function<SavedView, Outcome<SavedView>> decision) {
    return ROWS.lock(session, oid)
        .decide(decision)
        .decide(found -> Versioned.seen(found, expected, KIND))
        .then(found ->
            Step.from(session.run(DELETE, oid).compose(gone -> audit(found))).map(told -> found));
  }

  private Future<Void> audit(SavedView gone) {
    return session.audit(KIND, gone.oid(), gone.version() + 1, "delete", DomainJson.object(), null);
  }

  private static SavedView read(Row row) {
    return new SavedView(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getUUID("owner_oid"),
        row.getString("page"),
        row.getString("query"),
        row.getString("name"),
        row.getBoolean("shared"));
  }

  private static @Nullable Object[] values(SavedView v) {
    return new @Nullable Object[] {
      v.oid(),
      v.version(),
      v.created(),
      v.modified(),
      v.owner(),
      v.page(),
      v.query(),
      v.name(),
      v.shared()
    };
  }
}
