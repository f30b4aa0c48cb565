package hms.gateway.product;

import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.domain.product.ProductImage.Size;
import hms.storage.pg.PgImageStore.Rendition;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import net.coobird.thumbnailator.Thumbnails;

/**
 * Makes the stored sizes of a picture. What was sent is decoded and encoded anew, so that only
 * pixels remain: no position, no camera, no second file hidden behind the first. Blocking.
 */
final class PhotoLab {
  private static final long PIXELS_MAX = 50_000_000;
  private static final double QUALITY = 0.88;

  private PhotoLab() {}

  /** A developed picture. */
  record Developed(String mediaType, Map<Size, Rendition> sizes) {}

  /** Refused as Invalid: no JPEG or PNG, several frames, too many pixels, or damaged. */
  static Outcome<Developed> develop(byte[] bytes) {
    try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) return invalid("expected a JPEG or PNG picture");
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream);
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        if (!format.equals("jpeg") && !format.equals("png")) {
          return invalid("expected a JPEG or PNG picture, found " + format);
        }
        // Measured from the header, before a pixel is decoded.
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > PIXELS_MAX) return invalid("at most 50 megapixels, found " + pixels);
        return developed(bytes, format);
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
      return invalid("the picture is damaged");
    }
  }

  private static Outcome<Developed> developed(byte[] bytes, String format) throws IOException {
    BufferedImage upright =
        Thumbnails.of(new ByteArrayInputStream(bytes)).scale(1).asBufferedImage();
    var sizes = new EnumMap<Size, Rendition>(Size.class);
    for (var size : Size.values()) sizes.put(size, rendition(upright, size, format));
    return Outcome.done(new Developed("image/" + format, sizes));
  }

  private static Rendition rendition(BufferedImage upright, Size size, String format)
      throws IOException {
    boolean asItIs = size.maxHeight() == 0 || upright.getHeight() <= size.maxHeight();
    var scaled = Thumbnails.of(upright);
    BufferedImage image =
        (asItIs ? scaled.scale(1) : scaled.height(size.maxHeight())).asBufferedImage();
    var bytes = new ByteArrayOutputStream();
    Thumbnails.of(image).scale(1).outputFormat(format).outputQuality(QUALITY).toOutputStream(bytes);
    return new Rendition(image.getWidth(), image.getHeight(), bytes.toByteArray());
  }

  private static Outcome<Developed> invalid(String detail) {
    return Outcome.refused(Invalid.of("", "image", detail));
  }
}
