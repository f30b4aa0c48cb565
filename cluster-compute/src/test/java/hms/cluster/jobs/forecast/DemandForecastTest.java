package hms.cluster.jobs.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import hms.cluster.job.GivenInput;
import hms.cluster.job.JobType;
import hms.cluster.job.JobTypeContract;
import hms.cluster.job.RowLines;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Series without noise, whose continuation is known, are the oracle. */
final class DemandForecastTest extends JobTypeContract<ForecastParameters, RowLines> {
  private static final double EXACT = 1e-9;
  private static final int HORIZON = 8;

  @Override
  protected JobType<ForecastParameters, RowLines> type() {
    return new DemandForecast();
  }

  @Override
  protected List<String> samples() {
    return List.of("{}", "{\"bucket\":\"day\",\"horizon\":3}");
  }

  @Override
  protected List<byte[]> input(String json) {
    var random = new Random(42);
    return IntStream.range(0, 13)
        .mapToObj(n -> series(9 + 17 * n, at -> random.nextInt(n + 1)))
        .toList();
  }

  @Test
  void a_pattern_of_the_week_on_a_trend_goes_on() throws Exception {
    double[] pattern = {3, 1, 4, 1, 5, 9, 2};
    IntToDoubleFunction truth = at -> 20 + 0.25 * at + pattern[at % 7];

    isMet(truth, 60, "day", "holt-winters");
  }

  @Test
  void a_pattern_of_the_year_goes_on() throws Exception {
    isMet(at -> 50 + 0.5 * at + (at * at) % 52, 104, "week", "holt-winters");
  }

  @Test
  void a_trend_goes_on() throws Exception {
    isMet(at -> 4 + 1.5 * at, 30, "week", "holt");
  }

  @Test
  void what_is_always_ordered_is_ordered_again() throws Exception {
    isMet(at -> 7, 5, "week", "mean");
  }

  @Test
  void what_is_rarely_ordered_comes_at_its_rate() throws Exception {
    var rows = rows("week", series(41, at -> at % 5 == 0 ? 10 : 0));

    assertThat(rows)
        .hasSize(HORIZON)
        .allSatisfy(row -> {
          assertThat(row.getString(5)).isEqualTo("croston");
          assertThat(row.getDouble(2)).isCloseTo(2, offset(EXACT));
        });
  }

  @Test
  void nothing_ordered_after_all_is_nothing_expected() throws Exception {
    var rows = rows("week", series(3, at -> 0));

    assertThat(rows).allSatisfy(row -> assertThat(row.getDouble(2)).isZero());
  }

  @Test
  void a_falling_trend_ends_at_nothing() throws Exception {
    var rows = rows("week", series(10, at -> 20 - 2 * at));

    assertThat(rows).allSatisfy(row -> assertThat(row.getDouble(2)).isNotNegative());
    assertThat(rows.getLast().getDouble(2)).isZero();
  }

  @Test
  void buckets_go_on_where_the_series_ends_and_ranges_widen() throws Exception {
    var random = new Random(7);
    var rows = rows("week", series(20, at -> random.nextInt(9) + 1));

    assertThat(rows.getFirst().getString(1)).isEqualTo("2026-05-25");
    assertThat(rows.get(1).getString(1)).isEqualTo("2026-06-01");
    double first = rows.getFirst().getDouble(4) - rows.getFirst().getDouble(2);
    double fourth = rows.get(3).getDouble(4) - rows.get(3).getDouble(2);
    assertThat(fourth).isCloseTo(2 * first, offset(EXACT));
  }

  @Test
  void a_back_test_tells_how_far_off_it_would_have_been() throws Exception {
    IntToDoubleFunction jump = at -> at < 12 ? 5 : 9;

    var row = rows("week", series(20, jump)).getFirst();

    assertThat(row.getDouble(6)).as("mae").isCloseTo(4, offset(EXACT));
    assertThat(row.getDouble(7)).as("wape").isCloseTo(4 / 9.0, offset(EXACT));
    assertThat(row.getValue(8)).as("mase: the naive one never erred").isNull();
  }

  @Test
  void a_season_of_noise_is_what_a_forecast_is_measured_by() throws Exception {
    double[] pattern = {3, 1, 4, 1, 5, 9, 2};

    var row = rows("day", series(60, at -> 20 + at + pattern[at % 7])).getFirst();

    assertThat(row.getDouble(6)).isCloseTo(0, offset(EXACT));
    assertThat(row.getDouble(8)).isCloseTo(0, offset(EXACT));
  }

  @Test
  void bad_parameters_are_told_where_they_are() {
    var bad = new JsonObject("{\"bucket\":\"year\",\"horizon\":53,\"products\":[\"bowl\"]}");

    assertThat(type().parameters(bad).toString()).contains("/bucket", "/horizon", "/products/0");
  }

  private void isMet(IntToDoubleFunction truth, int known, String bucket, String method)
      throws Exception {
    var rows = rows(bucket, series(known, truth));

    assertThat(rows).hasSize(HORIZON);
    for (int step = 0; step < HORIZON; step++) {
      var row = rows.get(step);
      assertThat(row.getString(5)).isEqualTo(method);
      assertThat(row.getDouble(2)).isCloseTo(truth.applyAsDouble(known + step), offset(EXACT));
      assertThat(row.getDouble(4)).isCloseTo(row.getDouble(2), offset(1e-6));
    }
  }

  private List<JsonArray> rows(String bucket, byte[] series) throws Exception {
    var asked = type().parameters(new JsonObject().put("bucket", bucket)).orThrow();
    var given = GivenInput.of(0, List.of(series));
    byte[] lines = type().compute(asked, new Interval(0, 1), given).bytes();
    return new String(lines, StandardCharsets.UTF_8).lines().map(JsonArray::new).toList();
  }

  /** From Monday, 5 January 2026 on. */
  private static byte[] series(int buckets, IntToDoubleFunction pieces) {
    var sold = new ArrayList<JsonArray>();
    for (int at = 0; at < buckets; at++) {
      double some = pieces.applyAsDouble(at);
      if (some != 0) sold.add(new JsonArray().add(at).add(some));
    }
    return new JsonObject()
        .put("product", "018f2f3a-7b7c-7000-8000-000000000001")
        .put("first", LocalDate.of(2026, 1, 5).toString())
        .put("buckets", buckets)
        .put("sold", new JsonArray(sold))
        .toBuffer()
        .getBytes();
  }
}
