package hms.domain.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A stint on a simulated slot: chunk after chunk, and what has come of it. */
final class SimRun {
  private final long began;
  private final Deque<Chunk> left;
  private final List<ChunkResult> ready = new ArrayList<>();
  private Optional<Runnable> standing = Optional.empty();
  private boolean parked;

  SimRun(List<Chunk> chunks, long now) {
    this.left = new ArrayDeque<>(chunks);
    this.began = now;
  }

  /** What is being computed. */
  Chunk current() {
    return left.getFirst();
  }

  void computed(ChunkResult result) {
    left.removeFirst();
    ready.add(result);
  }

  boolean over(long now) {
    return left.isEmpty() || now - began >= Stint.NANOS;
  }

  List<ChunkResult> takeReady() {
    var taken = List.copyOf(ready);
    ready.clear();
    return taken;
  }

  boolean parked() {
    return parked;
  }

  void park() {
    parked = true;
  }

  /** It stands at a checkpoint; {@code goOn} once somebody wants it. */
  void stand(Runnable goOn) {
    standing = Optional.of(goOn);
  }

  void unpark() {
    parked = false;
    var goOn = standing;
    standing = Optional.empty();
    goOn.ifPresent(Runnable::run);
  }
}
