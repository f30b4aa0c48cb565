package hms.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** What is done to a cluster in the middle of a job. */
enum Fault {
  WORKER_KILLED(9, 4),
  WORKER_HANGS(7, 6),
  ORCHESTRATOR_KILLED(9, 5),
  ORCHESTRATOR_HANGS(3, 6),
  /** A node loses all connections to the others, and gets no new ones for a while. */
  NODE_CUT_OFF(3, 6),
  /** The same, but nobody is told. */
  NODE_SILENT(3, 6),
  NODE_SLOW(2, 4),
  DATABASE_UNREACHED(2, 6),
  DATABASE_CRASHES(3, 5),
  NODE_DRAINS(2, 4),
  ALL_KILLED(2, 4),
  /** No fault at all: somebody no longer wants the job. */
  CANCELLED(5, 30);

  private final int share;
  private final int seconds;

  Fault(int share, int seconds) {
    this.share = share;
    this.seconds = seconds;
  }

  /** How long the job should take that is hit by it. */
  int seconds() {
    return seconds;
  }

  /** {@code worker-killed}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Each as often as its share, in an order drawn from the generator.
   *
   * @param only labels of those that are wanted; empty for all
   */
  static List<Fault> draw(int count, Set<String> only, Random random) {
    var deck = new ArrayList<Fault>();
    var drawn = new ArrayList<Fault>();
    while (drawn.size() < count) {
      if (deck.isEmpty()) deck.addAll(deck(only));
      drawn.add(deck.remove(random.nextInt(deck.size())));
    }
    return drawn;
  }

  private static List<Fault> deck(Set<String> only) {
    var deck = new ArrayList<Fault>();
    for (Fault fault : values()) {
      boolean wanted = only.isEmpty() || only.contains(fault.label());
      if (wanted) deck.addAll(Collections.nCopies(fault.share, fault));
    }
    if (deck.isEmpty()) throw new IllegalArgumentException("no such fault: " + only);
    return deck;
  }
}
