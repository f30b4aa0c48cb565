package hms.storage;

import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.fixture.Samples;
import hms.storage.query.Query;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every store does, whatever keeps the objects. An implementation extends it and adds nothing.
 *
 * @param <S> the stores of one transaction
 * @param <T> the type under test
 */
public abstract class StoreContract<S, T extends Versioned> extends QueryContract<S, T> {

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
}
