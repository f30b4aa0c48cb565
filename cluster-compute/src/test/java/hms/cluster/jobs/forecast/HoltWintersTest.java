package hms.cluster.jobs.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HoltWintersTest {
  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  @Test
  void runs_side_by_side_have_the_bits_of_runs_one_after_the_other() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      int season = 2 + random.nextInt(10);
      double[] pieces =
          random.ints(2L * season + random.nextInt(40), 0, 9).asDoubleStream().toArray();
      var smoothing = new HoltWinters(pieces, season);
      double[] gammas = random.doubles(5).toArray();
      double[] squares = new double[5];
      double alpha = random.nextDouble();
      double beta = random.nextDouble();

      smoothing.runs(alpha, beta, gammas, NO_LIMIT, squares);

      for (int i = 0; i < gammas.length; i++) {
        assertThat(squares[i])
            .as("seed %d, round %d", seed, round)
            .isEqualTo(smoothing.run(alpha, beta, gammas[i], NO_LIMIT));
      }
    }
  }

  @Test
  void what_ends_early_is_worse_than_what_there_is() {
    double[] pieces = new Random(42).ints(60, 0, 9).asDoubleStream().toArray();
    var smoothing = new HoltWinters(pieces, 7);
    double[] squares = new double[2];

    smoothing.runs(0.5, 0.5, new double[] {0.1, 0.9}, 1, squares);

    assertThat(squares[0]).isGreaterThan(1).isLessThan(smoothing.run(0.5, 0.5, 0.1, NO_LIMIT));
    assertThat(squares[1]).isGreaterThan(1);
  }
}
