package hms.storage.pg;

import hms.domain.audit.AuditChain;
import hms.domain.audit.AuditEntry;
import hms.domain.audit.AuditRoot;
import hms.storage.pg.PgAuditChain.Link;
import hms.storage.pg.PgAuditChain.Seal;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Walks the whole chain and tells every place where it does not hold, the first hundred by name.
 * Memory: one page of links and one hash a day. For one run.
 */
public final class AuditVerification {
  private static final int PAGE = 1000;
  private static final int FINDINGS_MAX = 100;

  private final PgAuditChain chain;
  private final LongConsumer passed;
  private final Map<Long, byte[]> atRoots = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private long more;
  private Seal last = new Seal(0, 0, AuditChain.beginning());

  public AuditVerification(PgAuditChain chain) {
    this(chain, seals -> {});
  }

  /**
   * @param passed told now and then how many seals were looked at, if there are many
   */
  AuditVerification(PgAuditChain chain, LongConsumer passed) {
    this.chain = chain;
    this.passed = passed;
  }

  /**
   * @param seals how many were looked at
   * @param findings empty if the chain holds; else what is wrong and where, the first place first
   */
  public record Report(long seals, List<String> findings) {}

  /**
   * @param secret that signed the roots
   */
  public Future<Report> run(byte[] secret) {
    return chain
        .roots()
        .compose(roots -> {
          roots.forEach(root -> atRoots.put(root.seq(), new byte[0]));
          return walk()
              .compose(walked -> chain.behind())
              .map(behind -> {
                ends(behind);
                roots(roots, secret);
                return report();
              });
        });
  }

  private Report report() {
    if (more > 0) findings.add("and %d more".formatted(more));
    return new Report(last.seq(), List.copyOf(findings));
  }

  private Future<Void> walk() {
    return chain
        .links(last.seq(), PAGE)
        .compose(links -> {
          links.forEach(this::check);
          if (links.size() < PAGE) return Future.succeededFuture();
          passed.accept(last.seq());
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
