package hms.demo;

/** The solids that the products are made of. Lengths in decimetres, centred on the origin. */
final class Solids {
  private Solids() {}

  static Shape box(double x, double y, double z, double rounding) {
    return p -> {
      double dx = Math.abs(p.x()) - x + rounding;
      double dy = Math.abs(p.y()) - y + rounding;
      double dz = Math.abs(p.z()) - z + rounding;
      double outside = new Vec(Math.max(dx, 0), Math.max(dy, 0), Math.max(dz, 0)).length();
      return outside + Math.min(Math.max(dx, Math.max(dy, dz)), 0) - rounding;
    };
  }

  /** Upright. */
  static Shape cylinder(double radius, double halfHeight, double rounding) {
    return p -> {
      double dx = Math.hypot(p.x(), p.z()) - radius + rounding;
      double dy = Math.abs(p.y()) - halfHeight + rounding;
      double outside = Math.hypot(Math.max(dx, 0), Math.max(dy, 0));
      return outside + Math.min(Math.max(dx, dy), 0) - rounding;
    };
  }

  /** The part of a hollow ball that is below {@code cut}. */
  static Shape bowl(double radius, double cut, double halfWall) {
    double rim = Math.sqrt(radius * radius - cut * cut);
    return p -> {
      double q = Math.hypot(p.x(), p.z());
      double shell =
          cut * q < rim * p.y()
              ? Math.hypot(q - rim, p.y() - cut)
              : Math.abs(Math.hypot(q, p.y()) - radius);
      return shell - halfWall;
    };
  }

  static Shape rod(Vec from, Vec to, double radiusFrom, double radiusTo) {
    Vec axis = to.minus(from);
    double square = axis.dot(axis);
    return p -> {
      Vec along = p.minus(from);
      double part = Math.clamp(along.dot(axis) / square, 0, 1);
      double radius = radiusFrom + (radiusTo - radiusFrom) * part;
      return along.minus(axis.times(part)).length() - radius;
    };
  }

  /** An upright arch: half a ring on two straight legs, open below. */
  static Shape arch(double radius, double leg, double halfThick) {
    return p -> {
      double ring =
          p.y() > 0
              ? Math.abs(Math.hypot(p.x(), p.y()) - radius)
              : Math.hypot(Math.abs(p.x()) - radius, Math.max(-p.y() - leg, 0));
      return Math.hypot(ring, p.z()) - halfThick;
    };
  }

  /** Lying flat, thick in the middle. */
  static Shape cushion(double half, double halfHeight) {
    return p -> {
      double u = Math.min(Math.abs(p.x()) / half, 1);
      double v = Math.min(Math.abs(p.z()) / half, 1);
      double full = (1 - u * u * u) * (1 - v * v * v);
      double height = halfHeight * Math.sqrt(full) + 0.02;
      double aside = Math.max(Math.abs(p.x()), Math.abs(p.z())) - half;
      return Math.max(Math.abs(p.y()) - height, aside) * 0.45;
    };
  }
}
