package hms.bench;

import java.util.UUID;

/**
 * Rows of the benchmarks have numbers for ids: a kind and a number, as {@code fill.sql} has them.
 */
final class Ids {
  private Ids() {}

  static UUID of(int kind, long number) {
    return new UUID(kind, number);
  }

  /** The same in SQL, as text. */
  static String of(int kind, String number) {
    return "'%016x'||lpad(to_hex((%s)::bigint),16,'0')".formatted(kind, number);
  }
}
