package hms.storage.stall;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.storage.Edited;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown beside a product. */
final class BadgeTest {
  private final Product draft = Goods.aDraft(Samples.ids());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // state | available | last revision | log | card | badges
        "draft    | true  | -                 | nothing | none     | draft",
        "draft    | true  | -                 | waiting | none     | waiting",
        "draft    | true  | -                 | sent    | none     | sent",
        "draft    | true  | draft             | nothing | none     | draft",
        "draft    | true  | submitted         | nothing | none     | in_review",
        "draft    | true  | in_review         | nothing | none     | in_review",
        "draft    | true  | in_review         | waiting | none     | waiting",
        "draft    | true  | changes_requested | nothing | none     | draft",
        "draft    | true  | rejected          | nothing | none     | refused",
        "draft    | true  | withdrawn         | nothing | none     | draft",
        "draft    | true  | -                 | nothing | refused  | refused",
        "listed   | true  | approved          | nothing | none     | live",
        "listed   | true  | approved          | waiting | none     | live waiting",
        "listed   | true  | draft             | sent    | none     | live sent",
        "listed   | true  | submitted         | nothing | none     | live in_review",
        "listed   | true  | rejected          | nothing | none     | live refused",
        "listed   | true  | approved          | nothing | conflict | live conflict",
        "listed   | true  | submitted         | waiting | conflict | live waiting conflict",
        "listed   | false | approved          | nothing | none     | off",
        "unlisted | true  | approved          | nothing | none     | off",
        "blocked  | true  | approved          | nothing | none     | off",
        "retired  | true  | superseded        | nothing | none     | off",
      })
  void a_product_shows(
      String state, boolean available, String last, String log, String card, String badges) {
    var product =
        Edited.next(
            draft,
            Product.class,
            Makers.NOW,
            tree -> tree.put("state", state).put("available", available));

    var shown =
        Badge.of(
            product,
            last == null ? null : word(ProductRevision.State.class, last),
            word(Badge.Log.class, log),
            word(Badge.Open.class, card));

    assertThat(shown).isEqualTo(badges(badges));
  }

  /** Whatever happens, something is shown, and never that it is live and off at once. */
  @Test
  void every_product_has_a_badge_and_none_that_contradict_each_other() {
    for (var state : Product.State.values()) {
      var product =
          Edited.next(
              draft,
              Product.class,
              Makers.NOW,
              tree -> tree.put("state", state.name().toLowerCase(Locale.ROOT)).put("version", 2));
      for (var last : ProductRevision.State.values())
        for (var log : Badge.Log.values())
          for (var open : Badge.Open.values()) {
            var shown = Badge.of(product, last, log, open);
            assertThat(shown).isNotEmpty();
            assertThat(shown.containsAll(Set.of(Badge.LIVE, Badge.OFF))).isFalse();
            assertThat(shown.contains(Badge.LIVE)).isEqualTo(state == Product.State.LISTED);
            assertThat(shown.contains(Badge.CONFLICT)).isEqualTo(open == Badge.Open.CONFLICT);
          }
    }
  }

  private static Set<Badge> badges(String words) {
    return Arrays.stream(words.split(" "))
        .map(each -> word(Badge.class, each))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Badge.class)));
  }

  private static <E extends Enum<E>> E word(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
