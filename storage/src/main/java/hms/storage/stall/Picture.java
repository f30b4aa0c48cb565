package hms.storage.stall;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.Sha256;
import hms.domain.Versioned;
import hms.domain.product.ProductImage.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A picture as the app keeps it. The bytes of its sizes are files beside it; they may be missing
 * while the office has them still to send.
 *
 * @param product null until a product's content names the picture
 * @param mediaType image/jpeg or image/png
 * @param sha256 of the bytes as the artisan chose them, 64 hex digits
 * @param live the public may see it
 */
public record Picture(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID artisan,
    @Nullable UUID product,
    String mediaType,
    String sha256,
    boolean live,
    List<Rendition> sizes)
    implements Versioned {
  static final int BYTES_MAX = 10 << 20;
  private static final int PIXELS_MAX = 50_000;

  /** No size may come from elsewhere than the list. */
  public Picture {
    sizes = List.copyOf(sizes);
  }

  /**
   * One size.
   *
   * @param width pixels
   * @param height pixels
   * @param bytes how many there are
   * @param sha256 of these bytes, 64 hex digits
   */
  public record Rendition(Size size, int width, int height, int bytes, String sha256) {

    /** Are these the bytes? Only their number and digest tell. */
    public boolean describes(byte[] found) {
      return found.length == bytes && Sha256.hex(found).equals(sha256);
    }
  }

  /** Errors: Invalid, with all that is wrong. */
  public Outcome<Picture> checked() {
    var rules = new Rules();
    rules.that(
        ending(mediaType).isPresent(), "/mediaType", "media", "expected image/jpeg or image/png");
    rules.that(digest(sha256), "/sha256", "digest", "expected 64 hex digits");
    long kinds = sizes.stream().map(Rendition::size).distinct().count();
    rules.that(kinds == sizes.size(), "/sizes", "twice", "expected each size once");
    for (var each : sizes) check(each, rules);
    return rules.broken() ? rules.refused() : Outcome.done(this);
  }

  /** Errors: NotFound, if the picture has no such size. */
  public Outcome<Rendition> rendition(Size size) {
    return sizes.stream()
        .filter(each -> each.size() == size)
        .findFirst()
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new Refusal.NotFound("picture")));
  }

  /** How the names of its files end: {@code jpg} or {@code png}. */
  public String ending() {
    return ending(mediaType).orElseThrow();
  }

  private static Optional<String> ending(String mediaType) {
    return switch (mediaType) {
      case "image/jpeg" -> Optional.of("jpg");
      case "image/png" -> Optional.of("png");
      default -> Optional.empty();
    };
  }

  private static void check(Rendition each, Rules rules) {
    rules.range("/sizes/width", each.width(), 1, PIXELS_MAX);
    rules.range("/sizes/height", each.height(), 1, PIXELS_MAX);
    rules.range("/sizes/bytes", each.bytes(), 1, BYTES_MAX);
    rules.that(digest(each.sha256()), "/sizes/sha256", "digest", "expected 64 hex digits");
  }

  private static boolean digest(String text) {
    return text.matches("[0-9a-f]{64}");
  }
}
