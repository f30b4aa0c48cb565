package hms.domain.product;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal.Conflict;
import hms.domain.Refusal.Denied;
import hms.domain.Refusal.Shortage;
import hms.domain.Refusal.WrongState;
import hms.domain.artisan.Artisan;
import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.fixture.Standing;
import hms.domain.product.Product.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guards of a product: what must hold beyond its state. */
final class ProductShelfTest {
  private final Artisan maker = Makers.anArtisan();
  private final Product unlisted = Standing.product(State.UNLISTED, maker);
  private final Product retired = Standing.product(State.RETIRED, maker);

  @Test
  void only_what_can_be_ordered_is_listed() {
    var away = maker.suspend("a complaint", NOW).orThrow();

    assertThat(code(unlisted.list(away, true, NOW))).isEqualTo("artisan-not-active");
    assertThat(code(unlisted.list(maker, false, NOW))).isEqualTo("no-key");
  }

  @Test
  void open_work_keeps_a_product_and_the_refusal_says_what_to_do_instead() {
    var refused = (WrongState) why(unlisted.retire(List.of("2026-00871-1"), NOW));

    assertThat(refused.code()).isEqualTo("open-units");
    assertThat(refused.why()).contains("2026-00871-1", "set available to false");
  }

  @Test
  void an_artisan_takes_back_within_thirty_days_and_the_office_later_too() {
    var self = new Actor.Maker(maker.oid());
    var late = retired.modified().plus(Duration.ofDays(30)).plusSeconds(1);

    assertThat(retired.restore(maker, self, late.minusSeconds(1)).orThrow().state())
        .isEqualTo(State.UNLISTED);
    assertThat(code(retired.restore(maker, self, late))).isEqualTo("too-late");
    assertThat(retired.restore(maker, new Actor.House("t"), late).orThrow().state())
        .isEqualTo(State.UNLISTED);
  }

  @Test
  void nothing_of_a_closed_artisan_comes_back() {
    var closed = maker.close("retired", List.of(), NOW).orThrow();

    assertThat(code(retired.restore(closed, new Actor.House("t"), NOW)))
        .isEqualTo("artisan-closed");
  }

  @Test
  void the_office_mends_words_and_no_measure() {
    var heavier = with(ContentField.SHIPPING_WEIGHT, 9);
    var renamed = with(ContentField.NAME, "Ash bowl");

    assertThat(why(unlisted.alter(List.of(renamed, heavier), true, NOW)))
        .isEqualTo(new Denied("the artisan's to write", List.of("shippingWeight")));
    assertThat(unlisted.alter(List.of(renamed), false, NOW).orThrow().content().name())
        .isEqualTo("Ash bowl");
  }

  @Test
  void the_office_sets_prices_only_where_that_is_allowed() {
    var dearer = List.of(with(ContentField.PRICE, Goods.euros(9900)));

    assertThat(why(unlisted.alter(dearer, false, NOW))).isInstanceOf(Denied.class);
    assertThat(unlisted.alter(dearer, true, NOW).orThrow().content().price())
        .isEqualTo(Goods.euros(9900));
  }

  @Test
  void the_office_captions_pictures_and_does_not_swap_them() {
    var picture = unlisted.content().images().getFirst();
    var captioned =
        new ImageRef(picture.image(), picture.sha256(), true, "From the side", "A grey bowl");

    assertThat(unlisted.alter(images(captioned), false, NOW).orThrow().content().images())
        .containsExactly(captioned);
    assertThat(why(unlisted.alter(images(Goods.aPicture()), false, NOW)))
        .isInstanceOf(Denied.class);
  }

  @Test
  void an_adjustment_commutes_and_never_takes_what_is_promised() {
    var level = new StockLevel(Samples.ids(), 4, new Stock.OnHand(5, 3));

    assertThat(level.adjust(-2).orThrow()).isEqualTo(counted(level, 5, 3));
    assertThat(why(level.adjust(-3)))
        .isEqualTo(new Shortage(List.of(new Shortage.Short(level.product().toString(), 3, 2))));
    assertThat(level.adjust(0).orThrow()).isSameAs(level);
  }

  @Test
  void a_count_of_an_older_stock_is_a_conflict() {
    var level = new StockLevel(Samples.ids(), 4, new Stock.OnHand(5, 3));

    assertThat(why(level.recount(3, new Stock.OnHand(9, 0)))).isInstanceOf(Conflict.class);
    assertThat(level.recount(4, new Stock.OnHand(9, 0)).orThrow()).isEqualTo(counted(level, 5, 9));
  }

  private static StockLevel counted(StockLevel level, long version, int onHand) {
    return new StockLevel(level.product(), version, new Stock.OnHand(onHand, 3));
  }

  private List<ContentChange> images(ImageRef ref) {
    return List.of(with(ContentField.IMAGES, List.of(ref)));
  }

  private ContentChange with(ContentField field, Object to) {
    return new ContentChange(field, field.of(unlisted.content()), to);
  }

  private static String code(Outcome<?> outcome) {
    return ((WrongState) why(outcome)).code();
  }
}
