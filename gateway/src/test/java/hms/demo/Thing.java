package hms.demo;

/** A solid of one material; the material moves with {@code origin}. */
record Thing(Shape shape, Material material, Vec origin) {
  static Thing of(Shape shape, Material material) {
    return new Thing(shape, material, new Vec(0, 0, 0));
  }
}
