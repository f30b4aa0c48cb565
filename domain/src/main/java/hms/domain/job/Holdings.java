package hms.domain.job;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every chunk that a worker has, each units once, and those that wait for a slot in order. */
final class Holdings {
  private record Units(UUID job, long lo, long hi) {
    static Units of(Chunk chunk) {
      return new Units(chunk.job(), chunk.lo(), chunk.hi());
    }
  }

  private final Map<Units, Holding> all = new LinkedHashMap<>();
  private final Deque<Holding> queue = new ArrayDeque<>();

  Collection<Holding> all() {
    return all.values();
  }

  @Nullable Holding find(Chunk chunk) {
    return all.get(Units.of(chunk));
  }

  void add(Holding holding) {
    all.put(Units.of(holding.chunk()), holding);
    queue.addLast(holding);
  }

  Optional<Holding> next() {
    return Optional.ofNullable(queue.peekFirst());
  }

  /** At most so many of those that wait for a slot, the next one first. */
  List<Chunk> next(int most) {
    return queue.stream().limit(most).map(Holding::chunk).toList();
  }

  /** The next one has a slot now. */
  void started(Holding holding) {
    queue.remove(holding);
  }

  void remove(Holding holding) {
    if (all.remove(Units.of(holding.chunk()), holding)) queue.remove(holding);
  }

  List<Holding> where(Predicate<Holding> wanted) {
    return all.values().stream().filter(wanted).toList();
  }

  List<Holding> of(OrchestratorLink link) {
    return where(each -> each.link() == link);
  }

  /** Those of the job that were granted under {@code epoch} or a lower one. */
  List<Holding> of(UUID job, long epoch) {
    return where(each -> each.chunk().job().equals(job) && each.chunk().epoch() <= epoch);
  }
}
