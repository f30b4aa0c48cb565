package hms.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a schedule makes jobs, as options of a command. */
final class ScheduleTerms {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a job may be given, and a schedule may not. */
  private static final List<String> OF_ONE_JOB =
      List.of("notBefore", "deadline", "dedupeKey", "tenant", "after");

  @Option(
      names = "--cron",
      required = true,
      paramLabel = "CRON",
      description = "Minute, hour, day of the month, month, day of the week: \"0 3 * * 1-5\".")
  private String cron = "";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose clock that is, such as Europe/Berlin (default: UTC).")
  private @Nullable String zone;

  @Option(names = "--from", paramLabel = "TIME", description = "Make no job earlier.")
  private @Nullable String from;

  @Option(names = "--until", paramLabel = "TIME", description = "Make no job later.")
  private @Nullable String until;

  @Option(names = "--max-runs", paramLabel = "N", description = "Make so many jobs.")
  private @Nullable Integer maxRuns;

  @Option(
      names = "--overlap",
      paramLabel = "skip|queue|replace",
      description = "If the job before is at work: make none, wait for it, cancel it.")
  private @Nullable String overlap;

  @Option(
      names = "--missed",
      paramLabel = "none|last|all",
      description = "What nobody was there for: make no job, one, all up to a hundred.")
  private @Nullable String missed;

  /**
   * The body of a schedule.
   *
   * @param submission as of a job
   * @throws IllegalArgumentException naming what only one job can be given
   */
  ObjectNode body(String name, ObjectNode submission) {
    for (String member : OF_ONE_JOB) {
      if (submission.has(member)) {
        throw new IllegalArgumentException(member + " is for one job, not for a schedule");
      }
    }
    var body = JSON.createObjectNode().put("name", name).put("cron", cron);
    if (zone != null) body.put("zone", zone);
    if (from != null) body.put("notBefore", from);
    if (until != null) body.put("notAfter", until);
    if (maxRuns != null) body.put("maxRuns", maxRuns);
    if (overlap != null) body.put("overlap", overlap);
    if (missed != null) body.put("missed", missed);
    body.set("job", job(submission));
    return body;
  }

  /** A seed is a parameter like any other. */
  private static ObjectNode job(ObjectNode submission) {
    var job = submission.deepCopy();
    var seed = job.remove("seed");
    if (seed != null) job.withObject("/parameters").set("seed", seed);
    return job;
  }
}
