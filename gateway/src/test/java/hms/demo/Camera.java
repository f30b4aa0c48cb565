package hms.demo;

import java.awt.image.BufferedImage;
import java.util.stream.IntStream;

/** Takes a {@link Photo}: four rays a pixel, one soft light, a little sky. */
final class Camera {
  private static final int SAMPLES = 2;

  private final Studio studio;
  private final Vec from;
  private final Vec forward;
  private final Vec right;
  private final Vec up;
  private final double zoom;

  private Camera(Photo photo) {
    studio = new Studio(photo.things(), Vec.colour(photo.paper()));
    from = photo.from();
    forward = photo.to().minus(from).unit();
    right = forward.cross(new Vec(0, 1, 0)).unit();
    up = right.cross(forward);
    zoom = photo.zoom();
  }

  static BufferedImage take(Photo photo, int width, int height) {
    var camera = new Camera(photo);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    IntStream.range(0, height).parallel().forEach(y -> camera.row(image, y));
    return image;
  }

  private void row(BufferedImage image, int y) {
    for (int x = 0; x < image.getWidth(); x++) {
      var sum = new Vec(0, 0, 0);
      for (int i = 0; i < SAMPLES * SAMPLES; i++) {
        double dx = x + (i % SAMPLES + 0.5) / SAMPLES;
        double dy = y + (i / SAMPLES + 0.5) / SAMPLES;
        sum = sum.plus(sample(image, dx, dy));
      }
      image.setRGB(x, y, rgb(sum.times(1.0 / (SAMPLES * SAMPLES))));
    }
  }

  private Vec sample(BufferedImage image, double x, double y) {
    double u = (2 * x - image.getWidth()) / image.getHeight();
    double v = (image.getHeight() - 2 * y) / image.getHeight();
    Vec ray = forward.times(zoom).plus(right.times(u)).plus(up.times(v)).unit();
    double vignette = 1 - 0.10 * (u * u + v * v);
    return studio.light(from, ray).times(vignette);
  }

  private static int rgb(Vec linear) {
    return channel(linear.x()) << 16 | channel(linear.y()) << 8 | channel(linear.z());
  }

  private static int channel(double linear) {
    // A soft shoulder, as film has, then gamma.
    double film = linear < 0.7 ? linear : 0.7 + 0.3 * Math.tanh((linear - 0.7) / 0.3);
    return (int) Math.round(255 * Math.pow(Math.clamp(film, 0, 1), 1 / 2.2));
  }
}
