package hms.cluster.jobs.montecarlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hms.cluster.job.JobType;
import hms.cluster.job.JobTypeContract;
import hms.cluster.job.Verdict;
import hms.domain.Outcome;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MonteCarloTest extends JobTypeContract<MonteCarloParameters, PathSums> {
  @Override
  protected JobType<MonteCarloParameters, PathSums> type() {
    return new MonteCarlo();
  }

  @Override
  protected List<String> samples() {
    return List.of(
        "{\"paths\":200000}",
        "{\"paths\":100001,\"seed\":7}",
        "{\"paths\":100000,\"model\":\"european-call\",\"spot\":100,\"strike\":105,\"rate\":0.03,"
            + "\"volatility\":0.2,\"years\":1.5}");
  }

  /** Source: the test vectors published with Random123. */
  @Test
  void draws_are_those_of_the_published_vectors() {
    var zero = new Philox(0);
    zero.draw(0, 0);
    assertThat(zero.words()).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);

    var ones = new Philox(-1);
    ones.draw(-1, -1);
    assertThat(ones.words()).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
  }

  @Test
  void a_sum_is_exact_in_any_order() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var up = new ExactSum.Adder();
    var expected = BigDecimal.ZERO;
    for (int i = 0; i < 5000; i++) {
      double value = Math.scalb((double) random.nextInt(), random.nextInt(90) - 40);
      up.add(value);
      expected = expected.add(rounded(value));
    }
    assertThat(up.sum().value()).as("seed %d", seed).isEqualTo(expected.doubleValue());
  }

  private static BigDecimal rounded(double value) {
    double scaled = value * 0x1p40;
    return new BigDecimal(StrictMath.rint(scaled)).divide(new BigDecimal(0x1p40));
  }

  /** Source: J. C. Hull, Options, futures, and other derivatives, example 15.6. */
  @Test
  void a_call_is_worth_what_the_books_say() {
    var call = new Model.EuropeanCall(42, 40, 0.1, 0.2, 0.5);

    assertThat(call.expected()).isCloseTo(4.76, within(0.005));
  }

  @Test
  void the_distribution_is_that_of_tables() {
    assertThat(NormalDistribution.below(0)).isEqualTo(0.5);
    assertThat(NormalDistribution.below(1.959963984540054)).isCloseTo(0.975, within(1e-14));
    assertThat(NormalDistribution.below(-3)).isCloseTo(0.0013498980316300946, within(1e-15));
  }

  @Test
  void a_total_that_is_off_is_refuted() throws Exception {
    var parameters = type().parameters(new JsonObject("{\"paths\":100000}")).orThrow();
    var total = type().compute(parameters, new Interval(0, 25), () -> {});
    var off = new PathSums(total.paths(), total.values().plus(total.values()), total.squares());

    assertThat(type().verify(parameters, total)).isInstanceOf(Verdict.Confirmed.class);
    assertThat(type().verify(parameters, off)).isInstanceOf(Verdict.Refuted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /paths",
        "{'paths':0} | /paths",
        "{'paths':1,'model':'luck'} | /model",
        "{'paths':1,'spot':3} | /spot",
        "{'paths':1,'model':'european-call','spot':0,'strike':1,'rate':0,'volatility':1,'years':1} | /spot",
        "{'paths':1,'model':'european-call','spot':1,'strike':'x','rate':0,'volatility':1,'years':1} | /strike",
        "{'paths':1,'seed':1.5} | /seed",
      })
  void wrong_parameters_are_refused_where_they_are(String json, String pointer) {
    var outcome = type().parameters(new JsonObject(json.replace('\'', '"')));

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(outcome.toString()).contains(pointer + ",");
  }
}
