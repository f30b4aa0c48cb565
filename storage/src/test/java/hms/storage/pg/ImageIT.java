package hms.storage.pg;

import static hms.domain.fixture.Goods.aPicture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.fixture.Goods;
import hms.domain.fixture.Samples;
import hms.domain.product.ImageRef;
import hms.domain.product.Product;
import hms.domain.product.ProductImage.Size;
import hms.domain.product.Stock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A picture belongs to who sent it, and the public sees it only on what it may buy. */
final class ImageIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private final PgImageStore images = OFFICE.stores().images();
  private final Given given = new Given(OFFICE);

  @Test
  void a_picture_is_kept_with_its_bytes() {
    var maker = given.anArtisan().oid();
    var picture = aPicture();

    given.aPicture(picture, maker);

    assertThat(images.find(picture.image()).await()).contains(Goods.uploaded(picture, maker));
    var bytes = images.bytes(picture.image(), Size.ORIGINAL).await().orElseThrow();
    assertThat(bytes.mediaType()).isEqualTo("image/jpeg");
    assertThat(bytes.bytes()).asString().isEqualTo("pixels");
    assertThat(images.bytes(picture.image(), Size.THUMBNAIL).await()).isEmpty();
  }

  @Test
  void a_maker_attaches_its_own_picture_again_and_again() {
    var draft = given.aDraft();
    var picture = uploadedBy(draft.artisan());

    assertThat(attached(draft, picture)).isTrue();
    assertThat(attached(draft, picture)).isTrue();
  }

  @Test
  void a_picture_of_somebody_else_is_not_attached() {
    var picture = uploadedBy(given.anArtisan().oid());

    assertThat(attached(given.aDraft(), picture)).isFalse();
  }

  @Test
  void a_picture_is_attached_under_the_digest_of_its_bytes_only() {
    var draft = given.aDraft();
    var sent = uploadedBy(draft.artisan());
    var other = new ImageRef(sent.image(), "ab".repeat(32), true, null, null);
    var unknown = new ImageRef(Samples.ids(), sent.sha256(), true, null, null);

    assertThat(attached(draft, other)).isFalse();
    assertThat(attached(draft, unknown)).isFalse();
  }

  @Test
  void a_picture_belongs_to_one_product() {
    var draft = given.aDraft();
    var sibling = given.aDraft(draft.artisan(), new Stock.OnHand(1, 0));
    var picture = uploadedBy(draft.artisan());

    assertThat(attached(draft, picture)).isTrue();
    assertThat(attached(sibling, picture)).isFalse();
  }

  @Test
  void the_public_sees_a_live_picture_of_a_visible_product() {
    assertThat(shown(pictureOf(given.aListedProduct()))).isTrue();
  }

  @Test
  void the_public_sees_no_picture_that_is_not_live() {
    var listed = given.aListedProduct();

    images.setLive(listed.oid(), List.of()).await();

    assertThat(shown(pictureOf(listed))).isFalse();
  }

  @Test
  void the_public_sees_no_picture_of_what_is_not_listed_offered_or_made_by_an_active_maker() {
    var unlisted = hidden("update products set state = 'unlisted' where oid = $1");
    var withheld = hidden("update products set available = false where oid = $1");
    var orphan =
        hidden(
            "update artisans set state = 'suspended' where oid ="
                + " (select artisan_oid from products where oid = $1)");

    assertThat(List.of(shown(unlisted), shown(withheld), shown(orphan))).containsOnly(false);
  }

  @Test
  void a_picture_of_no_product_is_never_live() {
    var picture = uploadedBy(given.anArtisan().oid());

    assertThatThrownBy(() ->
            OFFICE.asOwner("update product_images set live = true where oid = $1", picture.image()))
        .hasMessageContaining("product_images_check");
  }

  private UUID hidden(String sql) {
    var listed = given.aListedProduct();
    OFFICE.execute(sql, listed.oid());
    assertThat(OFFICE.stores().products().visible(listed.oid()).await()).isEmpty();
    return pictureOf(listed);
  }

  private boolean shown(UUID picture) {
    return images.publicBytes(picture, Size.ORIGINAL).await().isPresent();
  }

  private boolean attached(Product product, ImageRef picture) {
    return images.attach(product.oid(), product.artisan(), picture).await();
  }

  private ImageRef uploadedBy(UUID maker) {
    var picture = aPicture();
    given.aPicture(picture, maker);
    return picture;
  }

  private static UUID pictureOf(Product product) {
    return product.content().images().getFirst().image();
  }
}
