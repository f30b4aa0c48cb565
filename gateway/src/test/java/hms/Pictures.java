package hms;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
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

  /** A PNG that promises so many pixels and has none. */
  public static byte[] pngHeader(int width, int height) {
    var chunk = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
    chunk.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    var crc = new CRC32();
    crc.update(chunk.array());
    var signature = new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    return ByteBuffer.allocate(33)
        .put(signature)
        .putInt(13)
        .put(chunk.array())
        .putInt((int) crc.getValue())
        .array();
  }

  /** A JPEG whose EXIF says that it lies on its side, and where it was taken. */
  public static byte[] turnedJpeg(int width, int height, String place) {
    byte[] text = place.getBytes(StandardCharsets.US_ASCII);
    int length = 6 + 8 + 2 + 2 * 12 + 4 + text.length;
    var app1 = ByteBuffer.allocate(4 + length).putShort((short) 0xFFE1);
    app1.putShort((short) (2 + length)).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    app1.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    app1.putShort((short) 2);
    app1.putShort((short) 0x010E).putShort((short) 2).putInt(text.length).putInt(38);
    app1.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(6 << 16);
    app1.putInt(0).put(text);
    byte[] jpeg = jpeg(width, height);
    return ByteBuffer.allocate(jpeg.length + app1.capacity())
        .put(jpeg, 0, 2)
        .put(app1.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
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
