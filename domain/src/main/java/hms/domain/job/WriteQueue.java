package hms.domain.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one job and epoch has to be written; at most one write is under way. */
final class WriteQueue {
  private static final int ROWS_MAX = 2048;
  private static final long BYTES_MAX = 4L << 20;

  private record Key(String from, long batch) {
    static Key of(JobMessage.ResultBatch batch) {
      return new Key(batch.from(), batch.batch());
    }
  }

  private final Map<Key, JobMessage.ResultBatch> waiting = new LinkedHashMap<>();
  private final Map<Key, JobMessage.ResultBatch> underWay = new LinkedHashMap<>();
  private Optional<List<DeadChunk>> recut = Optional.empty();
  private boolean recutting;

  /** A repeated batch that still waits is dropped. */
  void add(JobMessage.ResultBatch batch) {
    Key key = Key.of(batch);
    if (!underWay.containsKey(key)) waiting.putIfAbsent(key, batch);
  }

  void recut(List<DeadChunk> dead) {
    if (!recutting) recut = Optional.of(dead);
  }

  boolean busy() {
    return recutting || !underWay.isEmpty();
  }

  boolean hasBatches() {
    return !waiting.isEmpty();
  }

  boolean recutWanted() {
    return recut.isPresent();
  }

  /** Takes the next results out; {@link #busy} until {@link #end}. */
  List<ChunkResult> begin() {
    var results = new ArrayList<ChunkResult>();
    long bytes = 0;
    var next = waiting.entrySet().iterator();
    while (next.hasNext() && results.size() < ROWS_MAX && bytes < BYTES_MAX) {
      var batch = next.next();
      next.remove();
      underWay.put(batch.getKey(), batch.getValue());
      results.addAll(batch.getValue().results());
      bytes += batch.getValue().results().stream().mapToLong(r -> r.payload().length).sum();
    }
    return results;
  }

  List<JobMessage.ResultBatch> end() {
    var done = List.copyOf(underWay.values());
    underWay.clear();
    return done;
  }

  List<DeadChunk> beginRecut() {
    recutting = true;
    return recut.orElse(List.of());
  }

  List<DeadChunk> endRecut() {
    recutting = false;
    var dead = recut.orElse(List.of());
    recut = Optional.empty();
    return dead;
  }

  /** What was under way comes first again. */
  void retreat() {
    recutting = false;
    var later = new LinkedHashMap<>(waiting);
    waiting.clear();
    waiting.putAll(underWay);
    waiting.putAll(later);
    underWay.clear();
  }
}
