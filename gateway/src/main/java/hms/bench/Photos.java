package hms.bench;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Pictures of 12 megapixels, as a job has them frozen: shapes on a gradient, with some grain. */
final class Photos {
  private static final long SEED = 42;
  private static final int WIDTH = 4000;
  private static final int HEIGHT = 3000;
  private static final int PICTURES = 4;
  private static final int SHAPES = 300;
  private static final int GRAIN = 12;
  private static final byte BOTH_SIZES = 3;
  private static final byte JPEG = 0;

  private Photos() {}

  /** An oid, which sizes are wanted, the codec, and the bytes. */
  static List<byte[]> asFrozen() {
    return IntStream.range(0, PICTURES).mapToObj(n -> frozen(n, jpeg(SEED + n))).toList();
  }

  private static byte[] frozen(int number, byte[] picture) {
    return ByteBuffer.allocate(2 * Long.BYTES + 2 + picture.length)
        .putLong(7)
        .putLong(number)
        .put(BOTH_SIZES)
        .put(JPEG)
        .put(picture)
        .array();
  }

  private static byte[] jpeg(long seed) {
    var random = new Random(seed);
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    var graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.DARK_GRAY, WIDTH, HEIGHT, Color.ORANGE));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    for (int n = 0; n < SHAPES; n++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      int size = 50 + random.nextInt(600);
      graphics.fillOval(random.nextInt(WIDTH), random.nextInt(HEIGHT), size, size);
    }
    graphics.dispose();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int light = random.nextInt(GRAIN) * 0x010101;
        image.setRGB(x, y, (image.getRGB(x, y) & 0xefefef) + light);
      }
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return bytes.toByteArray();
  }
}
