package hms.artisan;

/**
 * How far an artisan has come in both streams.
 *
 * @param sent the highest number that it has given to a message of its own
 * @param received the number of the last office message that was handed out
 */
public record Positions(long sent, long received) {
  /** Nothing has been exchanged yet. */
  public static final Positions START = new Positions(0, 0);
}
