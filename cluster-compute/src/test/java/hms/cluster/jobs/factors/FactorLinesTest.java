package hms.cluster.jobs.factors;

import static org.assertj.core.api.Assertions.assertThat;

import hms.cluster.job.BoundJob;
import hms.cluster.job.JobTypes;
import hms.domain.Sha256;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FactorLinesTest {
  private static final JobTypes TYPES = new JobTypes(new Factors());
  private static final int PART_MAX = 192 * 1024;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "divisors | 12~1,2,3,4,6,12 | 1~1 | 49~1,7,49",
        "primes | 12~2^2 3 | 1~ | 49~7^2",
        "factor | 12: 2 2 3 | 1: | 49: 7 7",
      })
  void each_integer_has_its_line(String show, String twelve, String one, String square)
      throws Exception {
    String expected = (twelve + "\n" + one + "\n" + square + "\n").replace('~', '\t');

    for (String algorithm : List.of("auto", "rho", "trial", "naive")) {
      assertThat(
              text("{'numbers':[12,1,49],'show':'%s','algorithm':'%s'}".formatted(show, algorithm)))
          .isEqualTo(expected);
    }
  }

  @Test
  void divisors_are_those_of_the_definition() throws Exception {
    String expected =
        IntStream.rangeClosed(1, 2000)
            .mapToObj(n ->
                n
                    + "\t"
                    + IntStream.rangeClosed(1, n)
                        .filter(d -> n % d == 0)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","))
                    + "\n")
            .collect(Collectors.joining());

    assertThat(text("{'from':1,'to':2000,'show':'divisors'}")).isEqualTo(expected);
  }

  /** The program is part of every GNU system. */
  @Test
  void lines_are_those_of_coreutils() throws Exception {
    assertThat(text("{'from':999990,'to':1010000,'show':'factor'}"))
        .isEqualTo(coreutils(999_990, 1_010_000));
    assertThat(text("{'from':9223372036854775800,'to':9223372036854775807,'show':'factor'}"))
        .isEqualTo(coreutils(9_223_372_036_854_775_800L, Long.MAX_VALUE));
  }

  /** From the first integer, over the end of a segment, over 2^46 and to the end of the sieve. */
  @ParameterizedTest
  @ValueSource(longs = {1, 8_180, 99_999_000, 70_368_744_170_000L, SegmentSums.TO_MAX - 9_999})
  void a_run_has_the_lines_of_its_integers(long from) throws Exception {
    long to = from + 9_999;
    var one = new LineWriter(Show.FACTOR);
    SegmentFactors.each(from, to, one, () -> {});

    assertThat(SegmentLines.of(from, to, () -> {})).isEqualTo(one.lines());
  }

  @ParameterizedTest
  @CsvSource({"735134400, divisors", "698377680, divisors", "4611686018427387904, factor"})
  void the_longest_lines_fit_into_a_part(long worst, String show) throws Exception {
    var numbers = IntStream.range(0, 2000).mapToObj(i -> Long.toString(worst)).toList();
    var job = job("{'numbers':%s,'show':'%s'}".formatted(numbers, show));
    long chunk = job.plan().chunkUnits();

    assertThat(job.compute(new Interval(0, chunk), () -> {})).hasSizeLessThan(PART_MAX);
  }

  @ParameterizedTest
  @CsvSource({
    "735134000, 735136000, divisors, 512",
    "99999999990000, 99999999999999, factor, 3072",
    "70368744176000, 70368744179100, factor, 3072",
    "9223372036854770000, 9223372036854775807, factor, 40",
  })
  void lines_of_neighbours_fit_into_a_part(long from, long to, String show, int atLeast)
      throws Exception {
    var job = job("{'from':%d,'to':%d,'show':'%s'}".formatted(from, to, show));
    long chunk = job.plan().chunkUnits();

    assertThat(chunk).isGreaterThanOrEqualTo(atLeast);
    assertThat(job.compute(new Interval(0, chunk), () -> {})).hasSizeLessThan(PART_MAX);
  }

  @Test
  void of_a_file_the_total_is_its_size_and_digest() throws Exception {
    var job = job("{'from':1,'to':5000,'show':'primes'}");
    var total = job.total();
    for (long lo = 0; lo < 5000; lo += 1000) {
      var chunk = new Interval(lo, lo + 1000);
      total.add(chunk, job.compute(chunk, () -> {}));
    }
    byte[] whole = job.compute(new Interval(0, 5000), () -> {});

    var told = new JsonObject(total.json());
    assertThat(told.getInteger("bytes")).isEqualTo(whole.length);
    assertThat(told.getString("sha256")).isEqualTo(Sha256.hex(whole));
  }

  private static String text(String json) throws Exception {
    var job = job(json);
    byte[] bytes = job.compute(new Interval(0, job.plan().units()), () -> {});
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static BoundJob<?, ?> job(String json) {
    return TYPES.bind("factors", json.replace('\'', '"')).orThrow();
  }

  private static String coreutils(long from, long to) throws IOException {
    var command = new ArrayList<>(List.of("factor"));
    for (long n = from; n <= to && n > 0; n++) command.add(Long.toString(n));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
