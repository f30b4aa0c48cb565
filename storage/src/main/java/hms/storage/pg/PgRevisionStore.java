package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.product.ProductContent;
import hms.domain.product.ProductRevision;
import hms.domain.product.ProductRevision.Rejection;
import hms.domain.product.Review;
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

/** Revisions of products, and the review queue. */
public final class PgRevisionStore implements Store<ProductRevision> {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, product_oid, artisan_oid, number, kind,
          base_version, base::text as base, proposed::text as proposed, state, submitted, reviewer,
          claimed_until, reason, text, comments::text as comments, rule_oid
      from product_revisions
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String INSERT =
      """
      insert into product_revisions (oid, version, created, modified, product_oid, artisan_oid,
          number, kind, base_version, base, proposed, state, submitted, reviewer, claimed_until,
          reason, text, comments, rule_oid)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, ($10::text)::jsonb, ($11::text)::jsonb, $12, $13,
          $14, $15, $16, $17, ($18::text)::jsonb, $19)
      """;
  private static final String UPDATE =
      """
      update product_revisions set version = $2, created = $3, modified = $4, product_oid = $5,
          artisan_oid = $6, number = $7, kind = $8, base_version = $9, base = ($10::text)::jsonb,
          proposed = ($11::text)::jsonb, state = $12, submitted = $13, reviewer = $14,
          claimed_until = $15, reason = $16, text = $17, comments = ($18::text)::jsonb,
          rule_oid = $19
      where oid = $1
      """;
  private static final String NEXT_NUMBER = "select nextval('revision_numbers') as number";
  private static final String OPEN_OF =
      COLUMNS
          + """
          where product_oid = $1
            and state in ('draft', 'submitted', 'in_review', 'changes_requested')
          """;
  private static final String OPEN_OF_ARTISAN =
      COLUMNS
          + """
          where artisan_oid = $1
            and state in ('draft', 'submitted', 'in_review', 'changes_requested')
          order by oid for no key update
          """;
  private static final String NEXT_FREE =
      COLUMNS
          + """
          where state = 'submitted' and ($1::uuid is null or artisan_oid = $1)
          order by submitted, oid limit 1
          for no key update skip locked
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
      new PgPages<>(StoredFields.QUEUE, COLUMNS, "state in ('submitted', 'in_review')", SQL);

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

  /** All that are still to be decided of one artisan's products, locked. */
  public Future<List<ProductRevision>> lockOpenOf(UUID artisan) {
    return session.list(PgRevisionStore::read, OPEN_OF_ARTISAN, artisan);
  }

  /**
   * What has waited longest and nobody takes at this moment, locked.
   *
   * @param artisan whose; null for anybody's
   */
  public Future<Optional<ProductRevision>> nextFree(@Nullable UUID artisan) {
    return session.first(PgRevisionStore::read, NEXT_FREE, artisan);
  }

  private static ProductRevision read(Row row) {
    return new ProductRevision(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getUUID("product_oid"),
        row.getUUID("artisan_oid"),
        row.getLong("number"),
        ProductRevision.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getLong("base_version"),
        DomainJson.own(row.getString("base"), ProductContent.class),
        DomainJson.own(row.getString("proposed"), ProductContent.class),
        ProductRevision.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        review(row));
  }

  private static Review review(Row row) {
    String reason = row.getString("reason");
    return new Review(
        PgSession.optionalInstant(row, "submitted"),
        row.getString("reviewer"),
        PgSession.optionalInstant(row, "claimed_until"),
        reason == null ? null : Rejection.valueOf(reason.toUpperCase(Locale.ROOT)),
        row.getString("text"),
        comments(row.getString("comments")),
        row.getUUID("rule_oid"));
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
      r.baseVersion(),
      DomainJson.text(r.base()),
      DomainJson.text(r.proposed()),
      r.state(),
      r.review().submitted(),
      r.review().reviewer(),
      r.review().claimedUntil(),
      r.review().reason(),
      r.review().text(),
      DomainJson.text(r.review().comments()),
      r.review().rule()
    };
  }
}
