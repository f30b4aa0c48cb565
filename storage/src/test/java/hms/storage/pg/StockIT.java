package hms.storage.pg;

import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Refusal.Shortage.Short;
import hms.domain.fixture.Samples;
import hms.domain.order.StockChange;
import hms.domain.product.Stock;
import hms.storage.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing is promised twice. */
final class StockIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private final PgStockStore stock = OFFICE.stores().stock();
  private final Given given = new Given(OFFICE);

  @Test
  void of_sixty_four_buyers_of_the_last_piece_one_gets_it() {
    UUID bowl = stocked(new Stock.OnHand(1, 0));

    var buyers = IntStream.range(0, 64).mapToObj(n -> move(bowl, 0, 1).future()).toList();
    Future.all(buyers).await();

    assertThat(buyers).filteredOn(each -> each.result() instanceof Outcome.Done<?>).hasSize(1);
    assertThat(of(bowl)).isEqualTo(new Stock.OnHand(1, 1));
  }

  @Test
  void what_is_given_back_can_be_promised_again() {
    UUID bowl = stocked(new Stock.OnHand(3, 0));
    done(move(bowl, 0, 3));

    done(move(bowl, 0, -2));

    assertThat(shortage(move(bowl, 0, 3))).containsExactly(new Short(bowl.toString(), 3, 2));
    done(move(bowl, 0, 2));
  }

  @Test
  void what_is_shipped_leaves_stock_and_promise() {
    UUID bowl = stocked(new Stock.OnHand(5, 3));

    done(move(bowl, -2, -2));

    assertThat(of(bowl)).isEqualTo(new Stock.OnHand(3, 1));
  }

  @Test
  void what_is_promised_to_others_is_not_given_away() {
    UUID bowl = stocked(new Stock.OnHand(3, 2));

    assertThat(shortage(move(bowl, -2, 0))).containsExactly(new Short(bowl.toString(), 2, 1));
    assertThat(of(bowl)).isEqualTo(new Stock.OnHand(3, 2));
  }

  @Test
  void what_is_made_to_order_is_promised_without_end() {
    UUID rug = stocked(new Stock.MadeToOrder(30));

    done(move(rug, 0, 10_000));

    assertThat(of(rug)).isEqualTo(new Stock.MadeToOrder(30));
  }

  @Test
  void of_an_unknown_product_nothing_is_free() {
    var nothing = Samples.ids();

    assertThat(shortage(move(nothing, 0, 1))).containsExactly(new Short(nothing.toString(), 1, 0));
  }

  @Test
  void the_table_itself_refuses_to_promise_more_than_there_is() {
    UUID bowl = stocked(new Stock.OnHand(1, 1));

    assertThatThrownBy(
            () -> OFFICE.asOwner("update stock set reserved = 2 where product_oid = $1", bowl))
        .hasMessageContaining("stock_check");
    assertThatThrownBy(() -> done(move(bowl, 0, -2))).hasMessageContaining("stock");
  }

  private Step<Integer> move(UUID product, int onHand, int reserved) {
    return stock.move(List.of(new StockChange(product, onHand, reserved)));
  }

  private static void done(Step<Integer> step) {
    var unused = step.future().await().orThrow();
  }

  private static List<Short> shortage(Step<Integer> step) {
    return ((Refusal.Shortage) why(step.future().await())).products();
  }

  private static Stock of(UUID product) {
    return OFFICE.stores().products().stock(product).await().orElseThrow();
  }

  private UUID stocked(Stock kept) {
    return given.aDraft(given.anArtisan().oid(), kept).oid();
  }
}
