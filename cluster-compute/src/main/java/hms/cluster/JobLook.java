package hms.cluster;

import hms.domain.job.JobLive;
import java.util.List;
import java.util.UUID;

/** Somebody asks its owner how a job goes on. */
public record JobLook(UUID job) {
  /** Looks for nothing: what counts is whether it can be sent. */
  public static final JobLook KNOCK = new JobLook(new UUID(0, 0));

  /**
   * What the owner sees.
   *
   * @param live one; none if the job is not its own any more
   */
  public record Seen(List<JobLive> live) {
    public Seen {
      live = List.copyOf(live);
    }
  }
}
