package hms.cluster.jobs.stream;

import java.io.PrintWriter;

/** A program that did not end well. In the place of a stack is what it said last. */
final class ProgramFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private final String said;

  ProgramFailure(String message, String said) {
    super(message, null, false, false);
    this.said = said;
  }

  @Override
  public void printStackTrace(PrintWriter out) {
    out.println(this);
    out.print(said);
  }
}
