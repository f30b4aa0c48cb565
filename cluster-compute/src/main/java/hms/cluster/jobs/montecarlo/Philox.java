package hms.cluster.jobs.montecarlo;

/**
 * Random numbers by their number: what is drawn for a path does not depend on who draws it, or on
 * what was drawn before. Philox4x32 with ten rounds. Source: J. K. Salmon et al., Parallel random
 * numbers: as easy as 1, 2, 3, 2011. Not for two threads at once.
 */
final class Philox {
  private static final int ROUNDS = 10;
  private static final long FACTOR_0 = 0xD2511F53L;
  private static final long FACTOR_1 = 0xCD9E8D57L;
  private static final int KEY_STEP_0 = 0x9E3779B9;
  private static final int KEY_STEP_1 = 0xBB67AE85;
  private static final long LOW = 0xFFFFFFFFL;
  private static final double UNIT = 0x1p-53;

  private final int key0;
  private final int key1;
  private int x0;
  private int x1;
  private int x2;
  private int x3;

  Philox(long seed) {
    this.key0 = (int) seed;
    this.key1 = (int) (seed >>> Integer.SIZE);
  }

  /** Draws the four words of a path under a number; read them by {@link #first} and others. */
  void draw(long path, long number) {
    x0 = (int) path;
    x1 = (int) (path >>> Integer.SIZE);
    x2 = (int) number;
    x3 = (int) (number >>> Integer.SIZE);
    int k0 = key0;
    int k1 = key1;
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = FACTOR_0 * (x0 & LOW);
      long product1 = FACTOR_1 * (x2 & LOW);
      x0 = (int) (product1 >>> Integer.SIZE) ^ x1 ^ k0;
      x1 = (int) product1;
      x2 = (int) (product0 >>> Integer.SIZE) ^ x3 ^ k1;
      x3 = (int) product0;
      k0 += KEY_STEP_0;
      k1 += KEY_STEP_1;
    }
  }

  /** The four words. */
  int[] words() {
    return new int[] {x0, x1, x2, x3};
  }

  /** From the first two words: in (0, 1], in steps of 2^-53. */
  double first() {
    return uniform(x0, x1);
  }

  /** From the last two words: in (0, 1], in steps of 2^-53. */
  double second() {
    return uniform(x2, x3);
  }

  private static double uniform(int high, int low) {
    long bits = (high & LOW) << Integer.SIZE | low & LOW;
    return ((bits >>> 11) + 1) * UNIT;
  }
}
