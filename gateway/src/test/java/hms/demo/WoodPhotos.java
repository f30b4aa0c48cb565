package hms.demo;

import java.util.List;

/** The products of the wood turner. */
final class WoodPhotos {
  private static final Material OAK = Material.wood(0xd9b07a, 0x8a5a2b, 7);
  private static final Material WALNUT = Material.wood(0x8f6442, 0x3d2416, 8);
  private static final Material CHERRY = Material.wood(0xc98a5b, 0x8d4a2a, 6);
  private static final int PAPER = 0xe9e4da;

  private WoodPhotos() {}

  static List<Photo> all() {
    Vec to = new Vec(0, 0.4, 0);
    return List.of(
        new Photo("oak-bowl-1.jpg", List.of(oakBowl()), new Vec(0.6, 3.2, 5.2), to, 3.6, PAPER),
        new Photo(
            "oak-bowl-2.jpg",
            List.of(oakBowl()),
            new Vec(-2.6, 1.1, 5.4),
            new Vec(0, 0.55, 0),
            3.9,
            PAPER),
        new Photo(
            "walnut-spoon-1.jpg",
            spoons(),
            new Vec(0.2, 4.4, 3.2),
            new Vec(0.15, 0, 0.1),
            3.0,
            PAPER),
        new Photo(
            "cherry-board-1.jpg", board(), new Vec(1.0, 4.6, 4.4), new Vec(0.25, 0, 0), 3.5, PAPER),
        new Photo(
            "oak-candle-holder-1.png",
            candle(),
            new Vec(0.8, 1.9, 5.6),
            new Vec(0, 0.95, 0),
            3.6,
            0xdfe3e4));
  }

  private static Thing oakBowl() {
    Shape foot = Solids.cylinder(0.42, 0.05, 0.02).at(0, 0.05, 0);
    Shape shell = Solids.bowl(1.2, -0.25, 0.045).at(0, 1.28, 0);
    return Thing.of(shell.blended(foot, 0.12), OAK);
  }

  private static List<Thing> spoons() {
    return List.of(
        new Thing(spoon().turned(32).at(-0.25, 0, -0.25), WALNUT, new Vec(0, 0, 0.8)),
        new Thing(spoon().turned(20).at(0.2, 0, 0.45), WALNUT, new Vec(0.7, 0, 0)));
  }

  private static Shape spoon() {
    Shape head = p -> Solids.bowl(0.42, 0.05, 0.04).distance(stretched(p)) * 0.55;
    Shape neck = Solids.rod(new Vec(-0.55, 0.20, 0), new Vec(0.1, 0.13, 0), 0.07, 0.055);
    Shape handle = Solids.rod(new Vec(0.1, 0.13, 0), new Vec(1.75, 0.10, 0), 0.055, 0.085);
    return head.at(-1.1, 0.25, 0).blended(neck.and(handle), 0.10);
  }

  /** Makes a ball the flat egg of a spoon's head. */
  private static Vec stretched(Vec p) {
    return new Vec(p.x() * 0.72, p.y() * 1.8, p.z());
  }

  private static List<Thing> board() {
    Shape plate = Solids.box(1.25, 0.10, 0.80, 0.07).at(-0.25, 0.10, 0);
    Shape grip = Solids.box(0.55, 0.10, 0.20, 0.07).at(1.35, 0.10, 0);
    Shape hole = Solids.cylinder(0.08, 0.3, 0.01).at(1.66, 0.1, 0);
    Shape whole = plate.blended(grip, 0.25).without(hole);
    return List.of(new Thing(whole.turned(-24), CHERRY, new Vec(0, -1.1, 0.3)));
  }

  private static List<Thing> candle() {
    Shape base = Solids.cylinder(0.62, 0.09, 0.06).at(0, 0.09, 0);
    Shape stem = Solids.cylinder(0.17, 0.30, 0.05).at(0, 0.42, 0);
    Shape cup = Solids.cylinder(0.30, 0.13, 0.05).at(0, 0.78, 0);
    Shape socket = Solids.cylinder(0.20, 0.2, 0.01).at(0, 0.96, 0);
    Shape holder = base.blended(stem, 0.30).blended(cup, 0.22).without(socket);
    Shape wax = Solids.cylinder(0.19, 0.55, 0.05).at(0, 1.35, 0);
    Shape wick = Solids.rod(new Vec(0, 1.88, 0), new Vec(0.02, 2.0, 0), 0.015, 0.012);
    return List.of(
        Thing.of(holder, OAK),
        Thing.of(wax, Material.plain(0xf4ecd8, 0.12)),
        Thing.of(wick, Material.plain(0x3a3330, 0)));
  }
}
