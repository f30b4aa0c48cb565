package hms.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Shows how far something is: on a terminal one line that is redrawn, elsewhere a line for every
 * tenth, and the last. An estimate of what is left is shown once a twentieth is done.
 */
final class ProgressBar {
  private static final int WIDTH = 24;

  private final PrintWriter out;
  private final boolean terminal;
  private final long begun = System.nanoTime();
  private long lastTenth = -1;

  /** What was last shown, if it was not printed. */
  private Optional<String> held = Optional.empty();

  ProgressBar(PrintWriter out) {
    this(out, System.console() != null && !Objects.equals(System.getenv("TERM"), "dumb"));
  }

  ProgressBar(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void show(String state, long done, long total, String detail) {
    show(state, done, total, detail, left(total == 0 ? 0 : (double) done / total));
  }

  /** The same, with the estimate of somebody who knows better. */
  void show(String state, long done, long total, String detail, OptionalDouble seconds) {
    double part = total == 0 ? 0 : (double) done / total;
    String left = seconds.isEmpty() ? "" : "   %.1f s left".formatted(seconds.getAsDouble());
    String line =
        "  %-9s %s %3.0f %%   %s%s"
            .formatted(state, blocks(part), Math.floor(100 * part), detail, left);
    if (terminal) {
      out.print("\r" + line + "   ");
      out.flush();
    } else if ((long) (10 * part) > lastTenth) {
      lastTenth = (long) (10 * part);
      out.println(line);
      held = Optional.empty();
    } else {
      held = Optional.of(line);
    }
  }

  /** Nothing more comes: what was shown last stays. */
  void end() {
    if (terminal) out.println();
    held.ifPresent(out::println);
  }

  private static String blocks(double part) {
    int full = (int) (WIDTH * part);
    return "█".repeat(full) + "░".repeat(WIDTH - full);
  }

  private OptionalDouble left(double part) {
    if (part < 0.05 || part >= 1) return OptionalDouble.empty();
    double elapsed = System.nanoTime() - begun;
    return OptionalDouble.of(elapsed / 1e9 / part * (1 - part));
  }
}
