package hms.storage.pg;

import hms.domain.product.ImageRef;
import hms.domain.product.ProductImage;
import hms.domain.product.ProductImage.Size;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Pictures and their bytes. */
public final class PgImageStore {
  private static final String COLUMNS =
      """
      select oid, created, artisan_oid, product_oid, media_type, sha256, live
      from product_images
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String OF_PRODUCT = COLUMNS + "where product_oid = $1 order by created, oid";
  private static final String ADD =
      """
      insert into product_images (oid, created, artisan_oid, media_type, sha256, live)
      values ($1, $2, $3, $4, $5, false)
      """;
  private static final String ADD_BYTES =
      "insert into image_bytes (image_oid, size, width, height, bytes) values ($1, $2, $3, $4, $5)";
  private static final String BYTES =
      """
      select i.media_type, b.bytes
      from image_bytes b join product_images i on i.oid = b.image_oid
      where b.image_oid = $1 and b.size = $2
      """;
  private static final String PUBLIC_BYTES =
      """
      select i.media_type, b.bytes
      from image_bytes b join product_images i on i.oid = b.image_oid
          join products p on p.oid = i.product_oid
      where b.image_oid = $1 and b.size = $2 and i.live and
      """
          + PgVisibility.VISIBLE;
  private static final String ATTACH =
      """
      update product_images set product_oid = $1, unused_since = null
      where oid = $3 and artisan_oid = $2 and sha256 = $4
        and (product_oid is null or product_oid = $1)
      """;
  private static final String SET_LIVE =
      """
      update product_images set live = (oid = any($2)),
          unused_since = case when oid = any($2) then null else unused_since end
      where product_oid = $1
      """;

  private final PgSession session;

  PgImageStore(PgSession session) {
    this.session = session;
  }

  /** One stored size: the re-encoded bytes and their measures in pixels. */
  public record Rendition(int width, int height, byte[] bytes) {}

  /** Bytes to show. */
  public record Picture(String mediaType, byte[] bytes) {}

  public Future<Optional<ProductImage>> find(UUID oid) {
    return session.first(PgImageStore::read, FIND, oid);
  }

  /** All that the product's contents ever named and nobody has swept away, the oldest first. */
  public Future<List<ProductImage>> ofProduct(UUID product) {
    return session.list(PgImageStore::read, OF_PRODUCT, product);
  }

  /** Stores a picture that no product names yet, row and bytes together. */
  public Step<ProductImage> create(ProductImage image, Map<Size, Rendition> sizes) {
    return session
        .runUnique(
            ADD, image.oid(), image.created(), image.artisan(), image.mediaType(), image.sha256())
        .then(rows -> Step.each(List.copyOf(sizes.entrySet()), e -> addBytes(image.oid(), e)))
        .map(all -> image);
  }

  public Future<Optional<Picture>> bytes(UUID oid, Size size) {
    return session.first(PgImageStore::readPicture, BYTES, oid, size);
  }

  /** The bytes if the public may see them: live, of a visible product. */
  public Future<Optional<Picture>> publicBytes(UUID oid, Size size) {
    return session.first(PgImageStore::readPicture, PUBLIC_BYTES, oid, size);
  }

  /** Binds a named picture to its product; false if that artisan has not sent those bytes. */
  public Future<Boolean> attach(UUID product, UUID artisan, ImageRef ref) {
    return session
        .run(ATTACH, product, artisan, ref.image(), ref.sha256())
        .map(rows -> rows.rowCount() == 1);
  }

  /** Makes exactly these pictures of the product public. */
  public Future<Void> setLive(UUID product, Collection<ImageRef> approved) {
    UUID[] live = approved.stream().map(ImageRef::image).toArray(UUID[]::new);
    return session.run(SET_LIVE, product, live).mapEmpty();
  }

  private Step<Size> addBytes(UUID image, Map.Entry<Size, Rendition> size) {
    var rendition = size.getValue();
    return Step.from(
            session.run(
                ADD_BYTES,
                image,
                size.getKey(),
                rendition.width(),
                rendition.height(),
                rendition.bytes()))
        .map(rows -> size.getKey());
  }

  private static ProductImage read(Row row) {
    return new ProductImage(
        row.getUUID("oid"),
        PgSession.instant(row, "created"),
        row.getUUID("artisan_oid"),
        row.getUUID("product_oid"),
        row.getString("media_type"),
        row.getString("sha256"),
        row.getBoolean("live"));
  }

  private static Picture readPicture(Row row) {
    return new Picture(row.getString("media_type"), PgSession.bytes(row, "bytes"));
  }
}
