package hms.cluster.job;

/** What an oracle says of a total. */
public sealed interface Verdict {

  /** The total is what the oracle expects. */
  record Confirmed(String oracle) implements Verdict {}

  /** It is not; the detail has expected and found. */
  record Refuted(String oracle, String detail) implements Verdict {}

  /** There is no oracle for these parameters. */
  record NotChecked() implements Verdict {}
}
