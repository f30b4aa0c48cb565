package hms.domain.job;

/**
 * How a job goes on right now, as its owner sees it. For people; nothing is decided by it.
 *
 * @param unitsRunning done by chunks that are still being computed, as far as their type tells
 * @param slots that compute it, as its workers told last
 * @param unitsPerSecond over the last ten seconds
 * @param millisLeft until it is done at that rate; -1: nobody can tell yet
 */
public record JobLive(long unitsRunning, int slots, double unitsPerSecond, long millisLeft) {
  public static final long UNKNOWN = -1;
}
