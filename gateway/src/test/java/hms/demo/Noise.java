package hms.demo;

/** Smooth random values over space; the same everywhere and always. */
final class Noise {
  private static final int OCTAVES = 4;

  private Noise() {}

  /** Several sizes of {@link #value} together, 0 to 1. */
  static double fractal(double x, double y, double z) {
    double sum = 0;
    double weight = 0.5;
    double scale = 1;
    for (int i = 0; i < OCTAVES; i++) {
      sum += weight * value(x * scale, y * scale, z * scale);
      weight /= 2;
      scale *= 2.03;
    }
    return sum / (1 - Math.pow(0.5, OCTAVES));
  }

  /** 0 to 1, about one hill per unit. */
  static double value(double x, double y, double z) {
    int i = (int) Math.floor(x);
    int j = (int) Math.floor(y);
    int k = (int) Math.floor(z);
    double u = smooth(x - i);
    double v = smooth(y - j);
    double w = smooth(z - k);
    double low = mix(edge(i, j, k, u), edge(i, j + 1, k, u), v);
    double high = mix(edge(i, j, k + 1, u), edge(i, j + 1, k + 1, u), v);
    return mix(low, high, w);
  }

  private static double edge(int i, int j, int k, double part) {
    return mix(corner(i, j, k), corner(i + 1, j, k), part);
  }

  private static double corner(int i, int j, int k) {
    int h = i * 0x27d4eb2d ^ j * 0x165667b1 ^ k * 0x9e3779b1;
    h = (h ^ h >>> 15) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return ((h ^ h >>> 16) & 0xffffff) / (double) 0x1000000;
  }

  private static double smooth(double part) {
    return part * part * (3 - 2 * part);
  }

  private static double mix(double from, double to, double part) {
    return from + (to - from) * part;
  }
}
