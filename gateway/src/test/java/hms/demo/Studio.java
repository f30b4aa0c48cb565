package hms.demo;

import java.util.List;

/** The things on a sheet of paper under one big lamp, and what a ray through them sees. */
final class Studio {
  private static final Vec LAMP = new Vec(-0.55, 0.75, 0.45).unit();
  private static final Vec LAMP_COLOUR = new Vec(1.0, 0.96, 0.90).times(0.95);
  private static final Vec SKY_COLOUR = new Vec(0.90, 0.95, 1.0).times(0.42);

  /** A ball around everything, to let most rays pass without a look at the things. */
  private static final Vec MIDDLE = new Vec(0, 0.9, 0);

  private static final double REACH = 2.3;
  private static final double FAR = 40;
  private static final double NEAR = 0.0008;
  private static final int STEPS = 140;

  private final List<Thing> things;
  private final Vec paper;

  Studio(List<Thing> things, Vec paper) {
    this.things = List.copyOf(things);
    this.paper = paper;
  }

  /** The light that comes to {@code from} against {@code ray}. */
  Vec light(Vec from, Vec ray) {
    double way = march(from, ray);
    if (way < FAR) return surface(from.plus(ray.times(way)), ray);
    if (ray.y() >= -0.001) return paper.times(0.85);
    Vec ground = from.plus(ray.times(-from.y() / ray.y()));
    double far = Math.clamp((new Vec(ground.x(), 0, ground.z()).length() - 4) / 8, 0, 1);
    double lit = 0.95 * shadow(ground, LAMP) * LAMP.y() + 0.40 * open(ground, new Vec(0, 1, 0));
    return paper.times(lit).mix(paper.times(0.85), far * far * (3 - 2 * far));
  }

  private double march(Vec from, Vec ray) {
    if (passes(from, ray)) return FAR;
    double way = 0;
    for (int i = 0; i < STEPS && way < FAR; i++) {
      double free = distance(from.plus(ray.times(way)));
      if (free < NEAR) return way;
      way += free;
    }
    return FAR;
  }

  private static boolean passes(Vec from, Vec ray) {
    Vec toMiddle = MIDDLE.minus(from);
    double square = toMiddle.dot(toMiddle);
    double along = Math.max(0, toMiddle.dot(ray));
    return square - along * along > REACH * REACH;
  }

  private Vec surface(Vec at, Vec ray) {
    Thing thing = nearest(at);
    Vec smooth = normal(at);
    Vec local = at.minus(thing.origin());
    Vec normal = rough(thing.material(), local, smooth);
    Vec start = at.plus(smooth.times(4 * NEAR));
    double lit = Math.max(0, normal.dot(LAMP)) * shadow(start, LAMP);
    double bounce = 0.12 * Math.max(0, -normal.y()) + 0.06;
    Vec diffuse =
        LAMP_COLOUR
            .times(lit)
            .plus(SKY_COLOUR.times(open(start, smooth) * (0.65 + 0.35 * normal.y())))
            .plus(paper.times(bounce * open(start, smooth)));
    Vec half = LAMP.minus(ray).unit();
    double shine = thing.material().gloss() * Math.pow(Math.max(0, normal.dot(half)), 40) * lit;
    return thing
        .material()
        .colour()
        .at(local, smooth)
        .times(diffuse)
        .plus(LAMP_COLOUR.times(shine));
  }

  /** 1 in full light, 0 in full shadow, between at the soft edge of one. */
  private double shadow(Vec from, Vec to) {
    if (passes(from, to)) return 1;
    double lit = 1;
    double way = 0.01;
    for (int i = 0; i < 60 && way < 8 && lit > 0.001; i++) {
      double free = distance(from.plus(to.times(way)));
      lit = Math.min(lit, 0.5 + 0.5 * free / (0.09 * way));
      way += Math.clamp(free, 0.008, 0.25);
    }
    double part = Math.clamp(lit, 0, 1);
    return part * part * (3 - 2 * part);
  }

  /** How much of the sky a place sees, 0 to 1. */
  private double open(Vec at, Vec normal) {
    double closed = 0;
    double weight = 1;
    for (int i = 1; i <= 5; i++) {
      double reach = 0.11 * i;
      closed += (reach - Math.min(reach, freeAbove(at.plus(normal.times(reach))))) * weight;
      weight *= 0.75;
    }
    return Math.clamp(1 - 0.85 * closed, 0, 1);
  }

  private double freeAbove(Vec at) {
    return Math.min(distance(at), Math.max(at.y(), 0) + 0.02);
  }

  private double distance(Vec at) {
    double least = FAR;
    for (Thing each : things) least = Math.min(least, each.shape().distance(at));
    return least;
  }

  private Thing nearest(Vec at) {
    Thing best = things.get(0);
    for (Thing each : things) {
      if (each.shape().distance(at) < best.shape().distance(at)) best = each;
    }
    return best;
  }

  private Vec normal(Vec at) {
    double e = 0.001;
    double here = distance(at);
    return new Vec(
            distance(at.plus(new Vec(e, 0, 0))) - here,
            distance(at.plus(new Vec(0, e, 0))) - here,
            distance(at.plus(new Vec(0, 0, e))) - here)
        .unit();
  }

  private static Vec rough(Material material, Vec at, Vec normal) {
    double e = 0.002;
    double here = material.relief().at(at, normal);
    var slope =
        new Vec(
            material.relief().at(at.plus(new Vec(e, 0, 0)), normal) - here,
            material.relief().at(at.plus(new Vec(0, e, 0)), normal) - here,
            material.relief().at(at.plus(new Vec(0, 0, e)), normal) - here);
    return normal.minus(slope.times(1 / e)).unit();
  }
}
