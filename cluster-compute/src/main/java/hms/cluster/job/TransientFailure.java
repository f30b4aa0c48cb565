package hms.cluster.job;

import org.jspecify.annotations.Nullable;

/** Says that a chunk failed on account of something outside, and may work the next time. */
public final class TransientFailure extends Exception {
  private static final long serialVersionUID = 1L;

  public TransientFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
