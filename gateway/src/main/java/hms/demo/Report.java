package hms.demo;

import java.io.PrintWriter;

/** Tells the story as it happens: each step with its time, each check with what was found. */
public final class Report {
  private final PrintWriter out;
  private final long begun = System.nanoTime();
  private int steps;
  private int checks;

  Report(PrintWriter out) {
    this.out = out;
  }

  /** A part of the story. */
  @FunctionalInterface
  interface Step {
    void play() throws Exception;
  }

  /** Plays a step; its checks are printed as they hold, its time when it is over. */
  void step(String title, Step step) throws Exception {
    steps++;
    out.printf("%n%2d  %s%n", steps, title);
    long from = System.nanoTime();
    step.play();
    out.printf("    %.1f s%n", (System.nanoTime() - from) / 1e9);
  }

  /**
   * @throws CheckFailed naming what should have been so
   */
  void check(boolean holds, String text) {
    if (!holds) throw new CheckFailed(text);
    checks++;
    out.printf("    ok  %s%n", text);
  }

  /** Compares; prints what was found. */
  void equal(Object expected, Object found, String what) {
    if (!expected.equals(found)) {
      throw new CheckFailed("%s: expected %s, found %s".formatted(what, expected, found));
    }
    check(true, what + ": " + found);
  }

  void say(String line) {
    out.printf("        %s%n", line);
  }

  void summary() {
    double seconds = (System.nanoTime() - begun) / 1e9;
    out.printf("%nstory complete: %d steps, %d checks held, %.1f s%n", steps, checks, seconds);
  }

  /** The story did not go as it must. */
  public static final class CheckFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    CheckFailed(String text) {
      super(text);
    }
  }
}
