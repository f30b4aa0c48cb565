package hms.cluster;

import java.util.UUID;

/**
 * Somebody wants a committed chunk computed once more by the node that is asked, and asks again and
 * again until it knows: a node that nobody asks any more stops.
 *
 * @param hi the first unit behind it
 */
public record Recheck(UUID job, long lo, long hi) {
  public enum Finding {
    /** It computes something else; ask later, or another node. */
    BUSY,
    AT_WORK,
    /** Byte for byte what is stored. */
    SAME,
    DIFFERS,
    /** It will not, however often it is asked. */
    CANNOT
  }

  /**
   * What the node says.
   *
   * @param why of CANNOT, for people; else empty
   */
  public record Answer(Finding finding, String why) {
    public static Answer of(Finding finding) {
      return new Answer(finding, "");
    }

    public static Answer cannot(String why) {
      return new Answer(Finding.CANNOT, why);
    }
  }
}
