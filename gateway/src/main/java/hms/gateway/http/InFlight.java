package hms.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls that are being answered. Refuses early what could not be answered in time anyway, what
 * can wait before what cannot, and gives up what takes too long. For one event loop.
 */
final class InFlight {
  private static final String LEAVE = "hms.in-flight-leave";
  private static final int LOOKS = 20;

  private final int max;
  private final Duration patience;
  private final Map<Share, Integer> running = new EnumMap<>(Share.class);

  /** When calls that are worked on are given up, in nanoseconds of this JVM. */
  private final Map<RoutingContext, Long> ends = new IdentityHashMap<>();

  /**
   * @param max calls at a time
   * @param patience how long a call may be worked on
   */
  InFlight(int max, Duration patience) {
    this.max = max;
    this.patience = patience;
  }

  /** Looks from now on for what takes too long. */
  void watch(Vertx vertx) {
    vertx.setPeriodic(Math.max(1, patience.toMillis() / LOOKS), look -> giveUpLate());
  }

  /**
   * Counts the call until it is over.
   *
   * @throws EdgeRefusal 503 if it is one too many
   */
  void admit(RoutingContext context, Share share) {
    if (share == Share.NONE) return;
    if (!has(share)) {
      var busy = Problems.unavailable("too many requests at a time, at most " + max);
      busy.body().put("code", "overloaded");
      throw new EdgeRefusal(busy);
    }
    running.merge(share, 1, Integer::sum);
    Runnable leave = leaving(context, share);
    context.put(LEAVE, leave);
    context.addEndHandler(ended -> leave.run());
    begin(context, Duration.ZERO);
  }

  /** Its caller is at work, and we are not. */
  void pause(RoutingContext context) {
    ends.remove(context);
  }

  /**
   * It is worked on from now on, anew if it was before.
   *
   * @param waits how long it will wait for something because its caller wants it to
   */
  void begin(RoutingContext context, Duration waits) {
    if (context.get(LEAVE) == null || context.response().ended()) return;
    ends.put(context, System.nanoTime() + patience.plus(waits).toNanos());
  }

  /** A call that goes on for long is counted where such calls are. */
  static void leave(RoutingContext context) {
    Runnable leave = context.get(LEAVE);
    if (leave != null) leave.run();
  }

  private boolean has(Share share) {
    int all = running.values().stream().mapToInt(Integer::intValue).sum();
    int others = all - running.getOrDefault(Share.FIRST, 0);
    return all < max
        && (share == Share.FIRST || others < Share.OTHER.of(max))
        && running.getOrDefault(share, 0) < share.of(max);
  }

  /** Runs once, however often it is told. */
  private Runnable leaving(RoutingContext context, Share share) {
    return new Runnable() {
      private boolean left;

      @Override
      public void run() {
        ends.remove(context);
        if (left) return;
        left = true;
        running.merge(share, -1, Integer::sum);
      }
    };
  }

  /** Nobody waits for ever: whoever asks again by the same key learns what came of it. */
  private void giveUpLate() {
    long now = System.nanoTime();
    for (var late : List.copyOf(ends.entrySet())) {
      if (late.getValue() - now > 0) continue;
      var context = late.getKey();
      ends.remove(context);
      if (context.response().headWritten()) continue;
      String detail =
          "not done in %d ms; send the same request again".formatted(patience.toMillis());
      context.fail(new EdgeRefusal(Problems.unavailable(detail)));
    }
  }
}
