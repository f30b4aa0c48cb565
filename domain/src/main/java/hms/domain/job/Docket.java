package hms.domain.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The chunks of one job that have failed: their histories, and those that are condemned, which are
 * cut in two or buried under the next epoch, so that no late attempt can store the same units.
 */
final class Docket {
  private final Pace pace;
  private final Map<Interval, Trouble> troubles = new LinkedHashMap<>();

  /** With its death, or empty if it is to be cut: the sentence stands, whoever comes or goes. */
  private final Map<Chunk, Optional<DeadChunk>> condemned = new LinkedHashMap<>();

  Docket(Pace pace) {
    this.pace = pace;
  }

  /** Takes over what happened to a chunk under an earlier owner; true if that condemns it. */
  boolean remember(Chunk chunk, Trouble trouble) {
    troubles.put(chunk.interval(), trouble);
    return judge(chunk, trouble, Trouble.POISON_NODES);
  }

  private boolean judge(Chunk chunk, Trouble trouble, int liveNodes) {
    var sentence = trouble.sentence(chunk.interval(), liveNodes, pace);
    if (sentence == Trouble.Sentence.AGAIN) return false;
    boolean dies = sentence == Trouble.Sentence.DEAD;
    condemned.put(chunk, dies ? Optional.of(trouble.dead(chunk.interval())) : Optional.empty());
    return true;
  }

  /** True if it should rather be tried by another one of {@code all} than {@code worker}. */
  boolean avoids(Chunk chunk, String worker, Set<String> all) {
    Trouble trouble = troubles.get(chunk.interval());
    return trouble != null && trouble.avoids(worker) && !all.stream().allMatch(trouble::avoids);
  }

  boolean needsNodeAlone(Chunk chunk) {
    Trouble trouble = troubles.get(chunk.interval());
    return trouble != null && trouble.needsNodeAlone();
  }

  void settled(Chunk chunk) {
    troubles.remove(chunk.interval());
    condemned.keySet().removeIf(each -> each.sameUnits(chunk));
  }

  /** How long the chunk waits for its next try; nothing if it is condemned by this failure. */
  OptionalLong note(ChunkFailure failure, int liveNodes) {
    Chunk chunk = failure.chunk();
    Trouble trouble = troubles.computeIfAbsent(chunk.interval(), units -> new Trouble());
    trouble.add(failure);
    if (judge(chunk, trouble, liveNodes)) return OptionalLong.empty();
    return OptionalLong.of(failure.failure().waitNanos(chunk, trouble.ofLastKind()));
  }

  Set<Chunk> condemned() {
    return condemned.keySet();
  }

  boolean hasCondemned() {
    return !condemned.isEmpty();
  }

  /** The condemned chunks that are not to be cut. */
  List<DeadChunk> dying() {
    return condemned.values().stream().flatMap(Optional::stream).toList();
  }

  /**
   * Empties itself under a new epoch: what was buried is gone, what is to be cut is told to {@code
   * cut}, what was condemned to die meanwhile stays for the next time.
   *
   * @return units that are dead now
   */
  long carryOut(List<DeadChunk> buried, Consumer<Chunk> cut) {
    var stay = new LinkedHashMap<Chunk, Optional<DeadChunk>>();
    long dead = 0;
    for (var each : condemned.entrySet()) {
      Chunk chunk = each.getKey();
      boolean gone = buried.stream().anyMatch(b -> b.interval().equals(chunk.interval()));
      if (!gone && each.getValue().isPresent()) {
        stay.put(chunk, each.getValue());
        continue;
      }
      troubles.remove(chunk.interval());
      if (gone) dead += chunk.interval().units();
      else cut.accept(chunk);
    }
    condemned.clear();
    condemned.putAll(stay);
    return dead;
  }
}
