package hms.storage;

import static hms.domain.fixture.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Versioned;
import hms.domain.fixture.Samples;
import hms.storage.query.Criterion;
import hms.storage.query.Field;
import hms.storage.query.Fields;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import hms.storage.query.Total;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How every store answers questions. {@link StoreContract} adds how it changes.
 *
 * @param <S> the stores of one transaction
 * @param <T> the type under test
 */
abstract class QueryContract<S, T extends Versioned> {
  protected static final Actor ACTOR = new Actor.House("test");
  private static final int ENOUGH = 24;
  final Samples samples = Samples.of(7);

  protected abstract Transactions<S> owner();

  protected abstract Subject<T> subject();

  protected abstract Store<T> of(S stores);

  /** Outside of a transaction. */
  protected abstract Store<T> store();

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

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void back_and_forth_nothing_that_stays_is_skipped_or_doubled(long seed) {
    var chosen = Samples.of(seed);
    var fields = subject().type().fields();
    var staying = stored(ENOUGH / 2);
    var fleeting = subject().some(chosen, ENOUGH);
    var all = Stream.of(staying, fleeting).flatMap(List::stream).toList();
    String sort = (chosen.number(0, 1) == 0 ? "-" : "") + chosen.oneOf(names(fields));
    var query = Query.ALL.named(ids(all)).limitedTo(chosen.number(1, 5)).sortedBy(sort);
    var order = fields.plan(query.limitedTo(200)).orThrow().answer(all).rows();
    var yetToCome = new ArrayList<>(fleeting);
    var here = new ArrayList<T>();

    new Walker<>(store()::get, query)
        .stroll(
            order, Set.copyOf(staying), 3 * ENOUGH, chosen, () -> turn(yetToCome, here, chosen));
  }

  /** One comes, or one that is here goes; none comes again. */
  private void turn(List<T> yetToCome, List<T> here, Samples chosen) {
    boolean comes = here.isEmpty() || chosen.number(0, 1) == 0;
    var from = comes ? yetToCome : here;
    if (from.isEmpty()) return;
    T object = from.remove(chosen.number(0, from.size() - 1));
    if (comes) {
      save(null, object);
      here.add(object);
    } else {
      assertThat(deleted(List.of(object.oid()))).isEqualTo(1);
    }
  }

  private static List<String> names(Fields<?> fields) {
    return fields.all().stream().map(Field::name).toList();
  }

  @Test
  void how_many_there_are_is_told_on_each_page_if_asked() {
    var query = Query.ALL.named(ids(stored(5))).limitedTo(2);
    var first = store().get(query.counting()).future().await().orThrow();
    var second = store().get(query.counting().after(first.next().orElseThrow()));

    assertThat(first.total()).contains(new Total(5, true));
    assertThat(second.future().await().orThrow().total()).contains(new Total(5, true));
    assertThat(store().get(query).future().await().orThrow().total()).isEmpty();
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
    return new Walker<>(store()::get, query).thereAndBack();
  }

  private List<String> refused(Query query) {
    return violations(store().get(query).future().await());
  }

  List<T> rows(Query query) {
    return store().get(query).future().await().orThrow().rows();
  }

  T found(UUID oid) {
    return store().find(oid).future().await().orThrow();
  }

  List<T> stored(int count) {
    var all = subject().some(samples, count);
    all.forEach(each -> save(null, each));
    return all;
  }

  Saved save(@Nullable T found, T next) {
    return done(store -> store.save(found, next, "edit"));
  }

  int deleted(List<UUID> oids) {
    return done(store -> store.delete(oids));
  }

  <R> R done(Function<Store<T>, Step<R>> work) {
    return transact(work).orThrow();
  }

  <R> Outcome<R> transact(Function<Store<T>, Step<R>> work) {
    return owner().transact(ACTOR, tx -> work.apply(of(tx))).await();
  }

  static Collection<UUID> ids(Collection<? extends Versioned> all) {
    return all.stream().map(Versioned::oid).toList();
  }
}
