package hms.demo;

/**
 * A solid, as the distance of any point to its surface (negative inside). Source: Inigo Quilez,
 * "distance functions".
 */
@FunctionalInterface
interface Shape {
  double distance(Vec at);

  default Shape at(double x, double y, double z) {
    var place = new Vec(x, y, z);
    return p -> distance(p.minus(place));
  }

  default Shape turned(double degrees) {
    return p -> distance(p.turned(-degrees));
  }

  default Shape and(Shape other) {
    return p -> Math.min(distance(p), other.distance(p));
  }

  default Shape without(Shape other) {
    return p -> Math.max(distance(p), -other.distance(p));
  }

  /** Joined to {@code other} by a fillet of about {@code radius}. */
  default Shape blended(Shape other, double radius) {
    return p -> {
      double a = distance(p);
      double b = other.distance(p);
      double h = Math.max(radius - Math.abs(a - b), 0) / radius;
      return Math.min(a, b) - h * h * radius / 4;
    };
  }
}
