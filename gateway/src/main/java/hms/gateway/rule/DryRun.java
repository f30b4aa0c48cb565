package hms.gateway.rule;

import hms.domain.product.ProductRevision;
import hms.domain.product.ReviewRule;
import hms.storage.pg.PgReviewRuleStore.Past;
import hms.storage.pg.PgStores;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have done: each revision of the last 90 days as it was submitted, with what was
 * known of its artisan then. Nothing is written. At most 10,000 are looked at, the oldest first.
 */
final class DryRun {
  static final Duration SPAN = Duration.ofDays(90);
  private static final int LOOKED_AT_MAX = 10_000;

  private final PgStores stores;
  private final ReviewRule rule;
  private final Instant since;

  DryRun(PgStores stores, ReviewRule rule, Instant now) {
    this.stores = stores;
    this.rule = rule;
    this.since = now.minus(SPAN);
  }

  /**
   * @param since when the oldest were submitted
   * @param revisions how many were looked at
   * @param approved how many the rule would have approved
   * @param sampled how many of its kind a person would still have seen
   * @param decidedOtherwise of the approved: those that a person refused or wanted changed
   * @param complete there were no more than are looked at
   */
  record Report(
      Instant since,
      long revisions,
      long approved,
      long sampled,
      long decidedOtherwise,
      boolean complete) {

    private Report and(ReviewRule.Verdict verdict, boolean objected) {
      boolean yes = verdict == ReviewRule.Verdict.APPROVES;
      return new Report(
          since,
          revisions + 1,
          approved + (yes ? 1 : 0),
          sampled + (verdict == ReviewRule.Verdict.SAMPLES ? 1 : 0),
          decidedOtherwise + (yes && objected ? 1 : 0),
          complete);
    }

    private Report cut() {
      return new Report(since, revisions, approved, sampled, decidedOtherwise, false);
    }
  }

  Future<Report> run() {
    return from(null, new Report(since, 0, 0, 0, 0, true));
  }

  private Future<Report> from(@Nullable Past last, Report soFar) {
    return stores
        .reviewRules()
        .past(since, last, Query.LIMIT_MAX)
        .compose(page -> judged(page, soFar).compose(report -> on(page, report)));
  }

  private Future<Report> on(List<Past> page, Report report) {
    if (page.size() < Query.LIMIT_MAX) return Future.succeededFuture(report);
    return report.revisions() >= LOOKED_AT_MAX
        ? Future.succeededFuture(report.cut())
        : from(page.getLast(), report);
  }

  private Future<Report> judged(List<Past> page, Report soFar) {
    return stores
        .revisions()
        .get(Query.ALL.named(page.stream().map(Past::revision).toList()).limitedTo(Query.LIMIT_MAX))
        .future()
        .map(outcome -> judged(page, byOid(outcome.orThrow()), soFar));
  }

  private Report judged(List<Past> page, Map<UUID, ProductRevision> revisions, Report soFar) {
    var report = soFar;
    for (var past : page) {
      var revision = revisions.get(past.revision());
      // One that was purged between the two statements counts for nothing.
      if (revision == null) continue;
      report = report.and(rule.judge(revision, past.before()), past.objected());
    }
    return report;
  }

  private static Map<UUID, ProductRevision> byOid(Found<ProductRevision> found) {
    var all = new HashMap<UUID, ProductRevision>();
    found.rows().forEach(each -> all.put(each.oid(), each));
    return all;
  }
}
