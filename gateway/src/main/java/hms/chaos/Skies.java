package hms.chaos;

import java.util.Set;

/** The weather everywhere: fair, but for one storm at a time, around one node. Any thread. */
final class Skies {
  /**
   * @param node whose roads are hit, in both directions
   */
  private record Storm(String node, Set<Road> roads, Weather weather) {}

  private static final Storm NONE = new Storm("", Set.of(), Weather.FAIR);

  private volatile Storm storm = NONE;

  void storm(String node, Set<Road> roads, Weather weather) {
    storm = new Storm(node, Set.copyOf(roads), weather);
  }

  void clear() {
    storm = NONE;
  }

  /** How it is between these two nodes, or between a node and the database. */
  Weather between(String from, String to, Road road) {
    Storm now = storm;
    boolean hit = now.roads.contains(road) && (now.node.equals(from) || now.node.equals(to));
    return hit ? now.weather : Weather.FAIR;
  }
}
