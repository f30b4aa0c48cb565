package hms.storage.pg;

import hms.domain.audit.AuditRoot;
import hms.domain.audit.SealedEntry;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.sqlclient.Row;
import java.util.HexFormat;

/** The audit for those who look into it: who did what to which object, and how it is sealed. */
public final class PgAuditLog {
  private static final String ENTRIES =
      """
      select %s, s.seq, s.hash
      from audit_entries e left join audit_seals s on s.n = e.n
      """
          .formatted(PgAuditChain.ENTRY);
  private static final PgColumns SQL =
      PgColumns.builder()
          .at("n", "e.n")
          .at("at", "e.at")
          .at("actor", "e.actor")
          .at("kind", "e.kind")
          .at("object", "e.object")
          .at("command", "e.command")
          .at("requestId", "e.request_id")
          .build();
  static final PgPages<SealedEntry> PAGES = new PgPages<>(StoredFields.AUDIT, ENTRIES, SQL);

  private static final String ROOTS = "select day, seq, hash, signature from audit_roots ";
  private static final PgPages<AuditRoot> ROOT_PAGES =
      new PgPages<>(StoredFields.AUDIT_ROOT, ROOTS, PgColumns.builder().at("day", "day").build());

  private final PgSession session;

  PgAuditLog(PgSession session) {
    this.session = session;
  }

  /** By the fields of {@code StoredFields.AUDIT}. */
  public Step<Found<SealedEntry>> get(Query query) {
    return PAGES.get(session, query, PgAuditLog::entry);
  }

  /** How the chain stood at the end of each day; by the fields of {@code AUDIT_ROOT}. */
  public Step<Found<AuditRoot>> roots(Query query) {
    return ROOT_PAGES.get(session, query, PgAuditChain::root);
  }

  private static SealedEntry entry(Row row) {
    Long seq = row.getLong("seq");
    String hash = seq == null ? null : HexFormat.of().formatHex(PgSession.bytes(row, "hash"));
    return new SealedEntry(PgAuditChain.entry(row), seq, hash);
  }
}
