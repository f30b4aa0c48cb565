package hms.storage.file;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.product.ProductImage.Size;
import hms.storage.Step;
import hms.storage.stall.Picture;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * The bytes of pictures, a file each size. They come and go in the transaction of their picture.
 */
public final class PictureBytes {
  private final FileStore<Picture> pictures;
  private final Draft draft;
  private final ByteFiles files;

  PictureBytes(FileStore<Picture> pictures, Draft draft, ByteFiles files) {
    this.pictures = pictures;
    this.draft = draft;
    this.files = files;
  }

  /**
   * Stores the bytes of one size of a picture that is stored. Errors: NotFound; Invalid if these
   * are not the bytes that the picture tells of.
   */
  public Step<Picture> put(UUID picture, Size size, byte[] bytes) {
    byte[] content = bytes.clone();
    return pictures
        .find(picture)
        .decide(found -> found.rendition(size).then(told -> taken(found, told, content)));
  }

  /**
   * The bytes of one size. Errors: NotFound, also while they have not come. Fails if the file holds
   * others than the picture tells of.
   */
  public Step<byte[]> get(UUID picture, Size size) {
    return pictures
        .find(picture)
        .then(found -> Step.of(found.rendition(size)).then(told -> read(found, told)));
  }

  private Outcome<Picture> taken(Picture picture, Picture.Rendition told, byte[] content) {
    if (!told.describes(content)) {
      return Outcome.refused(
          Refusal.Invalid.of("/bytes", "digest", "the picture tells of other bytes"));
    }
    draft.putBytes(Layout.pathOf(picture, told.size()), content);
    return Outcome.done(picture);
  }

  private Step<byte[]> read(Picture picture, Picture.Rendition told) {
    String path = Layout.pathOf(picture, told.size());
    Optional<byte[]> here = draft.bytes(path);
    var found = here == null ? files.read(path) : Future.succeededFuture(here);
    return new Step<>(found.compose(bytes -> genuine(path, told, bytes)));
  }

  private static Future<Outcome<byte[]>> genuine(
      String path, Picture.Rendition told, Optional<byte[]> bytes) {
    if (bytes.isEmpty()) {
      return Future.succeededFuture(Outcome.refused(new Refusal.NotFound("picture")));
    }
    return told.describes(bytes.get())
        ? Future.succeededFuture(Outcome.done(bytes.get()))
        : Future.failedFuture(
            new IOException(path + " holds other bytes than its picture tells of"));
  }
}
