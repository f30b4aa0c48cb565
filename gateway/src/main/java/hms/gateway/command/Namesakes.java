package hms.gateway.command;

import hms.storage.Step;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * Tells namesakes apart: {@code oak-bowl}, {@code oak-bowl-2}, {@code oak-bowl-3} ... Of n of them
 * about 2 log n are asked about. Whoever asks keeps others from taking one meanwhile.
 */
public final class Namesakes {
  private final String name;
  private final Function<String, Future<Boolean>> taken;

  private Namesakes(String name, Function<String, Future<Boolean>> taken) {
    this.name = name;
    this.taken = taken;
  }

  /**
   * The name itself if nobody has it, else with a number: the smallest that is free, unless some
   * have become free between; then a free one behind one that is taken.
   */
  public static Step<String> free(String name, Function<String, Future<Boolean>> taken) {
    return new Namesakes(name, taken).above(0, 1);
  }

  /** {@code last} is taken: doubles until a number is free. */
  private Step<String> above(int last, int next) {
    return isTaken(next)
        .then(taken -> taken ? above(next, Math.multiplyExact(next, 2)) : between(last, next));
  }

  private Step<String> between(int taken, int free) {
    if (free - taken <= 1) return Step.done(numbered(free));
    int middle = (taken + free) >>> 1;
    return isTaken(middle).then(it -> it ? between(middle, free) : between(taken, middle));
  }

  private Step<Boolean> isTaken(int number) {
    return Step.from(taken.apply(numbered(number)));
  }

  private String numbered(int number) {
    return number == 1 ? name : name + "-" + number;
  }
}
