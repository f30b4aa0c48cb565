package hms.gateway.event;

import static hms.gateway.event.Topic.OVERVIEW;

import hms.domain.Actor;
import hms.gateway.http.EventAnswer;
import hms.storage.DomainJson;
import hms.storage.pg.PgEvents.Event;
import hms.storage.pg.PgEvents.Place;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One reader: what it listens to, what it may know, how far it is. For the event loop of its
 * connection.
 */
final class EventStream {
  private static final int RETRY_MILLIS = 3000;
  private static final String CHANGE = "change";
  private static final String TOPIC = "topic";

  /** What may wait while a reader is told what it has missed; beyond it, it reads anew. */
  private static final int HELD_MAX = 10_000;

  private final EventAnswer answer;
  private final Topics topics;
  private final Supplier<Future<Optional<Actor>>> again;
  private final List<Event> held = new ArrayList<>();
  private Actor actor;
  private State state = State.CATCHING_UP;
  private Place last = Place.BEGINNING;

  private enum State {
    /** What happens meanwhile is held. */
    CATCHING_UP,
    LIVE,
    /** Too slow: what happens is left out, and it reads anew when it can. */
    CUT,
    ENDED
  }

  /**
   * @param again the actor as it is now; empty if its credential is not good any more
   */
  EventStream(
      EventAnswer answer, Topics topics, Actor actor, Supplier<Future<Optional<Actor>>> again) {
    this.answer = answer;
    this.topics = topics;
    this.actor = actor;
    this.again = again;
  }

  Actor actor() {
    return actor;
  }

  Topics topics() {
    return topics;
  }

  void begin(Runnable ended) {
    answer.begin(() -> {
      state = State.ENDED;
      ended.run();
    });
    answer.retry(RETRY_MILLIS);
  }

  /** It begins here: whatever it reads now has all that came before. */
  void snapshot(Place from) {
    last = from;
    for (var topic : topics.all()) {
      var data = DomainJson.object().put(TOPIC, topic.wire());
      answer.send(text(from), "snapshot", data.toString());
    }
  }

  /** It asked for what is not there any more: it reads anew, from here. */
  void reset(Place from) {
    answer.send(text(from), "reset", "{}");
    snapshot(from);
  }

  /**
   * It goes on where it was.
   *
   * @param seen the last event that it has
   * @param missed what has happened since
   * @param until up to where that was looked for
   */
  void resume(Place seen, List<Event> missed, Place until) {
    last = seen;
    tell(missed);
    if (until.isAfter(last)) last = until;
  }

  /** From here on it is told what happens, beginning with what has happened meanwhile. */
  void live() {
    if (state == State.CATCHING_UP) state = State.LIVE;
    tell(held);
    held.clear();
  }

  void offer(List<Event> events) {
    switch (state) {
      case CATCHING_UP -> hold(events);
      case LIVE -> tell(events);
      case CUT -> last = events.getLast().place();
      case ENDED -> {}
    }
  }

  void comment() {
    if (state != State.ENDED) answer.comment();
  }

  /** Ends it if its credential is not good any more; else it may from now on what it may now. */
  Future<Void> checked() {
    return again
        .get()
        .map(found -> {
          found.ifPresentOrElse(now -> actor = now, this::end);
          return null;
        });
  }

  /** The node leaves: the reader comes again, elsewhere. */
  void leave() {
    if (state == State.ENDED) return;
    answer.send(null, "reset", "{}");
    end();
  }

  void end() {
    state = State.ENDED;
    answer.end();
  }

  private void hold(List<Event> events) {
    held.addAll(events);
    if (held.size() <= HELD_MAX) return;
    held.clear();
    leave();
  }

  void offer(Beat beat) {
    if (state != State.LIVE || !topics.have(beat) || !beat.topic().shows(beat, actor)) return;
    answer.send(null, CHANGE, beat.data().toString());
  }

  /** That the numbers of an overview are others is said once for all of them. */
  private void tell(List<Event> events) {
    boolean counted = false;
    for (var event : events) {
      boolean fresh = event.place().isAfter(last);
      tell(event);
      counted |= fresh && topics.all().contains(OVERVIEW) && OVERVIEW.shows(event, actor);
    }
    if (counted && (state == State.LIVE || state == State.CATCHING_UP)) {
      answer.send(text(last), CHANGE, DomainJson.object().put(TOPIC, OVERVIEW.wire()).toString());
    }
  }

  private void tell(Event event) {
    if (!event.place().isAfter(last)) return;
    last = event.place();
    if (state != State.LIVE && state != State.CATCHING_UP) return;
    for (var topic : topics.all()) {
      if (topic != OVERVIEW && topic.shows(event, actor)) {
        answer.send(text(event.place()), CHANGE, data(topic, event));
      }
    }
    if (answer.isBehind()) cut();
  }

  private void cut() {
    state = State.CUT;
    answer.whenCaughtUp(() -> {
      if (state != State.CUT) return;
      state = State.LIVE;
      snapshot(last);
    });
  }

  private static String data(Topic topic, Event event) {
    return DomainJson.object()
        .put(TOPIC, topic.wire())
        .put("kind", event.kind())
        .put("oid", event.oid().toString())
        .put("version", event.version())
        .put("command", event.command())
        .toString();
  }

  static String text(Place place) {
    return place.xid() + "-" + place.n();
  }

  /** The place that an id names; where nothing is if it names none. */
  static Place placeOrNone(String text) {
    if (!text.matches("\\d{1,18}-\\d{1,18}")) return Place.BEGINNING;
    int dash = text.indexOf('-');
    return new Place(
        Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
  }
}
