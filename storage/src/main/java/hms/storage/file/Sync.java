package hms.storage.file;

/**
 * How an object in a file stands to the office's.
 *
 * @param officeVersion the last version that the office told; 0 if it has told none
 */
public record Sync(long officeVersion, Status status) {

  /** The way of a change to the office. */
  public enum Status {
    /** Changed here; nobody was told. */
    LOCAL,
    WAITING,
    SENT,
    SETTLED,
    /** Both sides changed it; a person decides. */
    CONFLICT,
    REFUSED
  }

  static final Sync NEW = new Sync(0, Status.LOCAL);

  /** The same, a step further. */
  public Sync now(Status next) {
    return new Sync(officeVersion, next);
  }

  Sync changedHere() {
    return new Sync(officeVersion, Status.LOCAL);
  }
}
