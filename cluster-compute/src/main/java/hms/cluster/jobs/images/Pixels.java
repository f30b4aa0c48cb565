package hms.cluster.jobs.images;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/**
 * A picture as bytes: three channels (blue, green, red) a pixel, or four with alpha first, by which
 * the others are multiplied already.
 */
record Pixels(int width, int height, int channels, byte[] bytes) {

  static Pixels of(BufferedImage image) {
    boolean alpha = image.getColorModel().hasAlpha();
    int type = alpha ? BufferedImage.TYPE_4BYTE_ABGR_PRE : BufferedImage.TYPE_3BYTE_BGR;
    var raster = image.getType() == type ? image : drawn(image, type);
    var bytes = ((DataBufferByte) raster.getRaster().getDataBuffer()).getData();
    return new Pixels(image.getWidth(), image.getHeight(), alpha ? 4 : 3, bytes);
  }

  private static BufferedImage drawn(BufferedImage image, int type) {
    var same = new BufferedImage(image.getWidth(), image.getHeight(), type);
    var graphics = same.createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    return same;
  }

  BufferedImage image() {
    int type = channels == 4 ? BufferedImage.TYPE_4BYTE_ABGR_PRE : BufferedImage.TYPE_3BYTE_BGR;
    var image = new BufferedImage(width, height, type);
    System.arraycopy(
        bytes, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, bytes.length);
    return image;
  }

  /**
   * The mean of what each new pixel covers, by the areas covered, in whole numbers: the same on any
   * machine. Only for smaller pictures.
   */
  Pixels scaled(int toWidth, int toHeight, ChunkContext chunk) throws Stopped {
    if (toWidth == width && toHeight == height) return this;
    var scaled = new byte[toWidth * toHeight * channels];
    var row = new int[toWidth * channels];
    var sum = new long[toWidth * channels];
    long area = (long) width * height;
    int y = 0;
    // Rows are height/toHeight high: in units of 1/toHeight, what is left of row y, and of the new
    // one.
    int left = toHeight;
    across(0, toWidth, row);
    for (int to = 0; to < toHeight; to++) {
      chunk.checkpoint();
      Arrays.fill(sum, 0);
      for (int wanted = height; wanted > 0; ) {
        int taken = Math.min(wanted, left);
        for (int i = 0; i < row.length; i++) sum[i] += (long) row[i] * taken;
        wanted -= taken;
        left -= taken;
        if (left == 0 && ++y < height) {
          across(y, toWidth, row);
          left = toHeight;
        }
      }
      int at = to * row.length;
      for (int i = 0; i < row.length; i++) scaled[at + i] = (byte) ((sum[i] + area / 2) / area);
    }
    return new Pixels(toWidth, toHeight, channels, scaled);
  }

  /**
   * One row, made as narrow as {@code toWidth}: sums of values by what is covered, of width in all.
   */
  private void across(int y, int toWidth, int[] row) {
    int at = y * width * channels;
    int left = toWidth;
    for (int to = 0; to < toWidth; to++) {
      int first = 0;
      int second = 0;
      int third = 0;
      int fourth = 0;
      for (int wanted = width; wanted > 0; ) {
        int taken = Math.min(wanted, left);
        first += (bytes[at] & 0xff) * taken;
        second += (bytes[at + 1] & 0xff) * taken;
        third += (bytes[at + 2] & 0xff) * taken;
        if (channels == 4) fourth += (bytes[at + 3] & 0xff) * taken;
        wanted -= taken;
        left -= taken;
        if (left == 0) {
          at += channels;
          left = toWidth;
        }
      }
      int into = to * channels;
      row[into] = first;
      row[into + 1] = second;
      row[into + 2] = third;
      if (channels == 4) row[into + 3] = fourth;
    }
  }
}
