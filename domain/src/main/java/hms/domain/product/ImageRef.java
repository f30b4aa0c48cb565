package hms.domain.product;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A picture's place in a product's content.
 *
 * @param image oid of the uploaded picture
 * @param sha256 digest of the uploaded bytes, 64 hex digits, so that a message names exact bytes
 * @param primary the picture that lists show; exactly one of a product
 * @param altText what the picture shows, for those who cannot see it; needed to submit
 */
public record ImageRef(
    UUID image,
    String sha256,
    boolean primary,
    @Nullable String caption,
    @Nullable String altText) {

  /** The picture and its place, without what is said about it. */
  ImageRef untitled() {
    return new ImageRef(image, sha256, primary, null, null);
  }
}
