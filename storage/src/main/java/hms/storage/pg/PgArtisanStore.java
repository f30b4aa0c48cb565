package hms.storage.pg;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanProfile;
import hms.domain.artisan.ArtisanTerms;
import hms.storage.DomainJson;
import hms.storage.Saved;
import hms.storage.Step;
import hms.storage.Store;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Artisans. */
public final class PgArtisanStore implements Store<Artisan> {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, handle, state, profile::text as profile, reason,
          queue_id, pending_email, away_from, away_to, link, notes,
          import_notes::text as import_notes, purged
      from artisans
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String INSERT =
      """
      insert into artisans (oid, version, created, modified, handle, state, profile, email, queue_id,
          reason, pending_email, away_from, away_to, link, notes, import_notes, purged)
      values ($1, $2, $3, $4, $5, $6, ($7::text)::jsonb, $8, $9, $10, $11, $12, $13, $14, $15,
          ($16::text)::jsonb, $17)
      """;
  private static final String UPDATE =
      """
      update artisans set version = $2, created = $3, modified = $4, handle = $5, state = $6,
          profile = ($7::text)::jsonb, email = $8, queue_id = $9, reason = $10, pending_email = $11,
          away_from = $12, away_to = $13, link = $14, notes = $15,
          import_notes = ($16::text)::jsonb, purged = $17
      where oid = $1
      """;
  private static final String HANDLE_TAKEN = "select 1 from artisans where handle = $1";
  private static final String EMAIL_TAKEN =
      """
      select 1 from artisans
      where lower(email) = lower($1) and state in ('active', 'suspended') and oid <> $2
      """;
  private static final String LOOK_ALIKES =
      COLUMNS
          + """
          where oid <> $1 and (lower(email) = nullif($2, '') or profile ->> 'phone' = $3
              or (profile ->> 'familyName' = nullif($4, '') and profile ->> 'givenName' = $5))
          order by (lower(email) = $2) desc, created, oid limit 20
          """;
  private static final String DISPLAY_NAME = "select display_name from artisans where oid = $1";
  private static final String OPEN_WORK =
      """
      select distinct w.reference from order_lines l join work_orders w on w.oid = l.work_order_oid
      where l.artisan_oid = $1 and l.q_pending + l.q_accepted > 0 order by w.reference limit 20
      """;
  private static final PgRows<Artisan> ROWS =
      new PgRows<>(
          "artisan", FIND, LOCK, INSERT, UPDATE, PgArtisanStore::read, PgArtisanStore::values);

  private static final List<String> REMOVE = List.of("delete from artisans where oid = any($1)");

  private static final PgColumns SQL =
      PgColumns.builder()
          .at("handle", "handle")
          .at("state", "state")
          .at("queueId", "queue_id")
          .json("givenName", "profile ->> 'givenName'", "text")
          .json("familyName", "profile ->> 'familyName'", "text")
          .json("companyName", "profile ->> 'companyName'", "text")
          .at("email", "email")
          .json("phone", "profile ->> 'phone'", "text")
          .json("website", "profile ->> 'website'", "text")
          .json("city", "profile #>> '{businessAddress,city}'", "text")
          .json("country", "profile #>> '{businessAddress,country}'", "text")
          .at("words", "to_tsvector('simple', display_name)")
          .build();
  static final PgPages<Artisan> PAGES = new PgPages<>(StoredFields.ARTISAN, COLUMNS, SQL);
  static final PgPages<Artisan> SEARCHED =
      new PgPages<>(StoredFields.SEARCHED_ARTISAN, COLUMNS, SQL);

  private final PgSession session;

  PgArtisanStore(PgSession session) {
    this.session = session;
  }

  @Override
  public Step<Artisan> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  @Override
  public Step<Found<Artisan>> get(Query query) {
    return PAGES.get(session, query, PgArtisanStore::read);
  }

  @Override
  public Step<Saved> save(@Nullable Artisan found, Artisan next, String command) {
    return ROWS.save(session, found, next, command);
  }

  @Override
  public Step<Integer> delete(Collection<UUID> oids) {
    return ROWS.delete(session, oids, REMOVE);
  }

  public Step<Artisan> lock(UUID oid) {
    return ROWS.lock(session, oid);
  }

  public Step<Artisan> create(Artisan artisan, String command) {
    return ROWS.create(session, artisan, command);
  }

  /** See {@code PgRows.change}: lock, version, decision, write, audit. */
  public Step<Artisan> change(
      UUID oid,
      @Nullable Long expected,
      String command,
      Function<Artisan, Outcome<Artisan>> decision) {
    return ROWS.change(session, oid, expected, command, decision);
  }

  /** Lets those who want the same name come one after the other, until the transaction ends. */
  public Future<Void> queueFor(String handle) {
    return session.run("select pg_advisory_xact_lock(hashtext($1))", handle).mapEmpty();
  }

  /** Is the address that of another artisan under contract? */
  public Future<Boolean> emailTaken(String email, UUID except) {
    return session.first(row -> true, EMAIL_TAKEN, email, except).map(Optional::isPresent);
  }

  public Future<Boolean> handleTaken(String handle) {
    return session.run(HANDLE_TAKEN, handle).map(rows -> rows.size() > 0);
  }

  /** Others who have the same e-mail, telephone or name: for the people who judge a sign-up. */
  public Future<List<Artisan>> lookAlikes(Artisan artisan) {
    var profile = artisan.profile();
    return session.list(
        PgArtisanStore::read,
        LOOK_ALIKES,
        artisan.oid(),
        profile.email(),
        profile.phone(),
        profile.familyName(),
        profile.givenName());
  }

  /** Of those that somebody looks for; by the fields of {@code SEARCHED_ARTISAN}. */
  public Step<Found<Artisan>> search(Query query) {
    return SEARCHED.get(session, query, PgArtisanStore::read);
  }

  /** What the public reads of an artisan: all that strangers are granted. */
  public Future<Optional<String>> displayName(UUID artisan) {
    return session.first(row -> row.getString("display_name"), DISPLAY_NAME, artisan);
  }

  /** References of the work orders of which a unit is pending or accepted; at most 20. */
  public Future<List<String>> openWork(UUID artisan) {
    return session.list(row -> row.getString("reference"), OPEN_WORK, artisan);
  }

  private static Artisan read(Row row) {
    return new Artisan(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getString("handle"),
        DomainJson.own(row.getString("profile"), ArtisanProfile.class),
        new ArtisanTerms(
            row.getLocalDate("away_from"),
            row.getLocalDate("away_to"),
            ArtisanTerms.Link.valueOf(row.getString("link").toUpperCase(Locale.ROOT)),
            row.getString("notes")),
        Artisan.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("reason"),
        row.getString("queue_id"),
        row.getString("pending_email"),
        ImportNotes.read(row.getString("import_notes")),
        PgSession.optionalInstant(row, "purged"));
  }

  private static @Nullable Object[] values(Artisan a) {
    return new @Nullable Object[] {
      a.oid(),
      a.version(),
      a.created(),
      a.modified(),
      a.handle(),
      Lifecycle.word(a.state()),
      DomainJson.text(a.profile()),
      a.profile().email(),
      a.queueId(),
      a.reason(),
      a.pendingEmail(),
      a.terms().awayFrom(),
      a.terms().awayTo(),
      a.terms().link(),
      a.terms().notes(),
      DomainJson.text(a.importNotes()),
      a.purged()
    };
  }
}
