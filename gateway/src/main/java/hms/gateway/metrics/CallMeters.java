package hms.gateway.metrics;

import hms.gateway.http.EndedCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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

  private final MeterRegistry registry;

  /** To find one by its tags costs more than to use it. As many as the registry has. */
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  private record Kind(String operation, int status) {}

  CallMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void ended(EndedCall call) {
    var kind = new Kind(call.operation(), call.status());
    var known = timers.get(kind);
    var timer = known == null ? timers.computeIfAbsent(kind, this::timer) : known;
    timer.record(call.took());
  }

  private Timer timer(Kind kind) {
    return Timer.builder("hms.http.requests")
        .description("Calls that are over, from their headers to the end of the answer")
        .serviceLevelObjectives(LIMITS)
        .tags("operation", kind.operation(), "status", Integer.toString(kind.status()))
        .register(registry);
  }
}
