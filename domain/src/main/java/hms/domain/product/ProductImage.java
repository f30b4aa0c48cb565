package hms.domain.product;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A picture that an artisan has sent. Its bytes are kept in three sizes, re-encoded, so that
 * nothing but pixels is left of what was sent.
 *
 * @param product null until a product's content names the picture
 * @param mediaType image/jpeg or image/png, found by decoding, not by name or header
 * @param sha256 of the bytes as they were sent, 64 hex digits
 * @param live the picture is in its product's approved content, so the public may see it
 */
public record ProductImage(
    UUID oid,
    Instant created,
    UUID artisan,
    @Nullable UUID product,
    String mediaType,
    String sha256,
    boolean live) {

  /** A stored size; 0 is "as large as it was". Pictures are never enlarged. */
  public enum Size {
    ORIGINAL(0),
    DETAIL(480),
    THUMBNAIL(120);

    private final int maxHeight;

    Size(int maxHeight) {
      this.maxHeight = maxHeight;
    }

    /** Pixels. */
    public int maxHeight() {
      return maxHeight;
    }
  }
}
