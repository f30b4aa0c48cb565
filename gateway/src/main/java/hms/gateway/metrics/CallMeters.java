package hms.gateway.metrics;

import hms.gateway.http.EndedCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** How many calls, how long they took and how they ended, by operation: never by path. */
final class CallMeters implements EndedCall.Observer {
  /** Limits of the histogram; each costs a series for every operation and status. */
  private static final Duration[] LIMITS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final Timer.Builder timer =
      Timer.builder("hms.http.requests")
          .description("Calls that are over, from their headers to the end of the answer")
          .serviceLevelObjectives(LIMITS);
  private final MeterRegistry registry;

  CallMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void ended(EndedCall call) {
    timer
        .withRegistry(registry)
        .withTags("operation", call.operation(), "status", Integer.toString(call.status()))
        .record(call.took());
  }
}
