package hms.storage.pg;

import hms.domain.audit.AuditChain;
import hms.domain.audit.AuditRoot;
import hms.storage.pg.PgAuditChain.Link;
import hms.storage.pg.Verification.Sample;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Looks at some seals of the chain, each with its entry and the seal before it, and at every signed
 * root; see {@link AuditVerification} for all of it. Blocks; for one run.
 */
final class AuditSample {
  private static final int FINDINGS_MAX = 100;

  private final PgAuditChain chain;
  private final List<String> findings = new ArrayList<>();
  private int seals;

  AuditSample(PgAuditChain chain) {
    this.chain = chain;
  }

  /** How many seals were drawn. */
  int seals() {
    return seals;
  }

  /** What is wrong and where, at most 100, and how many there are beside; roots first. */
  List<String> findings(Sample sample, byte[] secret) {
    chain.roots().await().forEach(root -> look(root, secret));
    drawn(sample, chain.length().await()).forEach(this::look);
    int more = findings.size() - FINDINGS_MAX;
    var told = new ArrayList<>(findings.subList(0, Math.min(findings.size(), FINDINGS_MAX)));
    if (more > 0) told.add("and %d more".formatted(more));
    return told;
  }

  private static LongStream drawn(Sample sample, long length) {
    if (sample.size() >= length) return LongStream.rangeClosed(1, length);
    return new Random(sample.seed()).longs(1, length + 1).distinct().limit(sample.size()).sorted();
  }

  private void look(long seq) {
    seals++;
    boolean first = seq == 1;
    var links = chain.links(first ? 0 : seq - 2, first ? 1 : 2).await();
    var missing =
        LongStream.rangeClosed(first ? 1 : seq - 1, seq)
            .filter(each -> links.stream().noneMatch(link -> link.seal().seq() == each))
            .findFirst();
    if (missing.isPresent()) {
      findings.add("seal %d is missing".formatted(missing.getAsLong()));
    } else if (links.getLast().entry().isEmpty()) {
      findings.add("entry %d of seal %d is missing".formatted(links.getLast().seal().n(), seq));
    } else if (!leads(first ? AuditChain.beginning() : links.getFirst().seal().hash(), links)) {
      findings.add(
          "entry %d of seal %d was changed or moved".formatted(links.getLast().seal().n(), seq));
    }
  }

  private static boolean leads(byte[] former, List<Link> links) {
    var link = links.getLast();
    byte[] next = AuditChain.next(former, link.entry().orElseThrow());
    return MessageDigest.isEqual(next, link.seal().hash());
  }

  private void look(AuditRoot root, byte[] secret) {
    if (!root.genuine(secret)) {
      findings.add("the root of %s has a wrong signature".formatted(root.day()));
      return;
    }
    boolean there =
        chain.links(root.seq() - 1, 1).await().stream()
            .map(Link::seal)
            .anyMatch(seal ->
                seal.seq() == root.seq() && MessageDigest.isEqual(seal.hash(), root.hash()));
    if (!there) findings.add("the chain does not lead to the root of %s".formatted(root.day()));
  }
}
