package hms.storage;

import static hms.domain.fixture.Refusals.violations;
import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.fixture.Samples;
import hms.storage.query.Criterion;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every store does, whatever keeps the objects. An implementation extends it and adds nothing.
 *
 * @param <S> the stores of one transaction
 * @param <T> the type under test
 */
public abstract class StoreContract<S, T extends Versioned> {
  protected static final Actor ACTOR = new Actor.House("test");
  private static final int ENOUGH = 24;
  private final Samples samples = Samples.of(7);

  protected abstract Transactions<S> owner();

  protected abstract Subject<T> subject();

  protected abstract Store<T> of(S stores);

  /** Outside of a transaction. */
  protected abstract Store<T> store();

  @Test
  void what_was_saved_is_found() {
    var saved = stored(1).getFirst();

    assertThat(found(saved.oid())).isEqualTo(saved);
  }

  @Test
  void what_was_never_saved_is_not_found() {
    var outcome = store().find(Samples.ids()).future().await();

    assertThat(why(outcome)).isEqualTo(new Refusal.NotFound(subject().type().word()));
  }

  @Test
  void neither_ids_nor_criteria_is_all() {
    var all = stored(3);

    assertThat(walk(Query.ALL.limitedTo(200))).containsAll(all);
  }

  @Test
  void ids_are_those_that_exist_each_once() {
    var all = stored(3);
    var ids = new ArrayList<>(ids(all));
    ids.add(Samples.ids());
    ids.addAll(ids(all));

    assertThat(rows(Query.ALL.named(ids))).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void an_empty_list_of_ids_names_nothing() {
    var unused = stored(2);

    assertThat(rows(Query.ALL.named(List.of()))).isEmpty();
    assertThat(rows(Query.ALL.where(Criterion.in("oid", List.of())))).isEmpty();
  }

  @Test
  void criteria_are_all_that_match() {
    var wanted = stored(1).getFirst();
    var unused = stored(2);

    assertThat(rows(Query.ALL.where("oid", Operator.EQ, wanted.oid()))).containsExactly(wanted);
  }

  @Test
  void ids_and_criteria_are_named_and_matching() {
    var all = stored(3);
    var other = stored(1).getFirst();
    var query = Query.ALL.named(ids(all));

    assertThat(rows(query.where("oid", Operator.EQ, all.get(1).oid()))).containsExactly(all.get(1));
    assertThat(rows(query.where("oid", Operator.EQ, other.oid()))).isEmpty();
  }

  @Test
  void every_operator_on_every_field() {
    var all = stored(ENOUGH);
    for (var field : subject().type().fields().all()) {
      AskedValues.of(field, all).forEach(each -> assertSame(all, Query.ALL.where(each)));
    }
  }

  @Test
  void every_order_page_by_page() {
    var all = stored(ENOUGH);
    for (var field : subject().type().fields().all()) {
      assertSame(all, Query.ALL.sortedBy(field.name()));
      assertSame(all, Query.ALL.sortedBy("-" + field.name()));
      assertSame(all, sorted("-modified", field.name(), "-version"));
      assertSame(all, sorted("-" + field.name(), "-created", "-oid"));
    }
  }

  @Test
  void a_walk_meets_what_does_not_change_exactly_once() {
    var all = stored(12);
    var query = Query.ALL.named(ids(all)).limitedTo(2);
    var page = store().get(query).future().await().orThrow();
    var met = new ArrayList<>(page.rows());

    while (page.next().isPresent()) {
      var unused = stored(1);
      page = store().get(query.after(page.next().get())).future().await().orThrow();
      met.addAll(page.rows());
      var behind = page.rows().getFirst();
      save(behind, subject().changed(behind, samples));
    }

    assertThat(met).containsExactlyElementsOf(inUsualOrder(all));
  }

  @Test
  void a_query_that_makes_no_sense_is_refused() {
    assertThat(refused(Query.ALL.where("colour", Operator.EQ, "red")))
        .containsExactly("/colour.eq unknown_criterion");
    assertThat(refused(Query.ALL.where("version", Operator.LIKE, "1%")))
        .containsExactly("/version.like unknown_criterion");
    assertThat(refused(Query.ALL.sortedBy("colour")))
        .containsExactly("/sort/colour unknown_criterion");
    assertThat(refused(Query.ALL.sortedBy("version", "-version")))
        .containsExactly("/sort/version repeated");
    assertThat(refused(Query.ALL.where("version", Operator.EQ, "one")))
        .containsExactly("/version.eq type");
    assertThat(refused(Query.ALL.limitedTo(0))).containsExactly("/limit range");
    assertThat(refused(Query.ALL.limitedTo(201))).containsExactly("/limit range");
  }

  @Test
  void a_cursor_is_good_for_its_own_query_only() {
    var query = Query.ALL.named(ids(stored(3))).limitedTo(1);
    String cursor = store().get(query).future().await().orThrow().next().orElseThrow();

    assertThat(refused(query.sortedBy("-created").after(cursor))).containsExactly("/cursor cursor");
    assertThat(refused(query.where("version", Operator.EQ, 1).after(cursor)))
        .containsExactly("/cursor cursor");
    assertThat(refused(Query.ALL.limitedTo(1).after(cursor))).containsExactly("/cursor cursor");
    assertThat(refused(query.after("nonsense"))).containsExactly("/cursor cursor");
    assertThat(refused(query.after(cursor.substring(0, cursor.length() - 3))))
        .containsExactly("/cursor cursor");
    assertThat(rows(query.limitedTo(2).after(cursor))).hasSize(2);
  }

  @Test
  void an_id_that_is_taken_is_a_duplicate() {
    var first = stored(1).getFirst();
    var twin =
        Edited.of(
            subject().one(samples),
            subject().type().type(),
            tree -> tree.put("oid", first.oid().toString()));

    var outcome = transact(store -> store.save(null, twin, "create"));

    assertThat(why(outcome)).isInstanceOf(Refusal.Duplicate.class);
    assertThat(found(first.oid())).isEqualTo(first);
  }

  @Test
  void a_change_of_what_has_moved_on_is_stale() {
    var first = stored(1).getFirst();
    var second = subject().changed(first, samples);
    save(first, second);

    var outcome = transact(store -> store.save(first, subject().changed(first, samples), "edit"));

    assertThat(why(outcome)).isEqualTo(new Refusal.Stale(subject().type().word(), 1, 2));
    assertThat(found(first.oid())).isEqualTo(second);
  }

  @Test
  void a_change_of_what_was_never_there_is_not_found() {
    var never = subject().one(samples);

    var outcome = transact(store -> store.save(never, subject().changed(never, samples), "edit"));

    assertThat(why(outcome)).isEqualTo(new Refusal.NotFound(subject().type().word()));
  }

  @Test
  void a_save_says_what_it_did() {
    var first = subject().one(samples);
    var second = subject().changed(first, samples);

    assertThat(save(null, first)).isEqualTo(Saved.INSERTED);
    assertThat(save(first, second)).isEqualTo(Saved.UPDATED);
    assertThat(save(second, second)).isEqualTo(Saved.UNCHANGED);
    assertThat(found(first.oid())).isEqualTo(second);
  }

  @Test
  void a_version_that_does_not_follow_is_a_defect() {
    var first = stored(1).getFirst();
    var third = subject().changed(subject().changed(first, samples), samples);

    assertThatThrownBy(() -> transact(store -> store.save(first, third, "edit")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> transact(store -> store.save(null, third, "edit")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_a_hundred_writers_one_wins_each_version() {
    var first = stored(1).getFirst();
    T now = first;
    for (int round = 0; round < 3; round++) {
      T seen = now;
      var outcomes =
          Future.join(
                  IntStream.range(0, 100)
                      .mapToObj(i -> subject().changed(seen, samples))
                      .map(next -> owner().transact(ACTOR, tx -> of(tx).save(seen, next, "edit")))
                      .toList())
              .await()
              .<Outcome<Saved>>list();

      assertThat(outcomes).filteredOn(each -> each instanceof Outcome.Done<Saved>).hasSize(1);
      now = found(first.oid());
      assertThat(now.version()).isEqualTo(seen.version() + 1);
    }
  }

  @Test
  void a_delete_is_for_good_and_ignores_what_is_absent() {
    var all = stored(3);
    var gone = List.of(all.get(0).oid(), Samples.ids(), all.get(1).oid());

    assertThat(deleted(gone)).isEqualTo(2);
    assertThat(rows(Query.ALL.named(ids(all)))).containsExactly(all.get(2));
    assertThat(deleted(gone)).isZero();
    assertThat(deleted(List.of())).isZero();
  }

  @Test
  void a_late_refusal_undoes_all() {
    var kept = stored(2);
    var added = subject().one(samples);
    var changed = subject().changed(kept.get(0), samples);

    var outcome =
        transact(store ->
            store
                .save(null, added, "create")
                .then(saved -> store.save(kept.get(0), changed, "edit"))
                .then(saved -> store.delete(List.of(kept.get(1).oid())))
                .then(gone -> Step.refused(new Refusal.NotFound("late"))));

    assertThat(why(outcome)).isEqualTo(new Refusal.NotFound("late"));
    var ids = Stream.concat(ids(kept).stream(), Stream.of(added.oid())).toList();
    assertThat(rows(Query.ALL.named(ids))).containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void a_fault_undoes_all() {
    var added = subject().one(samples);

    assertThatThrownBy(() ->
            transact(store ->
                store
                    .save(null, added, "create")
                    .then(saved -> new Step<Saved>(Future.failedFuture("broken")))))
        .hasMessage("broken");
    assertThat(rows(Query.ALL.named(List.of(added.oid())))).isEmpty();
  }

  @Test
  void a_transaction_sees_what_it_did() {
    var first = subject().one(samples);
    var second = subject().changed(first, samples);

    var seen =
        done(store ->
            store
                .save(null, first, "create")
                .then(saved -> store.save(first, second, "edit"))
                .then(saved -> store.find(first.oid()))
                .then(found -> store.get(Query.ALL.named(List.of(found.oid())))));

    assertThat(seen.rows()).containsExactly(second);
  }

  /** The store and the plan itself must agree on these objects, page by page. */
  private void assertSame(List<T> all, Query query) {
    var named = query.named(ids(all));
    var plan = subject().type().fields().plan(named.limitedTo(200)).orThrow();
    assertThat(walk(named.limitedTo(7)))
        .as("%s", query)
        .containsExactlyElementsOf(plan.answer(all).rows());
  }

  /** Each field once. */
  private static Query sorted(String... by) {
    var once = new LinkedHashMap<String, String>();
    for (var each : by) once.putIfAbsent(each.replace("-", ""), each);
    return Query.ALL.sortedBy(once.values().toArray(String[]::new));
  }

  private List<T> inUsualOrder(List<T> all) {
    return subject().type().fields().plan(Query.ALL).orThrow().answer(all).rows();
  }

  private List<T> walk(Query query) {
    var page = store().get(query).future().await().orThrow();
    var all = new ArrayList<>(page.rows());
    while (page.next().isPresent()) {
      page = store().get(query.after(page.next().get())).future().await().orThrow();
      all.addAll(page.rows());
    }
    return all;
  }

  private List<String> refused(Query query) {
    return violations(store().get(query).future().await());
  }

  private List<T> rows(Query query) {
    return store().get(query).future().await().orThrow().rows();
  }

  private T found(UUID oid) {
    return store().find(oid).future().await().orThrow();
  }

  private List<T> stored(int count) {
    var all = subject().some(samples, count);
    all.forEach(each -> save(null, each));
    return all;
  }

  private Saved save(@Nullable T found, T next) {
    return done(store -> store.save(found, next, "edit"));
  }

  private int deleted(List<UUID> oids) {
    return done(store -> store.delete(oids));
  }

  private <R> R done(Function<Store<T>, Step<R>> work) {
    return transact(work).orThrow();
  }

  private <R> Outcome<R> transact(Function<Store<T>, Step<R>> work) {
    return owner().transact(ACTOR, tx -> work.apply(of(tx))).await();
  }

  private static Collection<UUID> ids(Collection<? extends Versioned> all) {
    return all.stream().map(Versioned::oid).toList();
  }
}
