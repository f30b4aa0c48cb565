package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.fixture.Samples;
import hms.domain.product.Stock;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing is promised twice. */
final class ReserveIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private final PgProductStore products = OFFICE.stores().products();
  private final Given given = new Given(OFFICE);

  @Test
  void of_sixty_four_buyers_of_the_last_piece_one_gets_it() {
    UUID bowl = stocked(new Stock.OnHand(1, 0));

    var buyers = IntStream.range(0, 64).mapToObj(n -> products.reserve(bowl, 1)).toList();
    Future.all(buyers).await();

    assertThat(buyers).filteredOn(Future::result).hasSize(1);
    assertThat(products.stock(bowl).await()).contains(new Stock.OnHand(1, 1));
  }

  @Test
  void what_is_given_back_can_be_promised_again() {
    UUID bowl = stocked(new Stock.OnHand(3, 0));
    products.reserve(bowl, 3).await();

    products.release(bowl, 2).await();

    assertThat(products.reserve(bowl, 3).await()).isFalse();
    assertThat(products.reserve(bowl, 2).await()).isTrue();
  }

  @Test
  void what_is_shipped_leaves_stock_and_promise() {
    UUID bowl = stocked(new Stock.OnHand(5, 0));
    products.reserve(bowl, 3).await();

    products.shipped(bowl, 2).await();

    assertThat(products.stock(bowl).await()).contains(new Stock.OnHand(3, 1));
  }

  @Test
  void what_is_made_to_order_is_promised_without_end() {
    UUID rug = stocked(new Stock.MadeToOrder(30));

    assertThat(products.reserve(rug, 10_000).await()).isTrue();
    assertThat(products.stock(rug).await()).contains(new Stock.MadeToOrder(30));
  }

  @Test
  void an_unknown_product_is_not_promised() {
    assertThat(products.reserve(Samples.ids(), 1).await()).isFalse();
  }

  @Test
  void the_table_itself_refuses_to_promise_more_than_there_is() {
    UUID bowl = stocked(new Stock.OnHand(1, 1));

    assertThatThrownBy(
            () -> OFFICE.asOwner("update stock set reserved = 2 where product_oid = $1", bowl))
        .hasMessageContaining("stock_check");
    assertThatThrownBy(() -> products.release(bowl, 2).await()).hasMessageContaining("stock");
  }

  private UUID stocked(Stock stock) {
    return given.aDraft(given.anArtisan().oid(), stock).oid();
  }
}
