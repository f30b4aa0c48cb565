package hms.storage;

/**
 * A statement was not carried out because an earlier one of its transaction failed; what failed
 * there is the fault to look at.
 */
public final class Spoilt extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Spoilt(Throwable cause) {
    super("an earlier statement of the transaction failed", cause);
  }
}
