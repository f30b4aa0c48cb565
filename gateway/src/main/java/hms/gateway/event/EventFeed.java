package hms.gateway.event;

import hms.gateway.http.OwnRows;
import hms.storage.pg.PgEvents.Place;
import hms.storage.pg.PgJobViews;
import hms.storage.pg.PgStores;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one reader of the audit on a node, which feeds all streams. It looks a few times a second
 * while anybody listens; a notice from each transaction would let the commits of all nodes wait for
 * each other, so there is none (ADR 0034). For the event loop of the HTTP server.
 */
public final class EventFeed {
  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
  private static final long LOOK_MILLIS = 200;
  private static final long CHECK_MILLIS = 500;
  private static final long PULSE_MILLIS = 250;
  private static final long COMMENT_MILLIS = 15_000;
  private static final int PAGE = 1000;
  private static final int STREAMS_MAX = 512;
  private static final int STREAMS_OF_ONE_MAX = 5;
  private static final int MISSED_MAX = 10_000;
  private static final Duration MISSED_FOR = Duration.ofDays(7);

  private final Vertx vertx;
  private final PgStores stores;
  private final List<Pulse> pulses;
  private final Clock clock;
  private final Set<EventStream> streams = new LinkedHashSet<>();
  private final List<Long> timers = new ArrayList<>();
  private volatile @Nullable Context context;
  private Place place = Place.BEGINNING;
  private Future<Place> beginning = Future.succeededFuture(place);
  private boolean closed;
  private Future<?> round = Future.succeededFuture();
  private Future<?> check = Future.succeededFuture();
  private Future<?> pulseRound = Future.succeededFuture();

  /** Whether there is room for one more. */
  enum Room {
    ADMITTED,
    /** Too many on this node, or the node leaves. */
    FULL,
    /** Too many of the one who asks. */
    TOO_MANY_OF_ONE
  }

  public EventFeed(Vertx vertx, PgStores stores, PgJobViews jobs, Clock clock) {
    this.vertx = vertx;
    this.stores = stores;
    this.pulses = List.of(new JobPulse(jobs), new ClusterPulse(jobs), new StreamPulse(stores));
    this.clock = clock;
  }

  /**
   * Takes a stream on; tells it what it has missed, then what happens.
   *
   * @param seen the last event that its reader has
   */
  Room join(EventStream stream, Optional<Place> seen) {
    if (closed || streams.size() >= STREAMS_MAX) return Room.FULL;
    String who = stream.actor().name();
    long own = streams.stream().filter(each -> each.actor().name().equals(who)).count();
    if (own >= STREAMS_OF_ONE_MAX) return Room.TOO_MANY_OF_ONE;
    if (streams.isEmpty()) wake();
    streams.add(stream);
    stream.begin(() -> left(stream));
    beginning
        .compose(begun -> caughtUp(stream, seen, place))
        .onSuccess(done -> stream.live())
        .onFailure(fault -> stream.leave());
    return Room.ADMITTED;
  }

  /** Tells all readers to come again, elsewhere; from any thread. */
  public Future<Void> close() {
    var loop = context;
    if (loop == null) return Future.succeededFuture();
    Promise<Void> done = Promise.promise();
    loop.runOnContext(now -> {
      closed = true;
      List.copyOf(streams).forEach(EventStream::leave);
      done.complete();
    });
    return done.future();
  }

  private void wake() {
    context = vertx.getOrCreateContext();
    timers.add(vertx.setPeriodic(LOOK_MILLIS, id -> look()));
    timers.add(vertx.setPeriodic(CHECK_MILLIS, id -> check()));
    timers.add(vertx.setPeriodic(PULSE_MILLIS, id -> beat()));
    timers.add(
        vertx.setPeriodic(
            COMMENT_MILLIS, id -> List.copyOf(streams).forEach(EventStream::comment)));
    beginning = stores.events().last().onSuccess(last -> place = last);
  }

  private void left(EventStream stream) {
    if (!streams.remove(stream) || !streams.isEmpty()) return;
    timers.forEach(vertx::cancelTimer);
    timers.clear();
  }

  private Future<Void> caughtUp(EventStream stream, Optional<Place> seen, Place from) {
    if (seen.isEmpty()) {
      stream.snapshot(from);
      return Future.succeededFuture();
    }
    Place last = seen.get();
    return stores
        .events()
        .at(last)
        .compose(at ->
            at.filter(time -> time.isAfter(clock.instant().minus(MISSED_FOR))).isPresent()
                ? stores.events().between(last, from, stream.topics().kinds(), MISSED_MAX + 1)
                : Future.succeededFuture(null))
        .map(missed -> {
          if (missed == null || missed.size() > MISSED_MAX) stream.reset(from);
          else stream.resume(last, missed, from);
          return null;
        });
  }

  private void beat() {
    if (!pulseRound.isComplete()) return;
    pulseRound = Future.join(pulses.stream().filter(this::isWanted).map(this::told).toList());
    pulseRound.onFailure(
        fault -> LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("pulses not seen"));
  }

  private boolean isWanted(Pulse pulse) {
    return streams.stream().anyMatch(stream -> stream.topics().all().contains(pulse.topic()));
  }

  private Future<?> told(Pulse pulse) {
    var channels =
        streams.stream()
            .flatMap(stream -> OwnRows.channelOf(stream.actor()).stream())
            .collect(Collectors.toSet());
    return pulse
        .look(channels)
        .onSuccess(beats -> List.copyOf(streams).forEach(stream -> beats.forEach(stream::offer)));
  }

  private void look() {
    if (!round.isComplete() || !beginning.succeeded() || streams.isEmpty()) return;
    round = read();
    round.onFailure(
        fault -> LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("events wait"));
  }

  private Future<Void> read() {
    return stores
        .events()
        .behind(place, PAGE)
        .compose(events -> {
          if (events.isEmpty()) return Future.succeededFuture();
          place = events.getLast().place();
          List.copyOf(streams).forEach(stream -> stream.offer(events));
          return events.size() < PAGE ? Future.succeededFuture() : read();
        });
  }

  /** One after the other: they are many, and connections to the database are few. */
  private void check() {
    if (!check.isComplete()) return;
    Future<Void> all = Future.succeededFuture();
    for (var stream : List.copyOf(streams)) {
      all = all.compose(done -> stream.checked()).otherwiseEmpty();
    }
    check = all;
  }
}
