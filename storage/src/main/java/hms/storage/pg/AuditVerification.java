package hms.storage.pg;

import hms.domain.audit.AuditChain;
import hms.domain.audit.AuditRoot;
import hms.storage.pg.PgAuditChain.Link;
import hms.storage.pg.PgAuditChain.Seal;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks the whole chain and tells the first place where it does not hold. Memory: one page of links
 * and one hash a day.
 */
public final class AuditVerification {
  private static final int PAGE = 1000;

  private final PgAuditChain chain;
  private final LongConsumer passed;
  private final Map<Long, byte[]> atRoots = new HashMap<>();
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
              .compose(findings -> ends(findings).map(all -> roots(all, roots, secret)))
              .map(findings -> new Report(last.seq(), findings));
        });
  }

  private Future<List<String>> walk() {
    return chain
        .links(last.seq(), PAGE)
        .compose(links -> {
          for (var link : links) {
            var finding = check(link);
            if (finding != null) return Future.succeededFuture(List.of(finding));
          }
          if (links.size() < PAGE) return Future.succeededFuture(List.of());
          passed.accept(last.seq());
          return walk();
        });
  }

  private @Nullable String check(Link link) {
    var seal = link.seal();
    if (seal.seq() != last.seq() + 1) {
      return "seal %d is missing".formatted(last.seq() + 1);
    }
    if (link.entry().isEmpty()) {
      return "entry %d of seal %d is missing".formatted(seal.n(), seal.seq());
    }
    byte[] expected = AuditChain.next(last.hash(), link.entry().get());
    if (!MessageDigest.isEqual(expected, seal.hash())) {
      return "entry %d of seal %d was changed or moved".formatted(seal.n(), seal.seq());
    }
    last = seal;
    if (atRoots.containsKey(seal.seq())) atRoots.put(seal.seq(), seal.hash());
    return null;
  }

  private Future<List<String>> ends(List<String> findings) {
    return chain
        .behind()
        .map(n -> {
          var all = new ArrayList<>(findings);
          n.ifPresent(number -> all.add("entry %d was put behind the seals".formatted(number)));
          return all;
        });
  }

  private List<String> roots(List<String> findings, List<AuditRoot> roots, byte[] secret) {
    var all = new ArrayList<>(findings);
    for (var root : roots) {
      if (!root.genuine(secret)) {
        all.add("the root of %s has a wrong signature".formatted(root.day()));
      } else if (!MessageDigest.isEqual(root.hash(), atRoots.get(root.seq()))) {
        all.add("the chain does not lead to the root of %s".formatted(root.day()));
      }
    }
    return List.copyOf(all);
  }
}
