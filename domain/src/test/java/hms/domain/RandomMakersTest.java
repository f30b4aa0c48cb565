package hms.domain;

import static hms.domain.fixture.Makers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanKey;
import hms.domain.fixture.Commands;
import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.fixture.Standing;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.domain.product.Stock;
import hms.domain.product.StockLevel;
import hms.domain.product.Visibility;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds after any commands in any order, by clocks that go back as well. */
final class RandomMakersTest {
  private static final int STEPS = 400;
  private static final String SEEDS = "hms.domain.fixture.Seeds#some";
  private static final Set<Product.Command> OFFICE_FLAG =
      Set.of(
          Product.Command.LIST,
          Product.Command.UNLIST,
          Product.Command.BLOCK,
          Product.Command.RETIRE);

  @ParameterizedTest
  @MethodSource(SEEDS)
  void the_flags_of_a_product_are_set_by_those_whose_they_are(long seed) {
    var some = Samples.of(seed);
    var maker = Makers.anArtisan();
    var product = Goods.aDraft(maker.oid());
    for (int n = 0; n < STEPS; n++) {
      var command = some.oneOf(Product.Command.class);
      if (command == Product.Command.CREATE) continue;
      var next = effect(product, Commands.give(product, maker, command, clock(some)), some);

      if (next.available() != product.available()) {
        assertThat(command).as("%s", some).isEqualTo(Product.Command.SWITCH);
      }
      if (next.storeAvailable() != product.storeAvailable()) {
        assertThat(OFFICE_FLAG).as("%s", some).contains(command);
      }
      if (Visibility.visible(next, maker)) {
        assertThat(next.approvedRevision()).as("%s", some).isNotNull();
      }
      product = next;
    }
  }

  @ParameterizedTest
  @MethodSource(SEEDS)
  void an_artisan_keeps_what_it_was_born_with(long seed) {
    var some = Samples.of(seed);
    for (int life = 0; life < 20; life++) {
      var artisan = Makers.anApplicant();
      for (int n = 0; n < STEPS / 20; n++) {
        var command = some.oneOf(Artisan.Command.class);
        if (command == Artisan.Command.SIGN_UP || command == Artisan.Command.CREATE) continue;
        if (some.number(0, 3) == 0) artisan = Standing.waiting(artisan);
        var next = effect(artisan, Commands.give(artisan, command, clock(some)), some);

        // It is made of the name, which an erased applicant has no longer.
        if (!next.erased()) assertThat(next.handle()).isEqualTo(artisan.handle());
        if (artisan.queueId() != null) {
          assertThat(next.queueId()).as("%s", some).isEqualTo(artisan.queueId());
        }
        if (next.active()) assertThat(next.queueId()).as("%s", some).isNotNull();
        artisan = next;
      }
    }
  }

  @ParameterizedTest
  @MethodSource(SEEDS)
  void a_revision_and_a_key_end_once(long seed) {
    var some = Samples.of(seed);
    for (int life = 0; life < 40; life++) {
      var revision = Standing.revision(ProductRevision.State.DRAFT);
      var key = Standing.key(ArtisanKey.State.PENDING);
      for (int n = 0; n < STEPS / 40; n++) {
        var command = some.oneOf(ProductRevision.Command.class);
        if (command != ProductRevision.Command.OPEN) {
          var next = effect(revision, Commands.give(revision, command, clock(some)), some);
          assertThat(next.open() && !revision.open()).as("%s: opened again", some).isFalse();
          boolean claimed = next.review().claimedUntil() != null;
          assertThat(claimed).isEqualTo(next.state() == ProductRevision.State.IN_REVIEW);
          revision = next;
        }
        var turn = some.oneOf(ArtisanKey.Command.class);
        if (turn != ArtisanKey.Command.ISSUE) {
          var next = effect(key, Commands.give(key, turn, clock(some)), some);
          assertThat(next.verifies() && key.revoked() != null).as("%s", some).isFalse();
          key = next;
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(SEEDS)
  void promised_pieces_are_never_counted_away(long seed) {
    var some = Samples.of(seed);
    var level = new StockLevel(Samples.ids(), 1, new Stock.OnHand(20, 7));
    for (int n = 0; n < STEPS; n++) {
      int onHand = some.number(-2, 30);
      var outcome =
          some.number(0, 1) == 0
              ? level.adjust(some.number(-30, 30))
              : level.recount(
                  level.version() - some.number(0, 1), new Stock.OnHand(Math.max(0, onHand), 0));
      if (!(outcome instanceof Done<StockLevel>(var next))) continue;

      assertThat(next.stock().checked()).as("%s", some).isInstanceOf(Done.class);
      assertThat(((Stock.OnHand) next.stock()).reserved()).as("%s", some).isEqualTo(7);
      boolean same = next.stock().equals(level.stock());
      assertThat(next.version()).as("%s", some).isEqualTo(level.version() + (same ? 0 : 1));
      level = next;
    }
  }

  /** What holds for each effect, and that a refusal has none. */
  private static <T extends Versioned> T effect(T before, Outcome<T> outcome, Samples some) {
    return switch (outcome) {
      case Refused<T> refused -> before;
      case Done<T>(var after) when after.equals(before) -> before;
      case Done<T>(var after) -> {
        assertThat(after.version()).as("%s", some).isEqualTo(before.version() + 1);
        assertThat(after.modified()).as("%s", some).isAfter(before.modified());
        assertThat(after.created()).as("%s", some).isEqualTo(before.created());
        assertThat(after.oid()).isEqualTo(before.oid());
        yield after;
      }
    };
  }

  private static Instant clock(Samples some) {
    return NOW.plusSeconds(some.number(-100_000, 10_000_000));
  }
}
