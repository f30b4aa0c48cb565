package hms.bench;

import java.util.Locale;

/**
 * One number that people compare.
 *
 * @param goal what it should be: {@code >= 0.75}
 */
record Figure(String name, double value, String unit, String goal) {

  /** {@code figure order-intake-vs-pgbench 0.78 ratio goal >= 0.75}. */
  String line() {
    return String.format(Locale.ROOT, "figure %s %.2f %s goal %s", name, value, unit, goal);
  }

  boolean met() {
    String[] parts = goal.split(" ", 2);
    double bound = Double.parseDouble(parts[1]);
    return parts[0].equals(">=") ? value >= bound : value <= bound;
  }
}
