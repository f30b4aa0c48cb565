package hms.cluster.jobs.factors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line for each integer, in ASCII.
 *
 * @param bytes not to be changed
 */
record FactorLines(byte[] bytes) implements FactorPart {

  static FactorLines joined(FactorLines left, FactorLines right) {
    byte[] both = Arrays.copyOf(left.bytes, left.bytes.length + right.bytes.length);
    System.arraycopy(right.bytes, 0, both, left.bytes.length, right.bytes.length);
    return new FactorLines(both);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FactorLines lines && Arrays.equals(bytes, lines.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
