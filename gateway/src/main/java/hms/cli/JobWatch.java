package hms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hms.client.ApiClient;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Follows a job to its end. */
final class JobWatch {
  private static final Duration EVERY = Duration.ofMillis(100);
  private static final Duration FOR_EVER = Duration.ofDays(3650);
  private static final Set<String> ENDS = Set.of("SUCCEEDED", "PARTIAL", "FAILED", "CANCELLED");

  private final ApiClient api;
  private final String oid;
  private final ProgressBar bar;

  JobWatch(ApiClient api, String oid, ProgressBar bar) {
    this.api = api;
    this.oid = oid;
    this.bar = bar;
  }

  /** Blocks; answers the ended job. */
  JsonNode untilItEnds() {
    return untilItEnds(FOR_EVER);
  }

  /** Blocks; answers the ended job, or as it is once {@code patience} is over. */
  JsonNode untilItEnds(Duration patience) {
    long begun = System.nanoTime();
    while (true) {
      var job = api.get("/api/v1/jobs/" + oid).body();
      String state = job.path("state").asText();
      long total = job.path("unitsTotal").asLong();
      long done = job.path("unitsDone").asLong() + job.at("/live/unitsRunning").asLong();
      bar.show(state, done, total, detail(job), left(job));
      if (ENDS.contains(state) || System.nanoTime() - begun > patience.toNanos()) {
        bar.end();
        return job;
      }
      LockSupport.parkNanos(EVERY.toNanos());
    }
  }

  /** Chunks; while it is computed, also how fast and by how many slots. */
  private static String detail(JsonNode job) {
    String chunks = "%,d chunks".formatted(job.path("chunksDone").asLong());
    var live = job.path("live");
    if (live.isMissingNode()) return chunks;
    String says = live.at("/statuses/0/status").asText();
    return "%s   %,.0f units/s   %d slots%s"
        .formatted(
            chunks,
            live.path("unitsPerSecond").asDouble(),
            live.path("slots").asInt(),
            says.isEmpty() ? "" : "   " + says);
  }

  private static OptionalDouble left(JsonNode job) {
    var left = job.at("/live/secondsLeft");
    return left.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(left.asDouble());
  }
}
