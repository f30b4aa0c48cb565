package hms.storage.file;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.storage.Saved;
import hms.storage.Step;
import hms.storage.Store;
import hms.storage.StoredType;
import hms.storage.file.Contents.Key;
import hms.storage.query.Found;
import hms.storage.query.Query;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The objects of one type: of the directory, to read; of a transaction, to change. */
public final class FileStore<T extends Versioned> implements Store<T> {
  private final StoredType<T> type;
  private final Draft draft;

  FileStore(StoredType<T> type, Draft draft) {
    this.type = type;
    this.draft = draft;
  }

  @Override
  public Step<T> find(UUID oid) {
    return Step.of(stored(oid).map(this::object));
  }

  @Override
  public Step<Found<T>> get(Query query) {
    return Step.of(type.fields().plan(query).map(plan -> plan.answer(draft.contents().all(type))));
  }

  /** The files keep no audit, so that {@code command} is of no use here. */
  @Override
  public Step<Saved> save(@Nullable T found, T next, String command) {
    Saved what = Saved.of(found, next);
    return Step.of(
        switch (what) {
          case INSERTED -> insert(next).map(done -> what);
          case UPDATED -> replace(next).map(done -> what);
          case UNCHANGED -> Outcome.done(what);
        });
  }

  @Override
  public Step<Integer> delete(Collection<UUID> oids) {
    var there = new LinkedHashSet<>(oids);
    there.removeIf(oid -> draft.contents().find(key(oid)).isEmpty());
    there.forEach(oid -> draft.put(key(oid), null));
    return there.stream().anyMatch(draft.contents()::refersTo)
        ? Step.refused(Store.inUse(type.word()))
        : Step.done(there.size());
  }

  /** How the object stands to the office's. */
  public Step<Sync> sync(UUID oid) {
    return Step.of(stored(oid).map(Stored::sync));
  }

  /** Notes how the object stands to the office's; that is no change of the object. */
  public Step<Sync> mark(UUID oid, Sync sync) {
    return Step.of(stored(oid).map(found -> put(oid, new Stored(found.object(), sync)).sync()));
  }

  private Outcome<Stored> insert(T next) {
    return draft.contents().find(key(next.oid())).isPresent()
        ? Outcome.refused(new Refusal.Duplicate("oid", "another one with the same oid exists"))
        : Outcome.done(put(next.oid(), new Stored(next, Sync.NEW)));
  }

  private Outcome<Stored> replace(T next) {
    return stored(next.oid())
        .then(found ->
            Versioned.seen(object(found), next.version() - 1, type.word())
                .map(seen -> put(next.oid(), new Stored(next, found.sync().changedHere()))));
  }

  private Stored put(UUID oid, Stored next) {
    draft.put(key(oid), next);
    return next;
  }

  private Outcome<Stored> stored(UUID oid) {
    return draft
        .contents()
        .find(key(oid))
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Refusal.NotFound(type.word())));
  }

  private T object(Stored stored) {
    return type.type().cast(stored.object());
  }

  private Key key(UUID oid) {
    return new Key(type, oid);
  }
}
