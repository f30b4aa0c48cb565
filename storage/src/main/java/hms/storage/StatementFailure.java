package hms.storage;

/** The statement of a job type cannot work on this database, however often it is tried. */
public final class StatementFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String said;

  /**
   * @param said what the database says of it
   */
  public StatementFailure(String said, Throwable cause) {
    super(said, cause);
    this.said = said;
  }

  /** What the database says of it. */
  public String said() {
    return said;
  }
}
