package hms.domain.job;

import hms.domain.job.Holding.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
  /** So many results, or bytes of them, may wait for being stored. */
  private static final int RESULTS_MAX = 4096;

  private static final long BYTES_MAX = 32L << 20;

  private record Units(UUID job, long lo, long hi) {
    static Units of(Chunk chunk) {
      return new Units(chunk.job(), chunk.lo(), chunk.hi());
    }
  }

  private final Map<Units, Holding> all = new LinkedHashMap<>();
  private final Deque<Holding> queue = new ArrayDeque<>();
  private int results;
  private long bytes;

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

  int queued() {
    return queue.size();
  }

  /** Takes at most so many off the front that are of one job, for one orchestrator, as a stint. */
  List<Holding> take(int most) {
    var taken = new ArrayList<Holding>();
    while (!queue.isEmpty() && taken.size() < most) {
      Holding next = queue.getFirst();
      if (!taken.isEmpty() && !next.goesAlongWith(taken.getFirst())) break;
      taken.add(queue.removeFirst());
    }
    return taken;
  }

  /** Their stint has ended before their turn came: they are next. */
  void putBack(List<Holding> unstarted) {
    for (Holding each : unstarted.reversed()) {
      each.queueAgain();
      queue.addFirst(each);
    }
  }

  void computed(Holding holding, ChunkResult result) {
    holding.computed(result);
    results++;
    bytes += result.payload().length;
  }

  /** True if so many results wait for being stored that no more should come. */
  boolean full() {
    return results >= RESULTS_MAX || bytes >= BYTES_MAX;
  }

  void remove(Holding holding) {
    if (!all.remove(Units.of(holding.chunk()), holding)) return;
    if (holding.stage() == Stage.QUEUED) queue.remove(holding);
    if (holding.stage() != Stage.COMPUTED) return;
    results--;
    bytes -= holding.bytes();
  }

  List<Holding> where(Predicate<Holding> wanted) {
    return all.values().stream().filter(wanted).toList();
  }

  List<Holding> of(OrchestratorLink link) {
    return where(each -> each.link() == link);
  }

  /** Those of the job that this one granted, under {@code epoch} or a lower one. */
  List<Holding> of(UUID job, long epoch, OrchestratorLink by) {
    return of(job, epoch).stream().filter(each -> each.link() == by).toList();
  }

  static List<Chunk> chunks(List<Holding> some) {
    return some.stream().map(Holding::chunk).toList();
  }

  /** Those of the job that were granted under {@code epoch} or a lower one. */
  List<Holding> of(UUID job, long epoch) {
    return where(each -> each.chunk().job().equals(job) && each.chunk().epoch() <= epoch);
  }
}
