package hms.demo;

/** A point, a direction or a linear RGB colour. */
record Vec(double x, double y, double z) {
  Vec plus(Vec other) {
    return new Vec(x + other.x, y + other.y, z + other.z);
  }

  Vec minus(Vec other) {
    return new Vec(x - other.x, y - other.y, z - other.z);
  }

  Vec times(double factor) {
    return new Vec(x * factor, y * factor, z * factor);
  }

  Vec times(Vec other) {
    return new Vec(x * other.x, y * other.y, z * other.z);
  }

  double dot(Vec other) {
    return x * other.x + y * other.y + z * other.z;
  }

  Vec cross(Vec other) {
    return new Vec(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  double length() {
    return Math.sqrt(dot(this));
  }

  Vec unit() {
    return times(1 / length());
  }

  /** This at 0, {@code other} at 1. */
  Vec mix(Vec other, double part) {
    return times(1 - part).plus(other.times(part));
  }

  /** Turned about the vertical axis. */
  Vec turned(double degrees) {
    double sin = Math.sin(Math.toRadians(degrees));
    double cos = Math.cos(Math.toRadians(degrees));
    return new Vec(cos * x - sin * z, y, sin * x + cos * z);
  }

  /** A colour as it is written on the web, {@code 0xRRGGBB}. */
  static Vec colour(int rgb) {
    return new Vec(linear(rgb >> 16), linear(rgb >> 8), linear(rgb));
  }

  private static double linear(int channel) {
    return Math.pow((channel & 0xff) / 255.0, 2.2);
  }
}
