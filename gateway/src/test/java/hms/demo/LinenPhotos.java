package hms.demo;

import java.util.ArrayList;
import java.util.List;

/** The products of the weaver. */
final class LinenPhotos {
  private static final Material NATURAL = Material.linen(0xcdbf9f, 0xcdbf9f, 9, 0);
  private static final Material STRIPED = Material.linen(0xe6dfcd, 0x3f5a73, 0.36, 0.22);
  private static final Material INDIGO = Material.linen(0x4a6788, 0x4a6788, 9, 0);
  private static final Material SAGE = Material.linen(0x9aa88a, 0xd9d6c3, 0.5, 0.1);
  private static final int PAPER = 0xece8e1;

  private LinenPhotos() {}

  static List<Photo> all() {
    return List.of(
        new Photo("linen-bag-1.jpg", bag(), new Vec(1.7, 1.9, 6.2), new Vec(0, 1.3, 0), 3.1, PAPER),
        new Photo(
            "linen-scarf-1.jpg",
            scarf(),
            new Vec(0.9, 3.7, 4.6),
            new Vec(0.1, 0.1, 0.05),
            3.6,
            PAPER),
        new Photo(
            "linen-napkins-1.jpg",
            napkins(),
            new Vec(1.3, 3.0, 4.2),
            new Vec(0, 0.15, 0),
            4.0,
            PAPER),
        new Photo(
            "linen-cushion-1.jpg",
            cushion(),
            new Vec(1.0, 3.3, 5.0),
            new Vec(0, 0.35, 0),
            3.1,
            PAPER),
        new Photo(
            "linen-cushion-2.jpg",
            cushion(),
            new Vec(1.0, 1.6, 2.6),
            new Vec(0.1, 0.5, 0.1),
            2.0,
            PAPER));
  }

  private static List<Thing> bag() {
    Shape body =
        p -> {
          // Full below, flat at the mouth, with a few folds.
          double belly = 0.30 - 0.09 * p.y() + 0.02 * Math.sin(p.x() * 5 + p.y() * 1.3);
          double fold = 0.03 * Noise.value(p.x() * 2.1, p.y() * 1.1, 4);
          return Solids.box(0.95, 1.0, Math.max(0.08, belly - fold), 0.07).distance(p) * 0.7;
        };
    Shape front = Solids.arch(0.36, 0.35, 0.045).at(0, 2.35, 0.10);
    Shape back = Solids.arch(0.36, 0.35, 0.045).at(0.06, 2.30, -0.10);
    Shape hem = Solids.box(0.965, 0.07, 0.20, 0.03).at(0, 1.93, 0);
    return List.of(
        Thing.of(body.at(0, 1.0, 0).turned(-14), NATURAL),
        Thing.of(front.and(back).turned(-14), INDIGO),
        Thing.of(hem.turned(-14), NATURAL));
  }

  private static List<Thing> scarf() {
    var things = new ArrayList<Thing>();
    for (int i = 0; i < 4; i++) {
      double y = 0.07 + i * 0.115;
      Shape fold = Solids.box(1.3 - 0.02 * i, 0.062, 0.62 - 0.012 * i, 0.055);
      Shape wavy = p -> fold.distance(soft(p)) * 0.8;
      things.add(Thing.of(wavy.at(0.015 * i, y, 0).turned(18), INDIGO));
    }
    things.add(Thing.of(fringe().turned(18), INDIGO));
    return things;
  }

  private static Vec soft(Vec p) {
    double wave = 0.025 * Math.sin(p.x() * 2.3 + 1) + 0.02 * Noise.value(p.x() * 2, 1, p.z() * 2);
    return new Vec(p.x(), p.y() + wave, p.z());
  }

  private static Shape fringe() {
    return p -> {
      // One thread, repeated every 0.05 along z.
      double cell = Math.clamp(Math.round(p.z() / 0.05), -11, 11);
      double bend = 0.08 * (Noise.value(cell * 3.7, 2, 6) - 0.5);
      Vec root = new Vec(1.25, 0.05, cell * 0.05);
      Vec tip = new Vec(1.58 + bend, 0.025, cell * 0.05 + bend);
      return Solids.rod(root, tip, 0.017, 0.014).distance(p) * 0.8;
    };
  }

  private static List<Thing> napkins() {
    var things = new ArrayList<Thing>();
    double[] turns = {6, -3, 4, 10};
    for (int i = 0; i < turns.length; i++) {
      Shape cloth = Solids.box(0.85, 0.055, 0.85, 0.05);
      Material material = i % 2 == 0 ? NATURAL : STRIPED;
      things.add(Thing.of(cloth.turned(turns[i]).at(0, 0.06 + 0.112 * i, 0), material));
    }
    return things;
  }

  private static List<Thing> cushion() {
    Shape plump = Solids.cushion(1.25, 0.46);
    Shape creased = p -> plump.distance(p) + 0.012 * Noise.value(p.x() * 3, p.y() * 3, p.z() * 3);
    return List.of(Thing.of(creased.at(0, 0.44, 0).turned(28), SAGE));
  }
}
