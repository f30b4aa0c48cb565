package hms.gateway.http;

import hms.domain.Actor;

/** How much is told of who did something: colleagues are named to the office only. */
public final class Told {
  private Told() {}

  /**
   * @param by who did it, as {@link Actor#name}
   * @return the same for the office and for who did it; else {@code office}, {@code artisan},
   *     {@code channel}, {@code system} or {@code public}
   */
  public static String by(Actor reader, String by) {
    boolean named = reader instanceof Actor.Office || reader.name().equals(by);
    return named ? by : by.split(":", 2)[0];
  }
}
