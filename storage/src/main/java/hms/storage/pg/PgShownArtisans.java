package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.artisan.ShownArtisan;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** Artisans as strangers see them: only columns that {@code hms_public} may read. */
public final class PgShownArtisans {
  private static final String ACTIVE = "state = 'active'";
  private static final String COLUMNS =
      """
      select oid, version, created, modified, display_name, website, region from artisans
      """;
  private static final String FIND = COLUMNS + "where oid = $1 and " + ACTIVE;
  private static final PgColumns SQL =
      PgColumns.builder()
          .at("name", "display_name")
          .at("words", "to_tsvector('simple', display_name)")
          .build();
  static final PgPages<ShownArtisan> PAGES =
      new PgPages<>(StoredFields.SHOWN_ARTISAN, COLUMNS, ACTIVE, SQL);

  private final PgSession session;

  PgShownArtisans(PgSession session) {
    this.session = session;
  }

  /** Those that are active; by the fields of {@code StoredFields.SHOWN_ARTISAN}. */
  public Step<Found<ShownArtisan>> get(Query query) {
    return PAGES.get(session, query, PgShownArtisans::read);
  }

  /** Errors: NotFound, also for one that is not active. */
  public Step<ShownArtisan> find(UUID oid) {
    return new Step<>(
        session
            .first(PgShownArtisans::read, FIND, oid)
            .map(found ->
                found
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(new Refusal.NotFound("artisan")))));
  }

  private static ShownArtisan read(Row row) {
    return new ShownArtisan(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getString("display_name"),
        row.getString("website"),
        row.getString("region"));
  }
}
