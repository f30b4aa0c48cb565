package hms.domain.product;

import static hms.domain.fixture.Goods.aBowl;
import static hms.domain.fixture.Goods.euros;
import static hms.domain.fixture.Goods.renamed;
import static hms.domain.fixture.Refusals.violations;
import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hms.domain.Outcome;
import hms.domain.Refusal.Clash;
import hms.domain.Refusal.Conflict;
import hms.domain.fixture.Samples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ContentChangeTest {
  private final ProductContent bowl = aBowl();

  @Test
  void a_change_of_what_its_author_saw_is_applied() {
    var rename = new ContentChange(ContentField.NAME, "Salad bowl", "Fruit bowl");

    var changed = ContentChange.apply(bowl, List.of(rename)).orThrow();

    assertThat(changed).isEqualTo(renamed(bowl, "Fruit bowl"));
  }

  @Test
  void a_field_that_has_moved_on_is_a_clash_with_all_three_values() {
    var now = renamed(bowl, "Pasta bowl");
    var rename = new ContentChange(ContentField.NAME, "Salad bowl", "Fruit bowl");

    var refused = why(ContentChange.apply(now, List.of(rename)));

    assertThat(refused)
        .isEqualTo(
            new Conflict(List.of(new Clash("name", "Salad bowl", "Fruit bowl", "Pasta bowl"))));
  }

  @Test
  void another_field_that_has_moved_on_is_kept() {
    var now = renamed(bowl, "Pasta bowl");
    var dearer = new ContentChange(ContentField.PRICE, euros(4250), euros(5000));

    var changed = ContentChange.apply(now, List.of(dearer)).orThrow();

    assertThat(changed.name()).isEqualTo("Pasta bowl");
    assertThat(changed.price()).isEqualTo(euros(5000));
  }

  @Test
  void what_both_sides_want_is_no_clash() {
    var now = renamed(bowl, "Fruit bowl");
    var rename = new ContentChange(ContentField.NAME, "Salad bowl", "Fruit bowl");

    assertThat(ContentChange.apply(now, List.of(rename))).isEqualTo(Outcome.done(now));
  }

  @Test
  void one_clash_stops_all_changes_and_every_clash_is_listed() {
    var changes =
        List.of(
            new ContentChange(ContentField.SIZE, "24 cm across", null),
            new ContentChange(ContentField.NAME, "Vase", "Tall vase"),
            new ContentChange(ContentField.HEIGHT, 1, 2));

    var refused = (Conflict) why(ContentChange.apply(bowl, changes));

    assertThat(refused.clashes()).extracting(Clash::field).containsExactly("name", "height");
  }

  @Test
  void a_change_to_what_breaks_a_rule_is_refused() {
    var blank = new ContentChange(ContentField.NAME, "Salad bowl", null);

    assertThat(violations(ContentChange.apply(bowl, List.of(blank))))
        .containsExactly("/name missing");
  }

  @Test
  void a_value_of_another_type_is_a_defect() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ContentChange(ContentField.HEIGHT, "90", 91));
  }

  @Test
  void every_component_of_the_content_is_a_field_in_the_same_order() {
    var components = ProductContent.class.getRecordComponents();

    assertThat(Arrays.stream(ContentField.values()).map(ContentField::wire).toList())
        .isEqualTo(Arrays.stream(components).map(each -> each.getName()).toList());
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void the_difference_of_two_contents_leads_from_one_to_the_other(long seed) {
    var some = Samples.of(seed);

    for (int n = 0; n < 100; n++) {
      var from = some.content();
      var to = some.content();

      var applied = ContentChange.apply(from, ContentChange.between(from, to));

      assertThat(applied).as("%s", some).isEqualTo(Outcome.done(to));
      assertThat(ContentChange.between(to, to)).isEmpty();
    }
  }
}
