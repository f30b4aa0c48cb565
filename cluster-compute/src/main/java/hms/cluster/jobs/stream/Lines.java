package hms.cluster.jobs.stream;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Lines of bytes, each with a key: what is before its first tab, or all of it. A line is where it
 * begins; there may be as many of them as bytes, so none is an object.
 */
final class Lines {
  /** So many are merged between two checkpoints. */
  private static final int RUN = 4096;

  private final byte[] bytes;
  private final CRC32C crc = new CRC32C();

  Lines(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Where the line behind the one at {@code from} begins; beyond all bytes if that is the last. */
  int next(int from) {
    return to(from) + 1;
  }

  /** Where the line at {@code from} ends; the last one may lack its end. */
  private int to(int from) {
    int to = from;
    while (to < bytes.length && bytes[to] != '\n') to++;
    return to;
  }

  /** As {@code LC_ALL=C sort -s -t TAB -k1,1} has them. */
  byte[] sortedByKey(ChunkContext chunk) throws Stopped {
    int[] lines = all();
    int[] spare = new int[lines.length];
    for (int run = 1; run < lines.length; run *= 2) {
      merge(lines, run, spare, chunk);
      int[] merged = spare;
      spare = lines;
      lines = merged;
    }
    var sorted = new ByteArrayOutputStream(bytes.length + 1);
    for (int each : lines) write(each, sorted);
    return sorted.toByteArray();
  }

  /** In the order in which they stand. */
  private int[] all() {
    int count = 0;
    for (int from = 0; from < bytes.length; from = next(from)) count++;
    int[] lines = new int[count];
    int n = 0;
    for (int from = 0; from < bytes.length; from = next(from)) lines[n++] = from;
    return lines;
  }

  /** Two runs become one, and of equal keys those of the first one come first. */
  private void merge(int[] lines, int run, int[] merged, ChunkContext chunk) throws Stopped {
    for (int from = 0; from < lines.length; from += 2 * run) {
      int mid = Math.min(from + run, lines.length);
      int end = Math.min(mid + run, lines.length);
      int left = from;
      int right = mid;
      for (int to = from; to < end; to++) {
        if (to % RUN == 0) chunk.checkpoint();
        boolean first = right == end || left < mid && byKey(lines[left], lines[right]) <= 0;
        merged[to] = lines[first ? left++ : right++];
      }
    }
  }

  private int byKey(int a, int b) {
    return Arrays.compareUnsigned(bytes, a, keyTo(a), bytes, b, keyTo(b));
  }

  private int keyTo(int from) {
    int to = from;
    while (to < bytes.length && bytes[to] != '\n' && bytes[to] != '\t') to++;
    return to;
  }

  void write(int from, ByteArrayOutputStream out) {
    out.write(bytes, from, to(from) - from);
    out.write('\n');
  }

  /** CRC-32C of the key of the line at {@code from}, of so many partitions. */
  int partition(int from, int partitions) {
    crc.reset();
    crc.update(bytes, from, keyTo(from) - from);
    return (int) (crc.getValue() % partitions);
  }

  /** The same, and the last line has an end. */
  static byte[] whole(byte[] bytes) {
    if (bytes.length == 0 || bytes[bytes.length - 1] == '\n') return bytes;
    byte[] ended = Arrays.copyOf(bytes, bytes.length + 1);
    ended[bytes.length] = '\n';
    return ended;
  }
}
