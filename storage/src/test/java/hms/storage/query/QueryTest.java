package hms.storage.query;

import static hms.domain.fixture.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Money;
import hms.domain.Versioned;
import hms.domain.fixture.Makers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each operator, order and cursor means, told by example. */
final class QueryTest {
  private static final String SMILE = "\uD83D\uDE00";

  record Thing(
      UUID oid, @Nullable String name, @Nullable Money price, @Nullable Integer weight, boolean on)
      implements Versioned {
    @Override
    public long version() {
      return 1;
    }

    @Override
    public Instant created() {
      return Makers.NOW;
    }

    @Override
    public Instant modified() {
      return Makers.NOW;
    }
  }

  private static final Fields<Thing> FIELDS =
      Fields.of(Thing.class)
          .optional("name", Kind.TEXT, Thing::name)
          .optional("price", Kind.MONEY, Thing::price)
          .optional("weight", Kind.WHOLE, Thing::weight)
          .required("on", Kind.FLAG, Thing::on)
          .build();

  @ParameterizedTest
  @CsvSource({
    "name, bowl, 'bowl'",
    "name.eq, bowl, 'bowl'",
    "name.ne, bowl, 'Bowl cup null'",
    "name.gt, bowl, 'cup'",
    "name.gte, bowl, 'bowl cup'",
    "name.lt, bowl, 'Bowl'",
    "name.lte, bowl, 'Bowl bowl'",
    "name.in, 'cup,bowl,vase', 'bowl cup'",
    "name.in, '', ''",
    "name.null, true, 'null'",
    "name.null, false, 'Bowl bowl cup'",
    "name.like, %owl, 'Bowl bowl'",
    "name.like, _owl, 'Bowl bowl'",
    "name.like, b%, 'bowl'",
    "name.like, ow, ''",
  })
  void an_operator_finds(String criterion, String value, String found) {
    assertThat(names(named("Bowl", "bowl", "cup", null), criterion, value)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "price.gte, EUR 200, '200 300'",
    "price.lt, EUR 300, '100 200'",
    "price.eq, USD 200, '200'",
    "price.lt, JPY 999, ''",
    "price.ne, EUR 100, '200 300 200 null'",
    "price.in, 'EUR 100,USD 200', '100 200'"
  })
  void money_compares_with_its_own_currency_only(String criterion, String value, String found) {
    var all = priced("EUR 100", "EUR 200", "EUR 300", "USD 200", null);

    assertThat(
            answer(all, criterion, value).stream()
                .map(each -> each.price() == null ? "null" : "" + each.price().amount()))
        .containsExactlyInAnyOrder(found.isEmpty() ? new String[0] : found.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "a\\%b, a%b, true",
    "a\\%b, axb, false",
    "a\\\\b, a\\b, true",
    "_, x, true",
    "_, xy, false",
    "%%, '', true",
    "'', '', true",
    "%a%a%, banana, true",
    "%ana, banana, true",
    "b%x, banana, false"
  })
  void a_pattern_is_that_of_sql(String pattern, String text, boolean matches) {
    assertThat(LikePattern.of(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void one_code_point_is_one_whatever_java_needs_for_it() {
    assertThat(LikePattern.of("_").matches(SMILE)).isTrue();
  }

  @Test
  void a_pattern_full_of_runs_is_no_way_to_keep_us_busy() {
    assertThat(LikePattern.of("%a".repeat(1000)).matches("a".repeat(3999) + "b")).isFalse();
  }

  @Test
  void texts_are_in_the_order_of_code_points_and_absent_ones_last_both_ways() {
    var all = named(SMILE, "b", null, "\uE000", "a", "B");

    assertThat(sorted(all, "name")).containsExactly("B", "a", "b", "\uE000", SMILE, null);
    assertThat(sorted(all, "-name")).containsExactly(SMILE, "\uE000", "b", "a", "B", null);
  }

  @Test
  void ids_are_in_the_order_of_their_bytes() {
    var low = new UUID(1, -1);
    var high = new UUID(-1, 1);
    var all = List.of(thing(high, "high"), thing(low, "low"));

    assertThat(sorted(all, "oid")).containsExactly("low", "high");
  }

  @Test
  void what_makes_no_sense_is_told_at_once() {
    var query =
        Query.ALL
            .limitedTo(0)
            .where("colour", Operator.EQ, "red")
            .where("on", Operator.GT, true)
            .where("weight", Operator.EQ, "heavy")
            .where("name", Operator.LIKE, "\\")
            .where("name", Operator.EQ, "a\u0000b")
            .where("name", Operator.EQ, "\uD83D")
            .sortedBy("-size");

    assertThat(violations(FIELDS.plan(query)))
        .containsExactlyInAnyOrder(
            "/limit range",
            "/colour.eq unknown_criterion",
            "/on.gt unknown_criterion",
            "/weight.eq type",
            "/name.like pattern",
            "/name.eq type",
            "/name.eq type",
            "/sort/size unknown_criterion");
  }

  @ParameterizedTest
  @CsvSource({
    "colour, red, /colour unknown_criterion",
    "name.near, bowl, /name.near unknown_criterion",
    "weight.gt, heavy, /weight.gt type",
    "price, 4250, /price.eq type",
    "price, EUR -1, /price.eq type",
    "price, XYZ 1, /price.eq type",
    "name.null, perhaps, /name.null type",
    "oid, 1-1-1-1-1, /oid.eq type",
    "created.gt, yesterday, /created.gt type",
    "created.gt, +999999999-01-01T00:00:00Z, /created.gt type"
  })
  void a_criterion_that_cannot_be_read_is_refused(String name, String text, String violation) {
    assertThat(violations(FIELDS.criterion(name, text))).containsExactly(violation);
  }

  @Test
  void a_cursor_does_not_depend_on_the_order_of_criteria() {
    var all = named("a", "b", "c");
    var one = Query.ALL.where("on", Operator.EQ, true).where("name", Operator.GT, "");
    var other = Query.ALL.where("name", Operator.GT, "").where("on", Operator.EQ, true);

    String cursor = FIELDS.plan(one.limitedTo(1)).orThrow().answer(all).next().orElseThrow();

    assertThat(FIELDS.plan(other.after(cursor)).orThrow().answer(all).rows()).hasSize(2);
  }

  private static String names(List<Thing> all, String criterion, String value) {
    return String.join(
        " ", answer(all, criterion, value).stream().map(each -> "" + each.name()).toList());
  }

  private static List<Thing> answer(List<Thing> all, String criterion, String value) {
    var read = FIELDS.criterion(criterion, value).orThrow();
    return FIELDS.plan(Query.ALL.where(read)).orThrow().answer(all).rows();
  }

  private static List<@Nullable String> sorted(List<Thing> all, String by) {
    return FIELDS.plan(Query.ALL.sortedBy(by)).orThrow().answer(all).rows().stream()
        .<@Nullable String>map(Thing::name)
        .toList();
  }

  private static List<Thing> named(@Nullable String... names) {
    var ids = new AtomicInteger();
    return Stream.of(names).map(name -> thing(new UUID(0, ids.getAndIncrement()), name)).toList();
  }

  private static Thing thing(UUID oid, @Nullable String name) {
    return new Thing(oid, name, null, null, true);
  }

  private static List<Thing> priced(@Nullable String... prices) {
    return Stream.of(prices)
        .map(each -> new Thing(UUID.randomUUID(), null, money(each), null, true))
        .toList();
  }

  private static @Nullable Money money(@Nullable String text) {
    return text == null ? null : (Money) Kind.MONEY.read(text).orElseThrow();
  }
}
