package hms.gateway.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.audit.AuditRoot;
import hms.gateway.operation.LongWork;
import hms.gateway.operation.Shift;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.AuditVerification;
import hms.storage.pg.AuditVerification.Report;
import hms.storage.pg.PgStores;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks the chain of the audit for an auditor, as {@code hms db verify} does for an operator. */
public final class AuditWalk implements LongWork {
  static final String KIND = "audit.verify";

  private final PgStores stores;
  private final byte[] secret;

  /**
   * Which days, both included, of UTC.
   *
   * @param from null: from the first entry
   * @param to null: up to the last seal, and what may have been put behind it
   */
  record Days(@Nullable LocalDate from, @Nullable LocalDate to) {}

  /**
   * @param stores whose statements may take long
   * @param secret that signed the roots
   */
  public AuditWalk(PgStores stores, byte[] secret) {
    this.stores = stores;
    this.secret = secret.clone();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Step<Optional<ObjectNode>> run(Shift shift) {
    var days = shift.parameters(Days.class);
    return new Step<>(
        stores.snapshot(
            shift.actor(),
            tx -> {
              var walk =
                  new AuditVerification(
                      tx.auditChain(),
                      (passed, all) -> {
                        shift.at(passed, all);
                        return shift.mayGoOn();
                      });
              return Step.from(walk.run(secret, days.from(), days.to()))
                  .map(report -> report.map(AuditWalk::result));
            }));
  }

  private static ObjectNode result(Report report) {
    boolean looked = report.seals() > 0 || !report.findings().isEmpty();
    var result = DomainJson.object().put("seals", report.seals());
    // Of nothing it cannot be said that it holds.
    if (looked) result.put("holds", report.findings().isEmpty());
    else result.put("nothing", "none of these days has entries and a signed root");
    result.put("hash", HexFormat.of().formatHex(report.hash()));
    result.set("findings", DomainJson.tree(report.findings()));
    report.root().ifPresent(root -> result.set("root", root(root)));
    return result;
  }

  private static ObjectNode root(AuditRoot root) {
    return DomainJson.object()
        .put("day", root.day().toString())
        .put("seq", root.seq())
        .put("hash", HexFormat.of().formatHex(root.hash()));
  }
}
