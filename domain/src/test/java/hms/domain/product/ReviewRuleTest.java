package hms.domain.product;

import static hms.domain.fixture.Makers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Violation;
import hms.domain.fixture.Goods;
import hms.domain.fixture.Samples;
import hms.domain.product.ProductRevision.Kind;
import hms.domain.product.ReviewRule.Terms;
import hms.domain.product.ReviewRule.Verdict;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ReviewRuleTest {
  private static final TrackRecord TRUSTED = new TrackRecord(20, false);
  private static final RuleCondition WORDS =
      new RuleCondition(null, List.of(ContentField.NAME, ContentField.SUMMARY), null, null);

  private final Product product = Goods.approved(Goods.aDraft(Samples.ids()), Samples.ids());

  @ParameterizedTest
  @CsvSource({
    "change, , , , change, true",
    "first, , , , change, false",
    "first, , , , first, true",
    ", name, , , change, true",
    ", summary, , , change, false",
    ", name, , , first, false",
    ", , 10, , first, false",
    ", name, 10, 20, change, true",
    ", name, 10, 21, change, false",
  })
  void all_that_is_named_must_hold(
      @Nullable String kind,
      @Nullable String only,
      @Nullable Integer percent,
      @Nullable Integer approved,
      String of,
      boolean holds) {
    var condition =
        new RuleCondition(
            kind == null ? null : Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)),
            only == null
                ? null
                : List.of(ContentField.valueOf(only.toUpperCase(java.util.Locale.ROOT))),
            percent,
            approved);
    var draft = Goods.aDraft(product.artisan());
    var about = of.equals("first") ? draft : product;
    var revision = Goods.aRevision(about, Goods.renamed(about.content(), "Fruit bowl"));

    assertThat(condition.holds(revision, TRUSTED)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "4251, EUR, 10, true",
    "4675, EUR, 10, true",
    "4676, EUR, 10, false",
    "3825, EUR, 10, true",
    "3824, EUR, 10, false",
    "4251, EUR, 0, false",
    "4250, USD, 10, false",
    ", , 10, false",
  })
  void a_price_may_move_as_far_as_the_rule_says(
      @Nullable Long cents, @Nullable String currency, int percent, boolean holds) {
    var price = cents == null || currency == null ? null : new Money(cents, currency);
    var revision = Goods.aRevision(product, priced(product.content(), price));

    var condition = new RuleCondition(null, null, percent, null);

    assertThat(condition.holds(revision, TRUSTED)).isEqualTo(holds);
  }

  @Test
  void what_changes_nothing_is_no_rule_s_to_approve() {
    var empty = Goods.aRevision(product, product.content());

    assertThat(WORDS.holds(empty, TRUSTED)).isFalse();
  }

  @Test
  void what_was_refused_or_taken_back_goes_to_a_person() {
    var revision = renamed();

    assertThat(WORDS.holds(revision, new TrackRecord(20, false))).isTrue();
    assertThat(WORDS.holds(revision, new TrackRecord(20, true))).isFalse();
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of(new RuleCondition(null, null, null, null), "/condition"),
        Arguments.of(new RuleCondition(null, List.of(), null, null), "/condition/onlyFields"),
        Arguments.of(
            new RuleCondition(null, List.of(ContentField.NAME, ContentField.NAME), null, null),
            "/condition/onlyFields"),
        Arguments.of(new RuleCondition(null, null, 101, null), "/condition/priceWithinPercent"),
        Arguments.of(new RuleCondition(null, null, -1, null), "/condition/priceWithinPercent"),
        Arguments.of(new RuleCondition(null, null, null, 0), "/condition/approvedBefore"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_condition_that_says_nothing_or_nonsense_is_refused(RuleCondition bad, String pointer) {
    var outcome = ReviewRule.create(Samples.ids(), new Terms("Words", bad, 5), NOW);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(((Refusal.Invalid) refused.why()).violations())
                    .extracting(Violation::pointer)
                    .containsExactly(pointer));
  }

  @Test
  void a_new_rule_is_off_and_one_that_is_on_does_not_change() {
    var rule = rule(0);
    var on = rule.switchedTo(true, NOW);

    assertThat(rule.enabled()).isFalse();
    assertThat(on.version()).isEqualTo(2);
    assertThat(on.switchedTo(true, NOW)).isSameAs(on);
    assertThat(on.edit(new Terms("Other", WORDS, 0), NOW)).isInstanceOf(Outcome.Refused.class);
    var off = on.switchedTo(false, NOW);
    assertThat(off.edit(new Terms("Words", WORDS, 0), NOW)).isEqualTo(Outcome.done(off));
    assertThat(off.edit(new Terms("Other", WORDS, 0), NOW).orThrow().version()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "100, 1000, 1000", "10, 60, 140"})
  void a_share_goes_to_a_person_and_the_same_lot_is_drawn_again(int percent, int least, int most) {
    var rule = rule(percent);
    var revisions = IntStream.range(0, 1000).mapToObj(n -> revision(new UUID(n, 7))).toList();

    long sampled =
        revisions.stream().filter(r -> rule.judge(r, TRUSTED) == Verdict.SAMPLES).count();

    assertThat(sampled).isBetween((long) least, (long) most);
    assertThat(revisions)
        .allSatisfy(r -> assertThat(rule.judge(r, TRUSTED)).isEqualTo(rule.judge(r, TRUSTED)));
  }

  @Test
  void one_rule_that_wants_a_person_is_enough() {
    var lax = rule(0);
    var all = rule(100);
    var deaf =
        ReviewRule.create(
                Samples.ids(),
                new Terms("First", new RuleCondition(Kind.FIRST, null, null, null), 100),
                NOW)
            .orThrow();

    assertThat(ReviewRule.approving(List.of(deaf, lax), renamed(), TRUSTED)).contains(lax);
    assertThat(ReviewRule.approving(List.of(lax, all), renamed(), TRUSTED)).isEmpty();
    assertThat(ReviewRule.approving(List.of(), renamed(), TRUSTED)).isEmpty();
  }

  private ReviewRule rule(int samplePercent) {
    return ReviewRule.create(
            new UUID(0x0195_0000_0000_7000L, 42), new Terms("Words", WORDS, samplePercent), NOW)
        .orThrow();
  }

  private ProductRevision renamed() {
    return Goods.aRevision(product, Goods.renamed(product.content(), "Fruit bowl"));
  }

  private ProductRevision revision(UUID oid) {
    return ProductRevision.open(
        oid, 1, product, Goods.renamed(product.content(), "Fruit bowl"), NOW);
  }

  private static ProductContent priced(ProductContent c, @Nullable Money price) {
    return new ProductContent(
        c.name(),
        c.summary(),
        c.description(),
        c.metadata(),
        price,
        c.shippingWeight(),
        c.height(),
        c.length(),
        c.width(),
        c.size(),
        c.images());
  }
}
