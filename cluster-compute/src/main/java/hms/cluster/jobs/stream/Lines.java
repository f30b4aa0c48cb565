package hms.cluster.jobs.stream;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/** Lines of bytes, each with a key: what is before its first tab, or all of it. */
final class Lines {
  /** So many are sorted, or merged, between two checkpoints. */
  private static final int RUN = 4096;

  private final byte[] bytes;

  /**
   * A line without its end.
   *
   * @param keyTo where its key ends
   */
  record Line(int from, int keyTo, int to) {}

  Lines(byte[] bytes) {
    this.bytes = bytes;
  }

  /** In the order in which they stand; the last one may lack its end. */
  List<Line> all() {
    var lines = new ArrayList<Line>();
    for (int from = 0; from < bytes.length; ) {
      int to = from;
      int keyTo = -1;
      for (; to < bytes.length && bytes[to] != '\n'; to++) {
        if (keyTo < 0 && bytes[to] == '\t') keyTo = to;
      }
      lines.add(new Line(from, keyTo < 0 ? to : keyTo, to));
      from = to + 1;
    }
    return lines;
  }

  /** As {@code LC_ALL=C sort -s -t TAB -k1,1} has them. */
  byte[] sortedByKey(ChunkContext chunk) throws Stopped {
    var lines = all().toArray(Line[]::new);
    for (int from = 0; from < lines.length; from += RUN) {
      chunk.checkpoint();
      Arrays.sort(lines, from, Math.min(from + RUN, lines.length), byKey());
    }
    for (int run = RUN; run < lines.length; run *= 2) lines = merged(lines, run, chunk);
    var sorted = new ByteArrayOutputStream(bytes.length + 1);
    for (Line each : lines) write(each, sorted);
    return sorted.toByteArray();
  }

  /** Two runs become one, and of equal keys those of the first one come first. */
  private Line[] merged(Line[] lines, int run, ChunkContext chunk) throws Stopped {
    var merged = new Line[lines.length];
    var byKey = byKey();
    for (int from = 0; from < lines.length; from += 2 * run) {
      int mid = Math.min(from + run, lines.length);
      int end = Math.min(mid + run, lines.length);
      int left = from;
      int right = mid;
      for (int to = from; to < end; to++) {
        if (to % RUN == 0) chunk.checkpoint();
        boolean first = right == end || left < mid && byKey.compare(lines[left], lines[right]) <= 0;
        merged[to] = lines[first ? left++ : right++];
      }
    }
    return merged;
  }

  private Comparator<Line> byKey() {
    return (a, b) -> Arrays.compareUnsigned(bytes, a.from(), a.keyTo(), bytes, b.from(), b.keyTo());
  }

  void write(Line line, ByteArrayOutputStream out) {
    out.write(bytes, line.from(), line.to() - line.from());
    out.write('\n');
  }

  /** CRC-32C of the key, of so many partitions. */
  int partition(Line line, int partitions) {
    var crc = new CRC32C();
    crc.update(bytes, line.from(), line.keyTo() - line.from());
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
