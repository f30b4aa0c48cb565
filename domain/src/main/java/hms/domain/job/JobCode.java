package hms.domain.job;

/**
 * What computes a job. All chunks of a job come from the same.
 *
 * @param name of the job type
 * @param version of it, at least 1; raised whenever a result could change
 * @param digest of whatever else its bytes depend on, such as the jars that it came in, in hex;
 *     empty: on nothing else
 */
public record JobCode(String name, int version, String digest) {

  /** For rows and for people: {@code factors 1}. */
  public String text() {
    String named = name + " " + version;
    return digest.isEmpty() ? named : named + " " + digest;
  }
}
