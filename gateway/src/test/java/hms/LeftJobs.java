package hms;

import hms.domain.Role;
import java.util.Set;

/**
 * Jobs that others have left behind: what was sent at random may take years, and may have any
 * priority, so that it goes first.
 */
public final class LeftJobs {
  private static final Set<String> OVER = Set.of("SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED");

  private LeftJobs() {}

  /** Ends them; done when nobody will be given more of them. */
  public static void kill() {
    for (var job :
        Ask.get("/jobs?limit=200").by(Role.OPERATOR).send().good().json().path("items")) {
      if (OVER.contains(job.path("state").asText())) continue;
      // One that ends meanwhile is refused.
      Ask.post("/jobs/" + job.path("oid").asText() + "/kill").by(Role.OPERATOR).send();
    }
  }
}
