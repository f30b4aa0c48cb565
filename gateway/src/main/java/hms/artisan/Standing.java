package hms.artisan;

import hms.domain.Versioned;
import hms.storage.Step;
import hms.storage.file.FileObjects;
import hms.storage.file.FileStore;
import hms.storage.file.Sync;
import hms.storage.file.Sync.Status;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import hms.storage.stall.Badge;
import hms.storage.stall.Pending;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an object stands to the office: what was said of it, what must be settled. */
final class Standing {
  private final FileObjects tx;

  Standing(FileObjects tx) {
    this.tx = tx;
  }

  /** What has no outcome yet about an object. */
  Step<Badge.Log> log(UUID object) {
    return tx.outbox()
        .get(Query.ALL.where("about", Operator.EQ, object).sortedBy("place").limitedTo(1))
        .then(first -> first.rows().isEmpty() ? Step.done(Badge.Log.NOTHING) : log(first.rows()));
  }

  /** Which of its cards is the gravest. */
  Step<Badge.Open> open(UUID object) {
    var open = Query.ALL.where("object", Operator.EQ, object).where("state", Operator.EQ, "open");
    return tx.cards()
        .get(open.limitedTo(Query.LIMIT_MAX))
        .map(cards ->
            cards.rows().stream()
                .map(card -> card.field() == null ? Badge.Open.REFUSED : Badge.Open.CONFLICT)
                .max(Badge.Open::compareTo)
                .orElse(Badge.Open.NONE));
  }

  /** Marks the object's file with how it stands; nothing, if it has none. */
  Step<Optional<Sync>> mark(@Nullable UUID object) {
    if (object == null) return Step.done(Optional.empty());
    return log(object)
        .then(log -> open(object).map(open -> status(log, open)))
        .then(status ->
            mark(tx.products(), object, status)
                .then(product -> mark(tx.workSheets(), object, status))
                .then(sheet -> mark(tx.artisans(), object, status)));
  }

  /** The same for each. */
  Step<List<Optional<Sync>>> markAll(List<UUID> objects) {
    return Step.each(objects, this::mark);
  }

  private Step<Badge.Log> log(List<Pending> first) {
    return new Log(tx)
        .status(first.getFirst())
        .map(status -> status == Status.SENT ? Badge.Log.SENT : Badge.Log.WAITING);
  }

  private static Status status(Badge.Log log, Badge.Open open) {
    return switch (open) {
      case CONFLICT -> Status.CONFLICT;
      case REFUSED -> Status.REFUSED;
      case NONE ->
          switch (log) {
            case WAITING -> Status.WAITING;
            case SENT -> Status.SENT;
            case NOTHING -> Status.SETTLED;
          };
    };
  }

  private static <T extends Versioned> Step<Optional<Sync>> mark(
      FileStore<T> store, UUID object, Status status) {
    return store
        .sync(object)
        .then(sync ->
            sync.status() == status ? Step.done(sync) : store.mark(object, sync.now(status)))
        .orAbsent();
  }
}
