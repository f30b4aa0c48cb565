package hms.storage;

import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.fixture.Samples;
import hms.storage.query.Criterion;
import hms.storage.query.Field;
import hms.storage.query.Found;
import hms.storage.query.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Calls of a store, good and bad, that build on each other. */
public final class RandomCalls<T extends Versioned> {
  private final Subject<T> subject;
  private final Samples samples;
  private final Map<UUID, T> now = new LinkedHashMap<>();
  private final List<T> past = new ArrayList<>();
  private Query query = Query.ALL;
  private Optional<String> next = Optional.empty();
  private Optional<String> prev = Optional.empty();

  public RandomCalls(Subject<T> subject, Samples samples) {
    this.subject = subject;
    this.samples = samples;
  }

  /**
   * One call.
   *
   * @param done what to remember if it is done
   */
  public record Call<T extends Versioned>(
      String name, Function<Store<T>, ? extends Step<?>> work, Runnable done) {}

  public Call<T> next() {
    int dice = samples.number(0, 19);
    if (now.isEmpty() || dice < 4) return create(subject.one(samples));
    T known = samples.oneOf(List.copyOf(now.values()));
    if (dice < 5) return twin(known);
    if (dice < 9) return change(known);
    if (dice < 10) return change(samples.oneOf(past));
    if (dice < 11) return new Call<>("same", store -> store.save(known, known, "edit"), () -> {});
    if (dice < 12) return refusedLate(known);
    if (dice < 13) return find(known.oid());
    if (dice < 14) return find(samples.oneOf(past).oid());
    if (dice < 15) return delete(List.of(known.oid(), samples.oneOf(past).oid(), samples.id()));
    return dice < 17 && (next.isPresent() || prev.isPresent()) ? further() : ask();
  }

  /** Remembers where an answered page ended. */
  public void answered(Object value) {
    if (value instanceof Found<?> page) {
      next = page.next();
      prev = page.prev();
    }
  }

  private Call<T> create(T next) {
    return new Call<>("create", store -> store.save(null, next, "create"), () -> remember(next));
  }

  private Call<T> twin(T known) {
    var twin =
        Edited.of(
            subject.one(samples),
            subject.type().type(),
            tree -> tree.put("oid", known.oid().toString()));
    return new Call<>("twin", store -> store.save(null, twin, "create"), () -> {});
  }

  private Call<T> change(T from) {
    T next = subject.changed(from, samples);
    return new Call<>("change", store -> store.save(from, next, "edit"), () -> remember(next));
  }

  private Call<T> refusedLate(T known) {
    T next = subject.changed(known, samples);
    return new Call<>(
        "late",
        store ->
            store
                .save(known, next, "edit")
                .then(saved -> store.delete(List.of(known.oid())))
                .then(gone -> Step.<T>refused(new Refusal.NotFound("late"))),
        () -> {});
  }

  private Call<T> find(UUID oid) {
    return new Call<>("find", store -> store.find(oid), () -> {});
  }

  private Call<T> delete(List<UUID> oids) {
    return new Call<>("delete", store -> store.delete(oids), () -> oids.forEach(now::remove));
  }

  private Call<T> ask() {
    query = Query.ALL.named(ids()).limitedTo(samples.number(1, 6));
    for (int n = samples.number(0, 2); n > 0; n--) query = query.where(criterion());
    if (samples.number(0, 1) == 0) query = query.sortedBy(sort(), "-version");
    next = Optional.empty();
    prev = Optional.empty();
    var asked = query;
    return new Call<>("ask " + asked, store -> store.get(asked), () -> {});
  }

  private Call<T> further() {
    boolean back = next.isEmpty() || prev.isPresent() && samples.number(0, 1) == 0;
    var page = back ? query.before(prev.orElseThrow()) : query.after(next.orElseThrow());
    return new Call<>("further " + page, store -> store.get(page), () -> {});
  }

  private List<UUID> ids() {
    var ids = new ArrayList<>(past.stream().map(Versioned::oid).distinct().toList());
    var some = samples.shuffled(ids);
    return some.subList(0, samples.number(some.size() / 2, some.size()));
  }

  private Criterion criterion() {
    var asked = AskedValues.of(field(), List.copyOf(now.values())).toList();
    return samples.oneOf(asked);
  }

  private String sort() {
    String name = field().name();
    return (samples.number(0, 1) == 0 ? "-" : "") + (name.equals("version") ? "created" : name);
  }

  private Field<T> field() {
    return samples.oneOf(List.copyOf(subject.type().fields().all()));
  }

  private void remember(T next) {
    now.put(next.oid(), next);
    past.add(next);
  }
}
