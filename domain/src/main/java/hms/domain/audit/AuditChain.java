package hms.domain.audit;

import hms.domain.LengthPrefixed;
import hms.domain.Sha256;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one seal follows from the one before it: SHA-256 over the former hash and all fields of the
 * entry, each behind its length. Source: docs/adr/0014.
 */
public final class AuditChain {
  private static final String PLAIN = "hms-audit-v1";
  private static final String FULL = "hms-audit-v2";

  /** What the first seal follows: 32 zero bytes. */
  private static final int HASH_BYTES = 32;

  private AuditChain() {}

  public static byte[] beginning() {
    return new byte[HASH_BYTES];
  }

  /**
   * The hash of the seal of {@code entry}, 32 bytes. What an entry says decides the form, so that
   * what was sealed before there were causes is verified as it was, and a cause that is added or
   * taken away shows.
   */
  public static byte[] next(byte[] former, AuditEntry entry) {
    var fields = plain(new LengthPrefixed(entry.plain() ? PLAIN : FULL), former, entry);
    return Sha256.of((entry.plain() ? fields : full(fields, entry)).toBytes());
  }

  private static LengthPrefixed plain(LengthPrefixed fields, byte[] former, AuditEntry entry) {
    return fields
        .field(former)
        .field(Long.toString(entry.n()))
        .field(entry.at().truncatedTo(ChronoUnit.MICROS).toString())
        .field(entry.actor())
        .field(entry.kind())
        .field(entry.object().toString())
        .field(Long.toString(entry.objectVersion()))
        .field(entry.command())
        .field(entry.change());
  }

  private static LengthPrefixed full(LengthPrefixed fields, AuditEntry entry) {
    var cause = entry.cause();
    return fields
        .field(text(entry.artisan()))
        .field(cause.onBehalfOf())
        .field(cause.why())
        .field(text(cause.request()))
        .field(text(cause.message()))
        .field(text(cause.key()))
        .field(cause.address());
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }
}
