package hms.domain.audit;

import hms.domain.LengthPrefixed;
import hms.domain.Sha256;
import java.time.temporal.ChronoUnit;

/**
 * How one seal follows from the one before it: SHA-256 over the former hash and all fields of the
 * entry, each behind its length. Source: docs/adr/0014.
 */
public final class AuditChain {
  private static final String MAGIC = "hms-audit-v1";

  /** What the first seal follows: 32 zero bytes. */
  private static final int HASH_BYTES = 32;

  private AuditChain() {}

  public static byte[] beginning() {
    return new byte[HASH_BYTES];
  }

  /** The hash of the seal of {@code entry}, 32 bytes. */
  public static byte[] next(byte[] former, AuditEntry entry) {
    return Sha256.of(
        new LengthPrefixed(MAGIC)
            .field(former)
            .field(Long.toString(entry.n()))
            .field(entry.at().truncatedTo(ChronoUnit.MICROS).toString())
            .field(entry.actor())
            .field(entry.kind())
            .field(entry.object().toString())
            .field(Long.toString(entry.objectVersion()))
            .field(entry.command())
            .field(entry.change())
            .toBytes());
  }
}
