package hms.domain.job;

/**
 * How far a chunk is that is being computed, as its type tells.
 *
 * @param units of it that are done
 * @param status a line for people, at most {@link #STATUS_MAX} characters; empty if it has said
 *     none
 */
public record ChunkProgress(long units, String status) {
  public static final int STATUS_MAX = 200;

  static final ChunkProgress NONE = new ChunkProgress(0, "");
}
