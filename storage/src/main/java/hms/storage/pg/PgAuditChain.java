package hms.storage.pg;

import hms.domain.audit.AuditChain;
import hms.domain.audit.AuditEntry;
import hms.domain.audit.AuditRoot;
import hms.domain.audit.Cause;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Seals over the audit. Transactions only insert entries; one sealer at a time brings them into the
 * order in which they committed: an entry is sealed when no transaction that began before it can
 * still commit.
 */
public final class PgAuditChain {
  static final String ENTRY =
      """
      e.n, e.at, e.actor, e.kind, e.object, e.object_version, e.command, e.change, e.artisan_oid,
        e.on_behalf_of, e.why, e.request_id, e.message_id, e.key_id, e.address
      """;
  private static final String ALONE = "select pg_try_advisory_xact_lock(7453001)";
  private static final String LAST =
      "select seq, n, hash from audit_seals order by seq desc limit 1";
  private static final String NEXT =
      """
      select %s from audit_entries e
      where (e.xid, e.n) > (coalesce((select xid from audit_entries where n = $1), '0'::xid8), $1)
        and e.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by e.xid, e.n limit $2
      """
          .formatted(ENTRY);
  private static final String SEAL =
      "insert into audit_seals (seq, n, hash) select * from unnest($1::bigint[], $2::bigint[], $3::bytea[])";
  private static final String SEALS =
      """
      select s.seq, s.n as sealed, s.hash, %s
      from audit_seals s left join audit_entries e on e.n = s.n
      where s.seq > $1 order by s.seq limit $2
      """
          .formatted(ENTRY);
  private static final String BEHIND =
      """
      select e.n from audit_entries e
      where not exists (select from audit_seals s where s.n = e.n)
        and (e.xid, e.n) < (
          select l.xid, l.n from audit_seals s join audit_entries l on l.n = s.n
          order by s.seq desc limit 1)
      order by e.n limit 1
      """;

  /**
   * Asked each second, so the two looks at the end come first: once the day before is signed, or
   * while all that is not signed is of today, no other entry is read.
   */
  static final String DAY_END =
      """
      select s.seq, s.n, s.hash from audit_seals s join audit_entries e on e.n = s.n
      where e.at < $1::date::timestamp at time zone 'UTC'
        and s.seq > coalesce((select max(seq) from audit_roots), 0)
        and not exists (select from audit_roots where day = $1::date - 1)
        and (
          select f.at from audit_seals u join audit_entries f on f.n = u.n
          where u.seq > coalesce((select max(seq) from audit_roots), 0) order by u.seq limit 1)
          < $1::date::timestamp at time zone 'UTC'
      order by s.seq desc limit 1
      """;

  private static final String ADD_ROOT =
      """
      insert into audit_roots (day, seq, hash, signature) values ($1, $2, $3, $4)
      on conflict (day) do nothing
      """;
  private static final String ROOTS =
      "select day, seq, hash, signature from audit_roots order by day";

  private final PgSession session;

  PgAuditChain(PgSession session) {
    this.session = session;
  }

  /** A seal of the chain and the entry that it seals; the entry may have been removed. */
  public record Link(Seal seal, Optional<AuditEntry> entry) {}

  /**
   * @param seq position in the chain, from 1
   * @param n the entry
   */
  public record Seal(long seq, long n, byte[] hash) {}

  /** Seals up to {@code limit} entries; 0 if there is none, or while another sealer is at work. */
  public Future<Integer> seal(int limit) {
    return session
        .first(row -> row.getBoolean(0), ALONE)
        .compose(alone -> alone.orElse(false) ? sealed(limit) : Future.succeededFuture(0));
  }

  /** Signs the chain as it stood when {@code today} began, unless that is done or nothing came. */
  public Future<Void> root(LocalDate today, byte[] secret) {
    return session
        .first(PgAuditChain::seal, DAY_END, today)
        .compose(last ->
            last.map(seal -> AuditRoot.signed(today.minusDays(1), seal.seq(), seal.hash(), secret))
                .map(this::add)
                .orElseGet(Future::succeededFuture));
  }

  /** Up to {@code limit} links behind {@code seq}, in order. */
  public Future<List<Link>> links(long seq, int limit) {
    return session.list(PgAuditChain::link, SEALS, seq, limit);
  }

  /** How many seals there are, if none is missing. */
  Future<Long> length() {
    return session.first(row -> row.getLong("seq"), LAST).map(last -> last.orElse(0L));
  }

  /** An entry that came into the table behind the sealed end: somebody put it there. */
  public Future<Optional<Long>> behind() {
    return session.first(row -> row.getLong("n"), BEHIND);
  }

  /** All signed roots, the oldest first. */
  public Future<List<AuditRoot>> roots() {
    return session.list(PgAuditChain::root, ROOTS);
  }

  private Future<Integer> sealed(int limit) {
    return session
        .first(PgAuditChain::seal, LAST)
        .map(last -> last.orElseGet(() -> new Seal(0, 0, AuditChain.beginning())))
        .compose(last ->
            session
                .list(PgAuditChain::entry, NEXT, last.n(), limit)
                .compose(entries -> append(last, entries)));
  }

  private Future<Integer> append(Seal last, List<AuditEntry> entries) {
    int count = entries.size();
    if (count == 0) return Future.succeededFuture(0);
    var seqs = new Long[count];
    var numbers = new Long[count];
    var hashes = new Buffer[count];
    byte[] hash = last.hash();
    for (int i = 0; i < count; i++) {
      hash = AuditChain.next(hash, entries.get(i));
      seqs[i] = last.seq() + 1 + i;
      numbers[i] = entries.get(i).n();
      hashes[i] = Buffer.buffer(hash);
    }
    return session.run(SEAL, seqs, numbers, hashes).map(count);
  }

  private Future<Void> add(AuditRoot root) {
    return session.run(ADD_ROOT, root.day(), root.seq(), root.hash(), root.signature()).mapEmpty();
  }

  private static Seal seal(Row row) {
    return new Seal(row.getLong("seq"), row.getLong("n"), PgSession.bytes(row, "hash"));
  }

  private static Link link(Row row) {
    var seal = new Seal(row.getLong("seq"), row.getLong("sealed"), PgSession.bytes(row, "hash"));
    return new Link(seal, row.getLong("n") == null ? Optional.empty() : Optional.of(entry(row)));
  }

  static AuditRoot root(Row row) {
    return new AuditRoot(
        row.getLocalDate("day"),
        row.getLong("seq"),
        PgSession.bytes(row, "hash"),
        PgSession.bytes(row, "signature"));
  }

  static AuditEntry entry(Row row) {
    return new AuditEntry(
        row.getLong("n"),
        PgSession.instant(row, "at"),
        row.getString("actor"),
        row.getString("kind"),
        row.getUUID("object"),
        row.getLong("object_version"),
        row.getString("command"),
        row.getString("change"),
        row.getUUID("artisan_oid"),
        cause(row));
  }

  private static Cause cause(Row row) {
    return new Cause(
        row.getString("on_behalf_of"),
        row.getString("why"),
        row.getUUID("request_id"),
        row.getUUID("message_id"),
        row.getUUID("key_id"),
        row.getString("address"));
  }
}
