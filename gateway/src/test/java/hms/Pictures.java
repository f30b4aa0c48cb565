package hms;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Small pictures, no two alike. */
public final class Pictures {
  private Pictures() {}

  public static byte[] png(int width, int height) {
    return picture(width, height, "png");
  }

  public static byte[] jpeg(int width, int height) {
    return picture(width, height, "jpeg");
  }

  public static byte[] gif() {
    return picture(4, 4, "gif");
  }

  /** Red on the left, blue on the right. */
  private static byte[] picture(int width, int height, String format) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) image.setRGB(x, y, x < width / 2 ? 0xE00000 : 0x0000E0);
    }
    image.setRGB(0, 0, (int) (System.nanoTime() & 0xFFFFFF));
    try {
      var bytes = new ByteArrayOutputStream();
      ImageIO.write(image, format, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
