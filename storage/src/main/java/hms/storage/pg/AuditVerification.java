package hms.storage.pg;

import hms.domain.audit.AuditChain;
import hms.domain.audit.AuditEntry;
import hms.domain.audit.AuditRoot;
import hms.storage.pg.PgAuditChain.Link;
import hms.storage.pg.PgAuditChain.Seal;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chain, or the part of some days, and tells every place where it does not hold, the
 * first hundred by name. Memory: one page of links and one hash a day. For one run.
 */
public final class AuditVerification {
  private static final int PAGE = 1000;
  private static final int FINDINGS_MAX = 100;

  private final PgAuditChain chain;
  private final Watcher watcher;
  private final Map<Long, byte[]> atRoots = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private long more;
  private Seal first = new Seal(0, 0, AuditChain.beginning());
  private Seal last = first;
  private long all;
  private long through = Long.MAX_VALUE;
  private long before;
  private Instant since = Instant.MIN;

  /** Sees how it goes. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * Told now and then how many seals were looked at, if there are many.
     *
     * @return whether to go on
     */
    boolean passed(long seals, long all);
  }

  public AuditVerification(PgAuditChain chain) {
    this(chain, (seals, all) -> true);
  }

  public AuditVerification(PgAuditChain chain, Watcher watcher) {
    this.chain = chain;
    this.watcher = watcher;
  }

  /**
   * @param seals how many were looked at, of those days
   * @param findings empty if the chain holds; else what is wrong and where, the first place first
   * @param hash of the last seal
   * @param root the last one that was come by; empty if there was none
   */
  public record Report(long seals, List<String> findings, byte[] hash, Optional<AuditRoot> root) {}

  /**
   * The whole chain.
   *
   * @param secret that signed the roots
   */
  public Future<Report> run(byte[] secret) {
    return run(secret, null, null).map(Optional::orElseThrow);
  }

  /**
   * The part of some days: what came before is believed as the root of the day before signed it.
   *
   * @param from the first day; null: from the beginning
   * @param to the last day; null: up to the end, and what may have been put behind it
   * @return empty if the watcher wanted no more
   */
  public Future<Optional<Report>> run(
      byte[] secret, @Nullable LocalDate from, @Nullable LocalDate to) {
    return Future.all(chain.roots(), chain.length())
        .compose(both -> {
          var roots = between(both.<List<AuditRoot>>resultAt(0), secret, from, to);
          // What no root has closed yet may be of days before those that are asked for.
          if (from != null && roots.isEmpty())
            since = from.atStartOfDay(ZoneOffset.UTC).toInstant();
          if (to != null) through = roots.isEmpty() ? first.seq() : roots.getLast().seq();
          all = Math.min(both.<Long>resultAt(1), through) - first.seq();
          return walk().compose(whole -> whole ? end(roots, secret, to) : stopped());
        });
  }

  /** The roots of those days; the walk begins at the one before them. */
  private List<AuditRoot> between(
      List<AuditRoot> roots, byte[] secret, @Nullable LocalDate from, @Nullable LocalDate to) {
    var within = new ArrayList<AuditRoot>();
    for (var root : roots) {
      if (to != null && root.day().isAfter(to)) continue;
      if (from == null || !root.day().isBefore(from)) within.add(root);
      else first = new Seal(root.seq(), 0, root.hash());
    }
    last = first;
    // Whoever begins at a root builds on its signature.
    roots.stream()
        .filter(root -> root.seq() == first.seq() && !root.genuine(secret))
        .forEach(root -> found("the root of %s has a wrong signature".formatted(root.day())));
    within.forEach(root -> atRoots.put(root.seq(), new byte[0]));
    return within;
  }

  private Future<Optional<Report>> end(
      List<AuditRoot> roots, byte[] secret, @Nullable LocalDate to) {
    var behind = to == null ? chain.behind() : Future.succeededFuture(Optional.<Long>empty());
    return behind.map(number -> {
      ends(number);
      roots(roots, secret);
      return Optional.of(report(roots));
    });
  }

  private static Future<Optional<Report>> stopped() {
    return Future.succeededFuture(Optional.empty());
  }

  private Report report(List<AuditRoot> roots) {
    if (more > 0) findings.add("and %d more".formatted(more));
    var root = roots.isEmpty() ? Optional.<AuditRoot>empty() : Optional.of(roots.getLast());
    return new Report(last.seq() - first.seq() - before, List.copyOf(findings), last.hash(), root);
  }

  /** False if the watcher wanted no more. */
  private Future<Boolean> walk() {
    if (last.seq() >= through) return Future.succeededFuture(true);
    return chain
        .links(last.seq(), PAGE)
        .compose(links -> {
          links.stream().filter(link -> link.seal().seq() <= through).forEach(this::check);
          boolean over = links.size() < PAGE || links.getLast().seal().seq() >= through;
          if (over) return Future.succeededFuture(true);
          if (!watcher.passed(last.seq() - first.seq(), all)) return Future.succeededFuture(false);
          return walk();
        });
  }

  /** What is wrong is told once: the next link is held against the hash that is stored. */
  private void check(Link link) {
    var seal = link.seal();
    boolean follows = seal.seq() == last.seq() + 1;
    if (!follows) found(missing(last.seq() + 1, seal.seq() - 1));
    if (link.entry().isEmpty()) {
      found("entry %d of seal %d is missing".formatted(seal.n(), seal.seq()));
    } else if (follows && !leads(link.entry().get(), seal)) {
      found("entry %d of seal %d was changed or moved".formatted(seal.n(), seal.seq()));
    }
    if (link.entry().filter(entry -> entry.at().isBefore(since)).isPresent()) before++;
    last = seal;
    if (atRoots.containsKey(seal.seq())) atRoots.put(seal.seq(), seal.hash());
  }

  private boolean leads(AuditEntry entry, Seal seal) {
    return MessageDigest.isEqual(AuditChain.next(last.hash(), entry), seal.hash());
  }

  private static String missing(long from, long to) {
    return from == to
        ? "seal %d is missing".formatted(from)
        : "seals %d to %d are missing".formatted(from, to);
  }

  private void found(String finding) {
    if (findings.size() < FINDINGS_MAX) findings.add(finding);
    else more++;
  }

  private void ends(Optional<Long> behind) {
    behind.ifPresent(number -> found("entry %d was put behind the seals".formatted(number)));
  }

  private void roots(List<AuditRoot> roots, byte[] secret) {
    for (var root : roots) {
      if (!root.genuine(secret)) {
        found("the root of %s has a wrong signature".formatted(root.day()));
      } else if (!MessageDigest.isEqual(root.hash(), atRoots.get(root.seq()))) {
        found("the chain does not lead to the root of %s".formatted(root.day()));
      }
    }
  }
}
