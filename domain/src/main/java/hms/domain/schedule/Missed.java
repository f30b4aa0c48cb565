package hms.domain.schedule;

/** What becomes of slots that nobody was there for: all nodes were down, say. */
public enum Missed {
  /** Nothing. */
  NONE,
  /** The last one of them is made up for. */
  LAST,
  /** All are made up for, the last hundred of them. */
  ALL
}
