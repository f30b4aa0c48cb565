package hms.storage.pg;

import static hms.domain.fixture.Makers.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Outcome.Refused;
import hms.domain.Refusal;
import hms.domain.artisan.ArtisanProfile;
import hms.domain.fixture.Makers;
import hms.domain.product.Product;
import hms.domain.product.ProductImage.Size;
import hms.storage.Step;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What HTTP reads from: no filter is asked for here, and none is needed. */
final class ConfinedStoresIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final TwoMakers MAKERS = new TwoMakers(OFFICE);
  private final Given given = new Given(OFFICE);
  private final PgStores strangers = OFFICE.stores().as(new Actor.Anyone());

  @BeforeAll
  static void populate() {
    MAKERS.populate();
  }

  static Stream<Arguments> reads() {
    return Stream.of(
        found("artisans", (all, oid) -> all.artisans().find(oid)),
        found("artisan_keys", (all, oid) -> all.keys().find(oid)),
        found("products", (all, oid) -> all.products().find(oid)),
        found("product_revisions", (all, oid) -> all.revisions().find(oid)),
        found("work_orders", (all, oid) -> all.workOrders().find(oid)),
        found("shipments", (all, oid) -> all.shipments().find(oid)),
        found("cancel_requests", (all, oid) -> all.cancelRequests().find(oid)),
        read("product_images", (all, oid) -> all.images().find(oid)),
        read("products", (all, oid) -> all.stockLevels().find(oid)),
        read("product_images", (all, oid) -> all.images().bytes(oid, Size.ORIGINAL)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reads")
  void a_foreign_row_is_not_there_even_if_nobody_filters(
      String table, BiFunction<PgStores, UUID, Future<Boolean>> read) {
    var mine = OFFICE.stores().as(new Actor.Maker(MAKERS.mine()));

    assertThat(read.apply(mine, rowOf(MAKERS.mine(), table)).await()).as("mine").isTrue();
    assertThat(read.apply(mine, rowOf(MAKERS.theirs(), table)).await()).as("theirs").isFalse();
    assertThat(read.apply(OFFICE.stores(), rowOf(MAKERS.theirs(), table)).await())
        .as("to the office")
        .isTrue();
  }

  @Test
  void a_list_without_a_filter_has_own_rows_only() {
    var mine = OFFICE.stores().as(new Actor.Maker(MAKERS.mine()));

    var products = mine.products().get(Query.ALL).future().await().orThrow().rows();

    assertThat(products).isNotEmpty().extracting(Product::artisan).containsOnly(MAKERS.mine());
  }

  @Test
  void a_draft_is_not_readable_by_strangers_even_by_its_id() {
    var draft = given.aDraft();
    var listed = given.aListedProduct();

    assertThat(strangers.products().find(draft.oid()).future().await())
        .isEqualTo(Outcome.refused(new Refusal.NotFound("product")));
    assertThat(strangers.products().find(listed.oid()).future().await())
        .isEqualTo(Outcome.done(listed));
    assertThat(strangers.stockLevels().find(draft.oid()).await()).isEmpty();
  }

  @Test
  void what_a_camera_wrote_is_not_for_strangers() {
    UUID picture = given.aListedProduct().content().images().getFirst().image();

    assertThat(strangers.images().find(picture).await()).isPresent();
    assertThat(strangers.images().bytes(picture, Size.ORIGINAL).await()).isEmpty();
  }

  @Test
  void of_an_artisan_strangers_read_the_name_and_of_an_inactive_one_not_even_that() {
    var artisan = given.anArtisan();
    assertThat(strangers.artisans().displayName(artisan.oid()).await()).contains("Chen Ceramics");
    assertThatThrownBy(() -> strangers.artisans().find(artisan.oid()).future().await())
        .isInstanceOfSatisfying(
            PgException.class, refused -> assertThat(refused.getSqlState()).isEqualTo("42501"));

    OFFICE.carryOut(
        tx -> tx.artisans().change(artisan.oid(), null, "suspend", a -> a.suspend("why", NOW)));

    assertThat(strangers.artisans().displayName(artisan.oid()).await()).isEmpty();
  }

  /** Every combination of the parts that may be absent. */
  @Test
  void the_column_and_java_give_an_artisan_the_same_name() {
    IntStream.range(0, 16)
        .mapToObj(ConfinedStoresIT::profile)
        .forEach(profile -> {
          var artisan =
              OFFICE.done(tx -> tx.artisans().create(Makers.anApplicant(profile), "sign_up"));

          assertThat(OFFICE.stores().artisans().displayName(artisan.oid()).await())
              .contains(profile.displayName());
        });
  }

  private static ArtisanProfile profile(int parts) {
    var full = Makers.aProfile();
    return new ArtisanProfile(
        part(parts, 1, "Dr."),
        full.givenName(),
        part(parts, 2, "Lin"),
        full.familyName(),
        part(parts, 4, "Jr."),
        part(parts, 8, "Chen Ceramics"),
        full.email(),
        full.phone(),
        full.website(),
        full.businessAddress());
  }

  private static @Nullable String part(int parts, int bit, String text) {
    return (parts & bit) == 0 ? null : text;
  }

  private static UUID rowOf(UUID artisan, String table) {
    String owner = table.equals("artisans") ? "oid" : "artisan_oid";
    String sql = "select oid from %s where %s = $1 order by oid limit 1".formatted(table, owner);
    return OFFICE.asOwner(sql, artisan).getFirst().getUUID(0);
  }

  private static Arguments found(String table, BiFunction<PgStores, UUID, Step<?>> find) {
    Function<Step<?>, Future<Boolean>> there =
        step -> step.future().map(outcome -> !(outcome instanceof Refused<?>));
    return Arguments.of(table, find.andThen(there));
  }

  private static Arguments read(
      String table, BiFunction<PgStores, UUID, ? extends Future<? extends Optional<?>>> read) {
    BiFunction<PgStores, UUID, Future<Boolean>> there =
        (stores, oid) -> read.apply(stores, oid).map(Optional::isPresent);
    return Arguments.of(table, there);
  }
}
