package hms.domain.job;

import java.util.Random;

/**
 * What may go wrong in one run, as chances between 0 and 1; those of nodes are by 400 ms.
 *
 * @param unknown the answer of the database is lost, whatever it did
 */
record Weather(
    double lost,
    double doubled,
    double cut,
    double killed,
    double drained,
    double frozen,
    double slowed,
    double databaseAway,
    double databaseCrash,
    double clockStep,
    double unknown,
    double chunkFails,
    double poison,
    double userActs) {
  static final Weather FAIR = new Weather(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Where everything goes wrong that a broken rule may need to show itself. */
  static final Weather ROUGH =
      new Weather(0.1, 0.1, 0.1, 0.02, 0.02, 0.2, 0.2, 0.02, 0.02, 0, 0.1, 0.05, 0.7, 0.05);

  /** Each kind of trouble is in about half of all runs, so that some are almost calm. */
  static Weather of(Random random) {
    return new Weather(
        some(random, 0.15),
        some(random, 0.15),
        some(random, 0.03),
        some(random, 0.03),
        some(random, 0.04),
        some(random, 0.04),
        some(random, 0.04),
        some(random, 0.03),
        some(random, 0.02),
        some(random, 0.03),
        some(random, 0.1),
        some(random, 0.02),
        some(random, 0.5),
        some(random, 0.1));
  }

  private static double some(Random random, double most) {
    double drawn = random.nextDouble();
    return random.nextBoolean() ? drawn * most : 0;
  }
}
