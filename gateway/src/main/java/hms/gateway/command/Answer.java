package hms.gateway.command;

import hms.domain.Outcome;

/**
 * What became of a command.
 *
 * @param replayed it was carried out before; this is the stored answer
 * @param rehearsed it would have come out so, but nothing of it is left
 */
public record Answer<R>(Outcome<R> outcome, boolean replayed, boolean rehearsed) {

  /** Of a command that was carried out now, or refused. */
  public static <R> Answer<R> fresh(Outcome<R> outcome) {
    return new Answer<>(outcome, false, false);
  }

  /** Of a command that was carried out before. */
  public static <R> Answer<R> stored(Outcome<R> outcome) {
    return new Answer<>(outcome, true, false);
  }

  public static <R> Answer<R> rehearsal(Outcome<R> outcome) {
    return new Answer<>(outcome, false, true);
  }
}
