package hms.cluster.jobs.factors;

import static org.assertj.core.api.Assertions.assertThat;

import hms.cluster.job.BoundJob;
import hms.cluster.job.JobTypes;
import hms.cluster.job.Stopped;
import hms.cluster.job.Verdict;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Violation;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactorsTest {
  private static final JobTypes TYPES = new JobTypes(new Factors());

  @ParameterizedTest
  @CsvSource({
    "1, 10000, 93668, 82256014, 1229",
    "1, 100000, 1166750, 8224740835, 9592",
    "1, 1000000, 13970034, 822468118437, 78498",
  })
  void all_algorithms_give_the_known_sums(
      long from, long to, long divisors, String divisorSum, long primes) throws Exception {
    for (String algorithm : List.of("auto", "sieve", "trial", "rho")) {
      var result = new JsonObject(whole(job(from, to, algorithm), to - from + 1).json());

      assertThat(result.getLong("divisors")).isEqualTo(divisors);
      assertThat(result.getString("divisorSum")).isEqualTo(divisorSum);
      assertThat(result.getLong("primes")).isEqualTo(primes);
    }
  }

  /** Source of the sums: docs/compute.md. */
  @Test
  void the_sieve_gives_the_known_sums_high_up() throws Exception {
    long from = 1_000_000_000_000L;
    var total = whole(job(from, from + 999_999, "sieve"), 1_000_000);

    assertThat(new JsonObject(total.json()).getLong("divisors")).isEqualTo(28_784_779);
    assertThat(new JsonObject(total.json()).getString("divisorSum"))
        .isEqualTo("1644934737577168934");
    assertThat(total.verify()).isInstanceOf(Verdict.Confirmed.class);
  }

  @Test
  void the_sieve_and_the_walk_agree_at_the_upper_end_of_the_sieve() throws Exception {
    long to = SegmentSums.TO_MAX;
    var sieved = whole(job(to - 1999, to, "sieve"), 2000);

    assertThat(sieved.json()).isEqualTo(whole(job(to - 1999, to, "rho"), 2000).json());
    assertThat(sieved.verify()).isInstanceOf(Verdict.Confirmed.class);
  }

  @Test
  void a_list_is_added_up_in_more_than_64_bits() throws Exception {
    long prime = Long.MAX_VALUE - 24; // 2^63 - 25, the greatest prime below 2^63
    var json =
        new JsonObject().put("numbers", new JsonArray().add(prime).add(prime).add(prime).add(12));
    var job = TYPES.bind("factors", json.encode()).orThrow();

    var result = new JsonObject(whole(job, 4).json());

    assertThat(result.getLong("divisors")).isEqualTo(2 + 2 + 2 + 6);
    assertThat(result.getString("divisorSum"))
        .isEqualTo(
            BigInteger.valueOf(prime)
                .add(BigInteger.ONE)
                .multiply(BigInteger.valueOf(3))
                .add(BigInteger.valueOf(28))
                .toString());
    assertThat(result.getLong("primes")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 93668, 82256014",
    "10000000, 162725364, 82246711794796",
    "100000000, 1857511568, 8224670422194237",
    "1000000000, 20877697634, 822467034112360628",
    "10000000000, 231802823220, 82246703352400266400",
  })
  void the_oracle_knows_the_sums(long n, BigInteger divisors, BigInteger sigma) {
    assertThat(DivisorSumOracle.divisors(n)).isEqualTo(divisors);
    assertThat(DivisorSumOracle.sigma(n)).isEqualTo(sigma);
  }

  @Test
  void all_algorithms_agree_with_the_definition_number_by_number() throws Exception {
    for (int n = 1; n <= 3000; n++) {
      byte[] expected = byDefinition(n);

      for (String algorithm : List.of("sieve", "trial", "rho", "naive", "auto")) {
        assertThat(job(n, n, algorithm).compute(new Interval(0, 1), () -> {})).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void any_cutting_gives_the_same_result(long seed) throws Exception {
    var random = new Random(seed);
    long from = 1 + random.nextInt(1_000_000);
    int units = 1 + random.nextInt(70_000);
    var inOne = whole(job(from, from + units - 1, "trial"), units);

    var cut = job(from, from + units - 1, "sieve").total();
    while (cut.next() < units) {
      long hi = Math.min(units, cut.next() + 1 + random.nextInt(units));
      var range = new Interval(cut.next(), hi);
      cut.add(range, job(from, from + units - 1, "sieve").compute(range, () -> {}));
    }

    assertThat(cut.json()).as("seed %d", seed).isEqualTo(inOne.json());
  }

  @Test
  void a_wrong_total_is_refuted_with_expected_and_found() throws Exception {
    var job = job(1, 100, "sieve");
    var total = job.total();
    total.add(new Interval(0, 100), job(2, 101, "sieve").compute(new Interval(0, 100), () -> {}));

    assertThat(total.verify())
        .isEqualTo(new Verdict.Refuted("hyperbola", "divisors: expected 482, found 483"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sieve", "trial", "rho", "naive"})
  void a_chunk_that_is_stopped_ends_at_its_next_checkpoint(String algorithm) {
    var job = job(1, 1_000_000, algorithm);

    Assertions.assertThatThrownBy(() ->
            job.compute(
                new Interval(0, 1_000_000),
                () -> {
                  throw new Stopped();
                }))
        .isInstanceOf(Stopped.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'from':0,'to':5} | /parameters/from | range",
        "{'from':1,'to':100000000000001,'algorithm':'sieve'} | /parameters/to | range",
        "{'from':1,'to':1000000000001,'algorithm':'trial'} | /parameters/to | range",
        "{'from':1,'to':1000000001,'algorithm':'naive'} | /parameters/to | range",
        "{'from':1,'to':-5} | /parameters/to | range",
        "{'numbers':[1,2],'to':6} | /parameters/to | unknown",
        "{'numbers':[]} | /parameters/numbers | range",
        "{'numbers':7} | /parameters/numbers | list",
        "{'numbers':[1,0]} | /parameters/numbers/1 | range",
        "{'numbers':[1,2.5]} | /parameters/numbers/1 | integer",
        "{'numbers':[9223372036854775808]} | /parameters/numbers/0 | integer",
        "{'numbers':[1],'algorithm':'sieve'} | /parameters/algorithm | unknown-algorithm",
        "{'from':7,'to':6} | /parameters/to | range",
        "{'from':1} | /parameters/to | missing",
        "{'from':1.5,'to':6} | /parameters/from | integer",
        "{'from':1,'to':'6'} | /parameters/to | integer",
        "{'from':1,'to':99999999999999999999} | /parameters/to | integer",
        "{'from':1,'to':6,'algorithm':'luck'} | /parameters/algorithm | unknown-algorithm",
        "{'from':1,'to':6,'show':'all'} | /parameters/show | unknown-show",
        "{'from':1,'to':1000000001,'show':'divisors'} | /parameters/to | range",
        "{'from':1,'to':6,'speed':9} | /parameters/speed | unknown",
        "[] | /parameters | json",
      })
  void wrong_parameters_are_refused_where_they_are(String json, String pointer, String code) {
    var outcome = TYPES.check("factors", json.replace('\'', '"'));

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(violation(outcome)).extracting(Violation::pointer).isEqualTo(pointer);
    assertThat(violation(outcome)).extracting(Violation::code).isEqualTo(code);
  }

  @Test
  void an_unknown_type_is_refused() {
    assertThat(violation(TYPES.check("alchemy", "{}")).pointer()).isEqualTo("/type");
  }

  private static Violation violation(Outcome<?> outcome) {
    var refused = (Outcome.Refused<?>) outcome;
    return ((Refusal.Invalid) refused.why()).violations().getFirst();
  }

  private static BoundJob<?, ?> job(long from, long to, String algorithm) {
    var json = new JsonObject().put("from", from).put("to", to).put("algorithm", algorithm);
    return TYPES.bind("factors", json.encode()).orThrow();
  }

  private static BoundJob<?, ?>.Total whole(BoundJob<?, ?> job, long units) throws Exception {
    var total = job.total();
    var range = new Interval(0, units);
    total.add(range, job.compute(range, () -> {}));
    return total;
  }

  private static byte[] byDefinition(int n) {
    long divisors = 0;
    long sigma = 0;
    for (int d = 1; d <= n; d++) {
      if (n % d != 0) continue;
      divisors++;
      sigma += d;
    }
    var collector = new FactorAggregates.Collector();
    collector.add(n, divisors, sigma);
    return collector.done().bytes();
  }
}
