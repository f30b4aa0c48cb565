package hms.cluster.job;

/** Ends a chunk that nobody waits for any more. Without stack: it is no defect. */
public final class Stopped extends Exception {
  private static final long serialVersionUID = 1L;

  public Stopped() {
    super("nobody waits for this chunk", null, false, false);
  }
}
