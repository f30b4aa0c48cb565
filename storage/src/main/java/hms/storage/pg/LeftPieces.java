package hms.storage.pg;

import hms.storage.JobData.Left;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * As much of what a chunk leaves as one short statement writes: about a MiB of bytes, or so many
 * rejected units.
 */
final class LeftPieces {
  private static final int BYTES = 1 << 20;
  private static final int REJECTED = 1000;

  private record Piece(int part, int number, Buffer bytes) {}

  private final List<Piece> pieces = new ArrayList<>();
  private final List<Map.Entry<Long, String>> rejected = new ArrayList<>();
  private int bytes;

  /** All that is left, in as many as it takes; at least one if it is anything. */
  static List<LeftPieces> of(Left left) {
    var all = new ArrayList<LeftPieces>();
    left.parts().forEach((part, bytes) -> cut(part, bytes).forEach(piece -> add(all, piece)));
    left.rejected().entrySet().forEach(unit -> add(all, unit));
    return all;
  }

  private static List<Piece> cut(int part, byte[] bytes) {
    var pieces = new ArrayList<Piece>();
    for (int from = 0; from < bytes.length; from += BYTES) {
      int to = Math.min(bytes.length, from + BYTES);
      var its = Buffer.buffer(Arrays.copyOfRange(bytes, from, to));
      pieces.add(new Piece(part, pieces.size(), its));
    }
    return pieces;
  }

  private static void add(List<LeftPieces> all, Piece piece) {
    if (all.isEmpty() || all.getLast().bytes + piece.bytes.length() > BYTES) {
      all.add(new LeftPieces());
    }
    all.getLast().pieces.add(piece);
    all.getLast().bytes += piece.bytes.length();
  }

  private static void add(List<LeftPieces> all, Map.Entry<Long, String> unit) {
    if (all.isEmpty() || all.getLast().rejected.size() == REJECTED) all.add(new LeftPieces());
    all.getLast().rejected.add(unit);
  }

  /** Part, number and bytes of each piece, then unit and reason of each that was rejected. */
  void addTo(Tuple values) {
    values
        .addArrayOfInteger(pieces.stream().map(Piece::part).toArray(Integer[]::new))
        .addArrayOfInteger(pieces.stream().map(Piece::number).toArray(Integer[]::new))
        .addValue(pieces.stream().map(Piece::bytes).toArray(Buffer[]::new))
        .addArrayOfLong(rejected.stream().map(Map.Entry::getKey).toArray(Long[]::new))
        .addArrayOfString(rejected.stream().map(Map.Entry::getValue).toArray(String[]::new));
  }
}
