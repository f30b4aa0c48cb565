package hms.domain.product;

import static hms.domain.fixture.Goods.aBowl;
import static hms.domain.fixture.Goods.euros;
import static hms.domain.fixture.Goods.onlyNamed;
import static hms.domain.fixture.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.fixture.Samples;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProductContentTest {

  @Test
  void a_clean_content_is_taken_as_it_is() {
    var bowl = aBowl();

    assertThat(bowl.checked()).isEqualTo(Outcome.done(bowl));
    assertThat(bowl.missing()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void checking_twice_changes_nothing_more(long seed) {
    var some = Samples.of(seed);

    for (int n = 0; n < 100; n++) {
      var content = some.content();

      assertThat(content.checked()).as("%s", some).isEqualTo(Outcome.done(content));
    }
  }

  @Test
  void a_draft_may_lack_all_but_its_name() {
    var draft = onlyNamed("Bowl");

    assertThat(draft.checked()).isEqualTo(Outcome.done(draft));
    assertThat(draft.missing())
        .containsExactly("/summary", "/description", "/price", "/shippingWeight", "/images");
    assertThat(violations(onlyNamed(" ").checked())).containsExactly("/name blank");
  }

  @Test
  void a_picture_without_words_is_not_ready_for_review() {
    var silent = new ImageRef(Samples.ids(), "0f".repeat(32), true, null, null);

    assertThat(aBowl(silent).missing()).containsExactly("/images/0/altText");
  }

  @Test
  void figures_have_bounds() {
    var low = measured(euros(0), 0, 0, 0, 0);
    var high = measured(euros(Money.MAX), 1_000_001, 100_001, 100_001, 100_001);
    var most = measured(euros(Money.MAX), 1_000_000, 100_000, 100_000, 100_000);

    assertThat(violations(low.checked()))
        .containsExactly(
            "/price/amount range",
            "/shippingWeight range",
            "/height range",
            "/length range",
            "/width range");
    assertThat(violations(high.checked())).hasSize(4);
    assertThat(most.checked()).isEqualTo(Outcome.done(most));
  }

  @Test
  void descriptions_are_read_strictly() {
    assertThat(violations(described("<script>x</script>").checked()))
        .containsExactly("/description markup");
    assertThat(violations(described("a".repeat(20_001)).checked()))
        .containsExactly("/description too-long");
    assertThat(described("a".repeat(20_000)).checked()).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void metadata_are_limited_and_never_repeat_a_value() {
    var values = IntStream.range(0, 21).mapToObj(n -> "v" + n).toList();
    var many = values.stream().collect(Collectors.toMap(value -> value, value -> List.of(value)));

    assertThat(violations(with(many).checked())).containsExactly("/metadata size");
    assertThat(violations(with(Map.of("a/b", values)).checked()))
        .containsExactly("/metadata/a~1b size");
    assertThat(violations(with(Map.of("a", List.of())).checked()))
        .containsExactly("/metadata/a size");
    assertThat(violations(with(Map.of("a", List.of("x", " x"))).checked()))
        .containsExactly("/metadata/a repeated");
    assertThat(violations(with(Map.of("a", List.of("x"), "a ", List.of("y"))).checked()))
        .containsExactly("/metadata/a  repeated");
    assertThat(violations(with(Map.of("a", List.of("\u0000"))).checked()))
        .containsExactly("/metadata/a character");
  }

  @Test
  void exactly_one_of_up_to_twelve_pictures_is_primary() {
    var first = picture(true);
    var plain = picture(false);

    assertThat(violations(pictured(first, picture(true)).checked()))
        .containsExactly("/images primary");
    assertThat(violations(pictured(plain).checked())).containsExactly("/images primary");
    assertThat(violations(pictured(first, plain, plain).checked()))
        .containsExactly("/images/2 repeated");
    assertThat(violations(pictures(13).checked())).containsExactly("/images size");
    assertThat(pictures(12).checked()).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_picture_is_named_by_the_digest_of_its_bytes() {
    var wrong = new ImageRef(Samples.ids(), "0F".repeat(32), true, "\u0007", "x".repeat(201));

    assertThat(violations(pictured(wrong).checked()))
        .containsExactly(
            "/images/0/sha256 digest", "/images/0/caption character", "/images/0/altText too-long");
  }

  private static ProductContent pictures(int n) {
    return pictured(IntStream.range(0, n).mapToObj(i -> picture(i == 0)).toArray(ImageRef[]::new));
  }

  private static ImageRef picture(boolean primary) {
    return new ImageRef(Samples.ids(), "0f".repeat(32), primary, null, null);
  }

  private static ProductContent pictured(ImageRef... images) {
    return content(null, Map.of(), List.of(images));
  }

  private static ProductContent described(String html) {
    return content(html, Map.of(), List.of());
  }

  private static ProductContent with(Map<String, List<String>> metadata) {
    return content(null, metadata, List.of());
  }

  private static ProductContent measured(Money price, int grams, int high, int deep, int wide) {
    return new ProductContent(
        "Bowl", null, null, Map.of(), price, grams, high, deep, wide, null, List.of());
  }

  private static ProductContent content(
      @Nullable String html, Map<String, List<String>> metadata, List<ImageRef> images) {
    return new ProductContent(
        "Bowl", null, html, metadata, null, null, null, null, null, null, images);
  }
}
