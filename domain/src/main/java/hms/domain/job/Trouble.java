package hms.domain.job;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has gone wrong with one chunk so far; decides whether it is tried again. */
final class Trouble {
  /** Lost with this many nodes, a chunk is poison: it kills them. */
  static final int POISON_NODES = 3;

  /** One loss may be the node's own fault, so a second one is waited for, in small clusters too. */
  private static final int POISON_NODES_MIN = 2;

  /** What follows from a failure. */
  enum Sentence {
    AGAIN,
    CUT,
    DEAD
  }

  private final Map<FailureClass, Integer> failures = new EnumMap<>(FailureClass.class);
  private final Set<String> lostWith = new HashSet<>();
  private final Set<String> brokeOn = new HashSet<>();
  private int attempts;
  private FailureClass last = FailureClass.LOST;
  private String message = "";

  /** What happened to each chunk, the smallest chunks first. */
  static Map<Interval, Trouble> histories(List<ChunkFailure> failures) {
    var histories = new LinkedHashMap<Interval, Trouble>();
    failures.stream()
        .sorted(Comparator.comparingLong(failure -> failure.chunk().interval().units()))
        .forEach(failure ->
            histories.computeIfAbsent(failure.chunk().interval(), i -> new Trouble()).add(failure));
    return histories;
  }

  final void add(ChunkFailure failure) {
    failures.merge(failure.failure(), 1, Integer::sum);
    attempts = Math.max(attempts, failure.chunk().attempt());
    last = failure.failure();
    message = failure.message();
    if (last == FailureClass.LOST) lostWith.add(failure.node());
    if (last == FailureClass.BUG) brokeOn.add(failure.node());
  }

  /** How often it failed in the way it failed last. */
  int ofLastKind() {
    return failures.getOrDefault(last, 0);
  }

  FailureClass last() {
    return last;
  }

  int attempts() {
    return attempts;
  }

  /** True if it should rather be tried elsewhere. */
  boolean avoids(String node) {
    return brokeOn.contains(node);
  }

  boolean needsNodeAlone() {
    return last == FailureClass.MEMORY;
  }

  /**
   * @param liveNodes workers there are
   */
  Sentence sentence(Interval units, int liveNodes, Pace pace) {
    int enough = Math.min(POISON_NODES, Math.max(POISON_NODES_MIN, liveNodes));
    if (lostWith.size() >= enough) return Sentence.DEAD;
    boolean everywhere = brokeOn.size() >= Math.min(POISON_NODES, Math.max(1, liveNodes));
    boolean spent =
        failures.entrySet().stream().anyMatch(each -> each.getValue() >= each.getKey().tries(pace));
    if (!everywhere && !spent) return Sentence.AGAIN;
    return units.units() > 1 ? Sentence.CUT : Sentence.DEAD;
  }

  DeadChunk dead(Interval units) {
    var nodes = new HashSet<>(lostWith);
    nodes.addAll(brokeOn);
    boolean poison = lostWith.size() >= POISON_NODES_MIN && units.units() > 1;
    var failure = poison ? FailureClass.LOST : last;
    return new DeadChunk(units, failure, message, nodes.size(), attempts);
  }
}
