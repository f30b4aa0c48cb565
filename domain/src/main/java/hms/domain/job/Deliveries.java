package hms.domain.job;

import hms.domain.job.WorkerEffect.Deliver;
import hms.domain.job.WorkerEffect.Wake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Results on their way to dispatchers, in batches of one job and epoch. */
final class Deliveries {
  private static final int BATCH_MAX = 512;

  /** A message has at most 256 KiB, and bytes take a third more in JSON. */
  private static final int BATCH_BYTES = 96 * 1024;

  private static final long GATHER_NANOS = Duration.ofMillis(5).toNanos();

  private record Way(OrchestratorLink link, UUID job, long epoch) {}

  private final String node;
  private final Map<Way, List<Holding>> ready = new LinkedHashMap<>();
  private final Map<Long, List<Holding>> sent = new HashMap<>();
  private long sinceNanos;

  Deliveries(String node) {
    this.node = node;
  }

  void add(Holding computed, OrchestratorLink link, long nowNanos) {
    if (ready.isEmpty()) sinceNanos = nowNanos;
    var way = new Way(link, computed.chunk().job(), computed.chunk().epoch());
    ready.computeIfAbsent(way, first -> new ArrayList<>()).add(computed);
  }

  /**
   * Sends what has gathered for 5 ms or to 512, and everything when no slot is busy.
   *
   * @param firstFree numbers from here on are free
   * @return the next free number
   */
  long send(long firstFree, boolean idle, List<WorkerEffect> effects, long nowNanos) {
    if (ready.isEmpty()) return firstFree;
    boolean due = idle || nowNanos - sinceNanos >= GATHER_NANOS;
    long number = firstFree;
    for (var each : List.copyOf(ready.entrySet())) {
      if (!due && each.getValue().size() < BATCH_MAX) continue;
      ready.remove(each.getKey());
      number = send(number, each.getKey(), each.getValue(), effects, nowNanos);
    }
    if (!ready.isEmpty()) effects.add(new Wake(GATHER_NANOS));
    return number;
  }

  private long send(
      long firstFree, Way way, List<Holding> all, List<WorkerEffect> effects, long nowNanos) {
    long number = firstFree;
    for (int from = 0; from < all.size(); ) {
      int to = end(all, from);
      var batch = List.copyOf(all.subList(from, to));
      from = to;
      long its = number++;
      batch.forEach(each -> each.sentWith(its));
      var results = batch.stream().map(Holding::result).toList();
      var message = new JobMessage.ResultBatch(node, its, results);
      effects.add(way.link.repeat(its, new Deliver(way.link.node(), message), nowNanos));
      sent.put(its, batch);
    }
    return number;
  }

  /** Where the batch ends that begins at {@code from}: it has a result at least. */
  private static int end(List<Holding> all, int from) {
    int to = from;
    long bytes = 0;
    do bytes += all.get(to++).bytes();
    while (to < all.size() && to - from < BATCH_MAX && bytes + all.get(to).bytes() <= BATCH_BYTES);
    return to;
  }

  /** What went with the batch and is still meant by it. */
  List<Holding> answered(long batch) {
    var gone = sent.remove(batch);
    if (gone == null) return List.of();
    return gone.stream().filter(each -> each.batch() == batch).toList();
  }

  /** It goes another way, or none. */
  void forget(Holding holding) {
    holding.sentWith(0);
    ready.values().forEach(each -> each.remove(holding));
    ready.values().removeIf(List::isEmpty);
  }

  void forget(OrchestratorLink link) {
    ready.keySet().removeIf(way -> way.link == link);
    sent.values().removeIf(batch -> batch.stream().allMatch(each -> each.link() == link));
  }
}
