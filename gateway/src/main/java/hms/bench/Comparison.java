package hms.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Two sides measured in turns, so that whatever slows the machine slows both: A B A B ...
 *
 * @param ours a round each
 * @param peers a round each
 */
record Comparison(String name, String us, String peer, List<Measured> ours, List<Measured> peers) {

  private static final int WARM_UPS = 3;

  static Comparison of(
      String name,
      String us,
      Supplier<Measured> ours,
      String peer,
      Supplier<Measured> peers,
      int rounds) {
    var a = new ArrayList<Measured>();
    var b = new ArrayList<Measured>();
    // The first pair warms up and does not count; a JVM needs longer than a program in C.
    for (int i = 0; i < WARM_UPS; i++) {
      var unused = ours.get();
    }
    for (int round = 0; round <= rounds; round++) {
      var x = ours.get();
      var y = peers.get();
      if (round == 0) continue;
      a.add(x);
      b.add(y);
      System.err.printf(
          Locale.ROOT,
          "%s %d/%d: %s %,.0f/s, %s %,.0f/s%n",
          name,
          round,
          rounds,
          us,
          x.perSecond(),
          peer,
          y.perSecond());
    }
    return new Comparison(name, us, peer, List.copyOf(a), List.copyOf(b));
  }

  /** Median of the rounds' ratios, ours to the peer's. */
  double speed() {
    return median(ratios(Measured::perSecond));
  }

  /** The same for CPU time an operation: 2 means that ours takes twice as much. */
  double cpu() {
    return median(ratios(Measured::cpuPerOperation));
  }

  /** The smallest and the largest of the rounds' ratios. */
  double[] spread() {
    var sorted = ratios(Measured::perSecond).stream().sorted().toList();
    return new double[] {sorted.getFirst(), sorted.getLast()};
  }

  static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private List<Double> ratios(ToDoubleFunction<Measured> of) {
    var ratios = new ArrayList<Double>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(of.applyAsDouble(ours.get(i)) / of.applyAsDouble(peers.get(i)));
    }
    return ratios;
  }
}
