package hms.artisan;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Office messages that nobody has asked for yet, and those who wait for one. Whoever hands one over
 * has made sure that it is not handed out again.
 */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final int MESSAGES_MAX = 1_000;

  private record Reader(Predicate<Received> wants, Promise<Received> promise) {}

  private final List<Received> messages = new CopyOnWriteArrayList<>();
  private final Function<Received, Future<Void>> taken;
  private final List<Reader> readers = new ArrayList<>();

  /**
   * @param taken notes that a message is never to be handed out again
   */
  Inbox(Function<Received, Future<Void>> taken) {
    this.taken = taken;
  }

  /** Gives it to the first reader who wants it, or keeps it; at the limit the oldest goes. */
  void offer(Received message) {
    for (var reader : readers) {
      if (reader.wants().test(message)) {
        readers.remove(reader);
        hand(message).onSuccess(reader.promise()::complete).onFailure(reader.promise()::fail);
        return;
      }
    }
    messages.add(message);
    if (messages.size() > MESSAGES_MAX) {
      LOG.atWarn().addKeyValue("message", messages.remove(0).envelope().id()).log("inbox full");
    }
  }

  /** Takes the oldest message that fits, or waits for it. */
  Future<Received> next(Predicate<Received> wanted) {
    for (var message : messages) {
      if (wanted.test(message)) {
        messages.remove(message);
        return hand(message);
      }
    }
    Promise<Received> promise = Promise.promise();
    readers.add(new Reader(wanted, promise));
    return promise.future();
  }

  private Future<Received> hand(Received message) {
    return taken.apply(message).map(message);
  }

  /** What waits, oldest first. Any thread. */
  List<Received> messages() {
    return List.copyOf(messages);
  }

  void close(Throwable why) {
    readers.forEach(reader -> reader.promise().fail(why));
    readers.clear();
  }
}
