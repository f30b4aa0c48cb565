package hms.artisan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.Step;
import hms.storage.file.FileObjects;
import hms.storage.file.FileStore;
import hms.storage.file.Sync.Status;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import hms.storage.stall.Pending;
import hms.storage.stall.WaitingLog;
import hms.storage.stall.WaitingLog.Merge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The log of one transaction: what was said to the office and has no outcome yet, in order. */
final class Log {
  private static final Query LAST = Query.ALL.sortedBy("-place").limitedTo(1);
  private static final Query FIRST = Query.ALL.sortedBy("place").limitedTo(200);

  private final FileStore<Pending> outbox;

  Log(FileObjects tx) {
    this.outbox = tx.outbox();
  }

  /**
   * Notes a message, or merges it into a former one that has not left.
   *
   * @param online it leaves now: from then on nothing of it changes
   */
  Step<Said> add(UUID id, String name, ObjectNode data, boolean online, Instant now) {
    return place()
        .map(place -> new Pending(id, 1, now, now, place, name, about(data), data))
        .then(next ->
            unsent(next)
                .then(former ->
                    former.isEmpty() ? append(next, online) : merge(former.get(), next, now)));
  }

  /** Notes that all of it leaves now; answers what had not, in order. */
  Step<List<Pending>> release() {
    return all()
        .then(all -> Step.each(all, this::ifWaiting))
        .map(each -> each.stream().flatMap(Optional::stream).toList())
        .then(
            waiting -> Step.each(waiting, each -> mark(each, Status.SENT)).map(marked -> waiting));
  }

  /** In order. */
  Step<List<Pending>> all() {
    return further(List.of(), FIRST);
  }

  /** What was said about an object by this name and has no outcome, in order. */
  Step<List<Pending>> about(UUID object, String name) {
    return further(List.of(), FIRST.where("about", Operator.EQ, object))
        .map(all -> all.stream().filter(each -> each.name().equals(name)).toList());
  }

  /** Of those, the ones that have not left. */
  Step<List<Pending>> unsent(UUID object, String name) {
    return about(object, name)
        .then(all -> Step.each(all, this::ifWaiting))
        .map(each -> each.stream().flatMap(Optional::stream).toList());
  }

  /** Asks for less than before; for nothing at all, if there is no {@code left}. */
  Step<Boolean> reduce(Pending waiting, Optional<Pending> left) {
    if (left.isEmpty()) return outbox.delete(List.of(waiting.oid())).map(gone -> true);
    if (left.get().equals(waiting)) return Step.done(false);
    return outbox
        .save(waiting, left.get(), "reduce")
        .then(saved -> mark(left.get(), Status.WAITING))
        .map(marked -> true);
  }

  Step<Status> status(Pending pending) {
    return outbox.sync(pending.oid()).map(sync -> sync.status());
  }

  private Step<List<Pending>> further(List<Pending> before, Query query) {
    return outbox
        .get(query)
        .then(page -> {
          var all = new ArrayList<>(before);
          all.addAll(page.rows());
          return page.next().isPresent()
              ? further(all, query.after(page.next().get()))
              : Step.done(all);
        });
  }

  private Step<Long> place() {
    return outbox
        .get(LAST)
        .map(last -> last.rows().isEmpty() ? 1 : last.rows().getFirst().place() + 1);
  }

  /** The last message about the same object, if it has not left. */
  private Step<Optional<Pending>> unsent(Pending next) {
    UUID about = next.about();
    if (about == null) return Step.done(Optional.empty());
    return outbox
        .get(LAST.where("about", Operator.EQ, about))
        .then(found ->
            found.rows().isEmpty()
                ? Step.done(Optional.empty())
                : ifWaiting(found.rows().getFirst()));
  }

  private Step<Optional<Pending>> ifWaiting(Pending pending) {
    return status(pending)
        .map(status -> status == Status.SENT ? Optional.empty() : Optional.of(pending));
  }

  private Step<Said> append(Pending next, boolean online) {
    return outbox
        .save(null, next, "say")
        .then(saved -> mark(next, online ? Status.SENT : Status.WAITING))
        .map(marked -> new Said(next.oid(), Optional.of(next).filter(each -> online), 1));
  }

  private Step<Said> merge(Pending former, Pending next, Instant now) {
    return switch (WaitingLog.merge(former, next, now)) {
      case Merge.Append append -> append(next, false);
      case Merge.Replace(var left) ->
          outbox
              .save(former, left, "say")
              .then(saved -> mark(left, Status.WAITING))
              .map(marked -> new Said(left.oid(), Optional.empty(), 0));
      case Merge.Vanish vanish ->
          outbox
              .delete(List.of(former.oid()))
              .map(gone -> new Said(former.oid(), Optional.empty(), -1));
    };
  }

  private Step<Pending> mark(Pending pending, Status status) {
    return outbox
        .sync(pending.oid())
        .then(sync -> outbox.mark(pending.oid(), sync.now(status)))
        .map(marked -> pending);
  }

  private static @Nullable UUID about(ObjectNode data) {
    return data.hasNonNull("oid") ? UUID.fromString(data.get("oid").asText()) : null;
  }
}
