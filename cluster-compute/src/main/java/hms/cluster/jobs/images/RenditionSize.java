package hms.cluster.jobs.images;

import hms.cluster.job.ParameterReader;
import hms.domain.Lifecycle;
import hms.domain.Rules;
import hms.domain.product.ProductImage.Size;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * A size to make: as large as fits, in the ratio of the original, never larger than it.
 *
 * @param name detail or thumbnail
 * @param width pixels, 16 to 8,192
 * @param height pixels, 16 to 8,192
 * @param quality of a JPEG, 1 to 100
 */
record RenditionSize(Size name, int width, int height, int quality) {
  private static final int PIXELS_MIN = 16;
  private static final int PIXELS_MAX = 8192;
  private static final int QUALITY = 88;
  private static final Set<String> KNOWN = Set.of("name", "width", "height", "quality");

  /** As large as when a picture comes in, whatever its width. */
  static RenditionSize usual(Size name) {
    return new RenditionSize(name, PIXELS_MAX, name.maxHeight(), QUALITY);
  }

  /** What is not said is as usual; empty if something is wrong, which {@code rules} then know. */
  static Optional<RenditionSize> read(Rules rules, String pointer, Object value) {
    if (!(value instanceof JsonObject json)) {
      rules.that(false, pointer, "object", "expected an object");
      return Optional.empty();
    }
    var in = new ParameterReader(rules, pointer, json, KNOWN);
    var name = name(json.getValue("name"));
    rules.that(name.isPresent(), pointer + "/name", "unknown-size", "expected detail or thumbnail");
    if (name.isEmpty()) return Optional.empty();
    var usual = usual(name.get());
    return Optional.of(
        new RenditionSize(
            name.get(),
            in.whole("width", usual.width, PIXELS_MIN, PIXELS_MAX),
            in.whole("height", usual.height, PIXELS_MIN, PIXELS_MAX),
            in.whole("quality", usual.quality, 1, 100)));
  }

  private static Optional<Size> name(Object value) {
    return Set.of(Size.DETAIL, Size.THUMBNAIL).stream()
        .filter(each -> Lifecycle.word(each).equals(value))
        .findFirst();
  }

  String word() {
    return Lifecycle.word(name);
  }

  /**
   * What is stored beside bytes that were made so: they are up to date as long as it is the same.
   */
  String spec(int version) {
    return "%dx%d q%d v%d".formatted(width, height, quality, version);
  }

  /** What an original of this size becomes: {width, height}. */
  int[] fit(int fromWidth, int fromHeight) {
    if (fromWidth <= width && fromHeight <= height) return new int[] {fromWidth, fromHeight};
    boolean wide = (long) fromWidth * height > (long) fromHeight * width;
    int w = wide ? width : Math.max(1, rounded((long) fromWidth * height, fromHeight));
    int h = wide ? Math.max(1, rounded((long) fromHeight * width, fromWidth)) : height;
    return new int[] {w, h};
  }

  private static int rounded(long dividend, int divisor) {
    return Math.toIntExact((2 * dividend + divisor) / (2L * divisor));
  }
}
