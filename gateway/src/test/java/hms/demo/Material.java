package hms.demo;

/**
 * How a surface looks.
 *
 * @param colour at a point whose surface faces {@code normal}
 * @param relief height of the small structure, which bends the light
 * @param gloss 0 = chalk, 1 = varnish
 */
record Material(Pattern colour, Height relief, double gloss) {
  /** A colour over space. */
  @FunctionalInterface
  interface Pattern {
    Vec at(Vec point, Vec normal);
  }

  /** A height over space. */
  @FunctionalInterface
  interface Height {
    double at(Vec point, Vec normal);
  }

  static Material plain(int rgb, double gloss) {
    Vec colour = Vec.colour(rgb);
    return new Material((p, n) -> colour, (p, n) -> 0, gloss);
  }

  /** Grain along x: year rings about an axis below, and fibres. */
  static Material wood(int pale, int dark, double ringsPerUnit) {
    Vec from = Vec.colour(pale);
    Vec to = Vec.colour(dark);
    return new Material((p, n) -> from.mix(to, grain(p, ringsPerUnit)), (p, n) -> 0, 0.35);
  }

  private static double grain(Vec p, double ringsPerUnit) {
    double bend = 0.5 * Noise.fractal(p.x() * 0.7, p.y() * 1.5 + 7, p.z() * 1.5);
    double ring = Math.hypot(p.y() * 0.8 + 2.3 + bend, p.z() + 0.4 + bend * 0.6) * ringsPerUnit;
    double year = ring - Math.floor(ring);
    double late = Math.pow(year, 3) * Math.min(1, (1 - year) * 8);
    double fibre = Noise.fractal(p.x() * 4, p.y() * 55, p.z() * 55);
    double patch = Noise.value(p.x() * 1.3 + 9, p.y() * 2, p.z() * 2);
    return Math.clamp(0.55 * late + 0.45 * fibre * fibre + 0.25 * patch - 0.08, 0, 1);
  }

  /** Plain weave; {@code stripe} is a second colour of the warp, as wide as {@code stripeWidth}. */
  static Material linen(int base, int stripe, double stripeEvery, double stripeWidth) {
    Vec yarn = Vec.colour(base);
    Vec other = Vec.colour(stripe);
    return new Material(
        (p, n) -> {
          double along = across(p, n);
          double phase = along / stripeEvery - Math.floor(along / stripeEvery);
          Vec colour = phase < stripeWidth ? other : yarn;
          double slub = Noise.fractal(along * 30, along(p, n) * 3, 5) - 0.5;
          double slubAcross = Noise.fractal(along(p, n) * 30, along * 3, 11) - 0.5;
          double depth = 0.72 + 0.28 * weave(p, n);
          return colour.times(depth * (1 + 0.35 * slub + 0.35 * slubAcross));
        },
        (p, n) -> 0.004 * weave(p, n),
        0.02);
  }

  private static double weave(Vec p, Vec n) {
    double threads = 260;
    double u = across(p, n) * threads + 0.7 * Noise.value(along(p, n) * 9, 3, across(p, n) * 9);
    double v = along(p, n) * threads + 0.7 * Noise.value(across(p, n) * 9, 8, along(p, n) * 9);
    return 0.5 + 0.5 * Math.sin(u) * Math.sin(v);
  }

  private static double across(Vec p, Vec n) {
    return Math.abs(n.x()) > 0.7 ? p.z() : p.x();
  }

  private static double along(Vec p, Vec n) {
    return Math.abs(n.y()) > 0.6 ? p.z() : p.y();
  }
}
