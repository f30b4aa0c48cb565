package hms.cluster.jobs.factors;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** ASCII that grows: decimal numbers are put down four digits at a time, from a table. */
final class Decimals {
  private static final int BASE = 10_000;
  private static final int BASE_DIGITS = 4;

  /** What {@link #spaced} gives at most. */
  static final int SPACED_BYTES = Long.BYTES;

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Four digits, zeros in front, the first one lowest. */
  private static final int[] PADDED = new int[BASE];

  /** How many zeros of these are in front; never all four. */
  private static final byte[] ZEROS = new byte[BASE];

  private static final int FIRST = 1 << 14;

  static {
    for (int value = 0; value < BASE; value++) {
      int left = value;
      for (int at = BASE_DIGITS - 1; at >= 0; at--, left /= 10) {
        PADDED[value] |= ('0' + left % 10) << (Byte.SIZE * at);
      }
      ZEROS[value] = (byte) (value < 10 ? 3 : value < 100 ? 2 : value < 1000 ? 1 : 0);
    }
  }

  private byte[] bytes;
  private int length;

  Decimals() {
    this(FIRST);
  }

  /**
   * @param expected bytes; more are no fault, and cost a copy
   */
  Decimals(int expected) {
    this.bytes = new byte[expected];
  }

  /** A space and the digits of a number of at most seven, the space lowest, zeros behind them. */
  static long spaced(int value) {
    long spaced = 0;
    for (int left = value; left > 0; left /= 10) {
      spaced = (spaced | ('0' + left % 10)) << Byte.SIZE;
    }
    return spaced | ' ';
  }

  /** How many bytes of {@link #spaced} count. */
  static int spacedLength(long spaced) {
    return Long.BYTES - Long.numberOfLeadingZeros(spaced) / Byte.SIZE;
  }

  /** Makes sure that so many bytes can be put; nothing else does. */
  void room(int more) {
    if (length + more + Long.BYTES > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
    }
  }

  void put(char sign) {
    bytes[length++] = (byte) sign;
  }

  /** Puts a part of an array that goes on for seven bytes at least, eight at a time. */
  void put(byte[] from, int start, int end) {
    for (int at = start, to = length; at < end; at += Long.BYTES, to += Long.BYTES) {
      LONGS.set(bytes, to, (long) LONGS.get(from, at));
    }
    length += end - start;
  }

  /** Puts a number that is not negative: at most 19 bytes. */
  void put(long value) {
    if (value < BASE) {
      plain((int) value);
    } else if (value <= Integer.MAX_VALUE) {
      put((int) value);
    } else {
      put(value / BASE);
      padded((int) (value % BASE));
    }
  }

  private void put(int value) {
    int high = value / BASE;
    if (high < BASE) {
      plain(high);
    } else {
      plain(high / BASE);
      padded(high % BASE);
    }
    padded(value % BASE);
  }

  private void plain(int value) {
    int zeros = ZEROS[value];
    INTS.set(bytes, length, PADDED[value] >>> (Byte.SIZE * zeros));
    length += BASE_DIGITS - zeros;
  }

  private void padded(int value) {
    INTS.set(bytes, length, PADDED[value]);
    length += BASE_DIGITS;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }
}
