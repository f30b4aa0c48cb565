package hms.domain;

import static hms.domain.fixture.Makers.NOW;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanKey;
import hms.domain.fixture.Commands;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Standing;
import hms.domain.fixture.Walk;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import org.junit.jupiter.api.Test;

/** The objects move as their tables say: every declared move, and no other. */
final class MakersLifecycleTest {
  private final Artisan maker = Makers.anArtisan();

  @Test
  void an_artisan_moves_as_its_table_says() {
    new Walk<>(
            Artisan.LIFECYCLE,
            Artisan::state,
            Standing::artisan,
            (a, command) -> Commands.give(a, command, NOW))
        .everywhere();
  }

  @Test
  void a_key_moves_as_its_table_says() {
    new Walk<>(
            ArtisanKey.LIFECYCLE,
            ArtisanKey::state,
            Standing::key,
            (key, command) -> Commands.give(key, command, NOW))
        .everywhere();
  }

  @Test
  void a_revision_moves_as_its_table_says() {
    new Walk<>(
            ProductRevision.LIFECYCLE,
            ProductRevision::state,
            Standing::revision,
            (r, command) -> Commands.give(r, command, NOW))
        .everywhere();
  }

  @Test
  void a_product_moves_as_its_table_says() {
    new Walk<>(Product.LIFECYCLE, Product::state, this::product, this::give).everywhere();
  }

  @Test
  void a_declared_move_that_the_object_does_not_make_is_noticed() {
    var walk =
        new Walk<>(
            ArtisanKey.LIFECYCLE,
            ArtisanKey::state,
            Standing::key,
            (ArtisanKey key, ArtisanKey.Command command) ->
                command == ArtisanKey.Command.RETIRE
                    ? Outcome.refused(ArtisanKey.LIFECYCLE.wrongState(key.state(), command))
                    : Commands.give(key, command, NOW));

    assertThatThrownBy(walk::everywhere).isInstanceOf(AssertionError.class);
  }

  private Product product(Product.State state) {
    return Standing.product(state, maker);
  }

  /** Which approval and which return fit is decided by the product, not by the caller. */
  private Outcome<Product> give(Product p, Product.Command command) {
    return switch (command) {
      case RESTORE_DRAFT -> Commands.give(neverApproved(p), maker, command, NOW);
      case APPROVE_FIRST, APPLY_CHANGE ->
          p.state() == Product.State.DRAFT == (command == Product.Command.APPROVE_FIRST)
              ? Commands.give(p, maker, command, NOW)
              : Outcome.refused(Product.LIFECYCLE.wrongState(p.state(), command));
      default -> Commands.give(p, maker, command, NOW);
    };
  }

  private static Product neverApproved(Product p) {
    return new Product(
        p.oid(),
        p.version(),
        p.created(),
        p.modified(),
        p.artisan(),
        p.handle(),
        p.content(),
        p.available(),
        p.state(),
        p.reason(),
        null,
        p.importNotes());
  }
}
