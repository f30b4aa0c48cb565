package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.product.ProductContent;
import hms.domain.product.ProductRevision;
import hms.storage.DomainJson;
import hms.storage.Saved;
import hms.storage.Step;
import hms.storage.Store;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Revisions of products, and the review queue. */
public final class PgRevisionStore implements Store<ProductRevision> {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, product_oid, artisan_oid, number, kind,
          base::text as base, proposed::text as proposed, state, submitted, reviewer, reason,
          comments::text as comments
      from product_revisions
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String INSERT =
      """
      insert into product_revisions (oid, version, created, modified, product_oid, artisan_oid,
          number, kind, base, proposed, state, submitted, reviewer, reason, comments)
      values ($1, $2, $3, $4, $5, $6, $7, $8, ($9::text)::jsonb, ($10::text)::jsonb, $11, $12, $13,
          $14, ($15::text)::jsonb)
      """;
  private static final String UPDATE =
      """
      update product_revisions set version = $2, created = $3, modified = $4, product_oid = $5,
          artisan_oid = $6, number = $7, kind = $8, base = ($9::text)::jsonb,
          proposed = ($10::text)::jsonb, state = $11, submitted = $12, reviewer = $13, reason = $14,
          comments = ($15::text)::jsonb
      where oid = $1
      """;
  private static final String NEXT_NUMBER = "select nextval('revision_numbers') as number";
  private static final String OPEN_OF =
      COLUMNS
          + """
          where product_oid = $1 and state in ('draft', 'submitted', 'changes_requested')
          """;

  private static final PgRows<ProductRevision> ROWS =
      new PgRows<>(
          "revision", FIND, LOCK, INSERT, UPDATE, PgRevisionStore::read, PgRevisionStore::values);

  private static final List<String> REMOVE =
      List.of("delete from product_revisions where oid = any($1)");

  private static final PgColumns SQL =
      PgColumns.builder()
          .at("product", "product_oid")
          .at("artisan", "artisan_oid")
          .at("number", "number")
          .at("kind", "kind")
          .at("state", "state")
          .at("submitted", "submitted")
          .at("reviewer", "reviewer")
          .at("reason", "reason")
          .build();
  static final PgPages<ProductRevision> PAGES = new PgPages<>(StoredFields.REVISION, COLUMNS, SQL);
  static final PgPages<ProductRevision> QUEUE =
      new PgPages<>(StoredFields.QUEUE, COLUMNS, "state = 'submitted'", SQL);

  private final PgSession session;

  PgRevisionStore(PgSession session) {
    this.session = session;
  }

  @Override
  public Step<ProductRevision> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  @Override
  public Step<Found<ProductRevision>> get(Query query) {
    return PAGES.get(session, query, PgRevisionStore::read);
  }

  @Override
  public Step<Saved> save(@Nullable ProductRevision found, ProductRevision next, String command) {
    return ROWS.save(session, found, next, command);
  }

  @Override
  public Step<Integer> delete(Collection<UUID> oids) {
    return ROWS.delete(session, oids, REMOVE);
  }

  /** The next number for people; gaps are possible and mean nothing. */
  public Future<Long> nextNumber() {
    return session.run(NEXT_NUMBER).map(rows -> rows.iterator().next().getLong("number"));
  }

  public Step<ProductRevision> create(ProductRevision revision, String command) {
    return ROWS.create(session, revision, command);
  }

  public Step<ProductRevision> change(
      UUID oid,
      @Nullable Long expected,
      String command,
      Function<ProductRevision, Outcome<ProductRevision>> decision) {
    return ROWS.change(session, oid, expected, command, decision);
  }

  /** The revision of a product that is still to be decided. */
  public Future<Optional<ProductRevision>> openOf(UUID product) {
    return session.first(PgRevisionStore::read, OPEN_OF, product);
  }

  /** Of what waits for a reviewer; by the fields of {@code StoredFields.QUEUE}. */
  public Step<Found<ProductRevision>> queue(Query query) {
    return QUEUE.get(session, query, PgRevisionStore::read);
  }

  private static ProductRevision read(Row row) {
    OffsetDateTime submitted = row.getOffsetDateTime("submitted");
    return new ProductRevision(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getUUID("product_oid"),
        row.getUUID("artisan_oid"),
        row.getLong("number"),
        ProductRevision.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        DomainJson.own(row.getString("base"), ProductContent.class),
        DomainJson.own(row.getString("proposed"), ProductContent.class),
        ProductRevision.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        submitted == null ? null : submitted.toInstant(),
        row.getString("reviewer"),
        row.getString("reason"),
        comments(row.getString("comments")));
  }

  private static List<ProductRevision.Comment> comments(String json) {
    return List.of(DomainJson.own(json, ProductRevision.Comment[].class));
  }

  private static @Nullable Object[] values(ProductRevision r) {
    return new @Nullable Object[] {
      r.oid(),
      r.version(),
      r.created(),
      r.modified(),
      r.product(),
      r.artisan(),
      r.number(),
      r.kind(),
      DomainJson.text(r.base()),
      DomainJson.text(r.proposed()),
      r.state(),
      r.submitted(),
      r.reviewer(),
      r.reason(),
      DomainJson.text(r.comments())
    };
  }
}
