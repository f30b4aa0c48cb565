package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Versioned;
import hms.domain.product.ReviewRule;
import hms.domain.product.RuleCondition;
import hms.domain.product.TrackRecord;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules that approve revisions, and what they look at. */
public final class PgReviewRuleStore {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, name, condition::text as condition, sample_percent,
          enabled
      from review_rules
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String LIST = COLUMNS + "order by created, oid limit $1";
  private static final String ENABLED = COLUMNS + "where enabled order by created, oid";
  private static final String INSERT =
      """
      insert into review_rules (oid, version, created, modified, name, condition, sample_percent,
          enabled)
      values ($1, $2, $3, $4, $5, ($6::text)::jsonb, $7, $8)
      """;
  private static final String UPDATE =
      """
      update review_rules set version = $2, created = $3, modified = $4, name = $5,
          condition = ($6::text)::jsonb, sample_percent = $7, enabled = $8
      where oid = $1
      """;

  /** What came before revision r: approvals of its artisan, and setbacks of its product. */
  private static final String RECORD =
      """
      (select count(*) from product_revisions a
          where a.artisan_oid = r.artisan_oid and a.state = 'approved' and a.modified <= r.submitted
          and a.oid <> r.oid) as approved_before,
      exists (select from audit_entries e where e.kind = 'revision' and e.object = r.oid
          and e.command in ('reject', 'request_changes')) as objected,
      exists (select from product_revisions s
          where s.product_oid = r.product_oid and s.state in ('rejected', 'withdrawn')
            and s.oid <> r.oid and s.modified <= r.submitted and s.number > coalesce(
              (select max(a.number) from product_revisions a
                where a.product_oid = r.product_oid and a.state = 'approved'
                  and a.oid <> r.oid and a.modified <= r.submitted), 0)) as setback
      """;

  private static final String BEFORE =
      "select r.oid, r.submitted, " + RECORD + " from product_revisions r where r.oid = $1";

  private static final String PAST =
      "select r.oid, r.submitted, "
          + RECORD
          + """
          from product_revisions r
          where r.submitted >= $1 and (r.submitted, r.oid) > ($2, $3)
          order by r.submitted, r.oid limit $4
          """;

  private static final String DELETE = "delete from review_rules where oid = $1";

  private static final PgRows<ReviewRule> ROWS =
      new PgRows<>(
          "review-rule",
          FIND,
          LOCK,
          INSERT,
          UPDATE,
          PgReviewRuleStore::read,
          PgReviewRuleStore::values);

  private final PgSession session;

  PgReviewRuleStore(PgSession session) {
    this.session = session;
  }

  /**
   * A revision of the past with what was known when it was submitted.
   *
   * @param objected a person refused it, or asked for changes
   */
  public record Past(UUID revision, Instant submitted, TrackRecord before, boolean objected) {}

  public Step<ReviewRule> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  /** The oldest first. */
  public Future<List<ReviewRule>> list(int limit) {
    return session.list(PgReviewRuleStore::read, LIST, limit);
  }

  /** Those in force, the oldest first. */
  public Future<List<ReviewRule>> enabled() {
    return session.list(PgReviewRuleStore::read, ENABLED);
  }

  public Step<ReviewRule> create(ReviewRule rule) {
    return ROWS.create(session, rule, "create");
  }

  public Step<ReviewRule> change(
      UUID oid,
      @Nullable Long expected,
      String command,
      Function<ReviewRule, Outcome<ReviewRule>> decision) {
    return ROWS.change(session, oid, expected, command, decision);
  }

  /** For good. Errors: Stale, WrongState for one that is on or that a revision refers to. */
  public Step<ReviewRule> delete(UUID oid, long expected) {
    return ROWS.lock(session, oid)
        .decide(found -> Versioned.seen(found, expected, "review-rule"))
        .decide(ReviewRule::removable)
        .then(found ->
            session
                .runUnreferred("review-rule", DELETE, oid)
                .then(rows -> Step.from(audit(found)))
                .map(told -> found));
  }

  private Future<Void> audit(ReviewRule gone) {
    return session.audit(
        "review-rule", gone.oid(), gone.version() + 1, "delete", DomainJson.object(), null);
  }

  /** What came before a submitted revision; that a person wanted it changed is a setback too. */
  public Future<TrackRecord> before(UUID revision) {
    return session
        .first(PgReviewRuleStore::past, BEFORE, revision)
        .map(found ->
            found
                .map(past ->
                    new TrackRecord(
                        past.before().approved(), past.before().setback() || past.objected()))
                .orElse(new TrackRecord(0, true)));
  }

  /**
   * What was submitted since then, in order of time.
   *
   * @param after the last one of the page before; null for the first page
   */
  public Future<List<Past>> past(Instant since, @Nullable Past after, int limit) {
    Instant from = after == null ? since : after.submitted();
    UUID behind = after == null ? new UUID(0, 0) : after.revision();
    return session.list(PgReviewRuleStore::past, PAST, since, from, behind, limit);
  }

  private static Past past(Row row) {
    return new Past(
        row.getUUID("oid"),
        PgSession.instant(row, "submitted"),
        trackRecord(row),
        Objects.requireNonNull(row.getBoolean("objected")));
  }

  private static TrackRecord trackRecord(Row row) {
    return new TrackRecord(row.getLong("approved_before"), row.getBoolean("setback"));
  }

  private static ReviewRule read(Row row) {
    return new ReviewRule(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getString("name"),
        DomainJson.own(row.getString("condition"), RuleCondition.class),
        row.getInteger("sample_percent"),
        row.getBoolean("enabled"));
  }

  private static @Nullable Object[] values(ReviewRule r) {
    return new @Nullable Object[] {
      r.oid(),
      r.version(),
      r.created(),
      r.modified(),
      r.name(),
      DomainJson.text(r.condition()),
      r.samplePercent(),
      r.enabled()
    };
  }
}
