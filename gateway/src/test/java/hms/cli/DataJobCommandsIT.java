package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.Bodies;
import hms.LeftJobs;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that read real orders, from there to the tables and to whoever reads those. */
final class DataJobCommandsIT {
  private static final Pattern JOB = Pattern.compile("job/([0-9a-f-]{36})");
  private static final int WEEKS = 5;

  @TempDir private Path dir;
  private final Operator operator = new Operator();
  private Map<String, String> office = Map.of();

  @BeforeEach
  void signIn() throws IOException {
    LeftJobs.kill();
    office = Operator.signedIn(dir, Role.OPERATOR);
  }

  @Test
  void what_is_ordered_each_week_is_expected_again() {
    UUID bowl = TestMaker.enrolled().sells(50);
    orderedWeekly(bowl);

    String csv = run("run", "demand-forecast", "--param", "products=[\"" + bowl + "\"]");
    String job = found(operator.err());

    assertThat(csv.lines())
        .hasSize(9)
        .first()
        .isEqualTo("product,starts,forecast,low,high,method,mae,wape,mase");
    assertThat(csv.lines().skip(1))
        .allMatch(line -> line.matches(bowl + ",2.*,1.0,1.0,1.0,mean,.*"));
    assertThat(run("result", job, "-o", "jsonl").lines())
        .hasSize(8)
        .allMatch(line -> line.startsWith("{\"product\":\"" + bowl + "\",\"starts\":\""));
    var items =
        DomainJson.parse(run("result", job, "-o", "json").getBytes()).orThrow().at("/items");
    assertThat(items).hasSize(8);
    assertThat(items.get(7).path("forecast").asDouble()).isEqualTo(1);
    assertThat(forecasts(bowl, job)).isEqualTo(8);

    run("run", "demand-forecast", "--param", "products=[\"" + bowl + "\"]");
    assertThat(forecasts(bowl, job)).as("written over").isZero();
    assertThat(forecasts(bowl, found(operator.err()))).isEqualTo(8);
  }

  @Test
  void types_that_a_result_has_not_are_refused() {
    UUID bowl = TestMaker.enrolled().sells(50);
    orderedWeekly(bowl);
    run("run", "demand-forecast", "--param", "horizon=1");
    var results = Ask.get("/jobs/" + found(operator.err()) + "/results").by(Role.OPERATOR);

    results.with("Accept", "image/png").send().problem(406, "not-acceptable");
    var table = results.with("Accept", "application/json;q=0.2, text/csv;q=0.7").send().good();
    assertThat(table.header("Content-Type")).contains("text/csv");
    assertThat(table.header("Content-Disposition").orElse("")).contains(".csv");
  }

  @Test
  void what_is_ordered_together_is_recommended_together() {
    var maker = TestMaker.enrolled();
    UUID bowl = maker.sells(50);
    UUID cup = maker.sells(50);
    UUID jug = maker.sells(50);
    String shop = TestOffice.get().newStorefront();
    for (int i = 0; i < 3; i++) {
      Ask.post("/orders").by(shop).body(Bodies.order(bowl, cup)).send().good();
    }
    Ask.post("/orders").by(shop).body(Bodies.order(bowl, jug)).send().good();

    String csv = run("run", "co-purchase", "--param", "partitions=3");
    String job = found(operator.err());

    assertThat(csv.lines().filter(line -> line.startsWith(bowl.toString())))
        .singleElement()
        .asString()
        .startsWith(bowl + ",1," + cup + ",3,0.866");
    assertThat(csv).contains(cup + ",1," + bowl + ",3,0.866").doesNotContain(jug.toString());
    assertThat(run("get", job)).contains("\"verdict\" : \"CONFIRMED\"");
    assertThat(
            TestOffice.get()
                .count("select count(*) from recommendation where product_oid = $1", bowl))
        .isEqualTo(1);

    run("run", "co-purchase", "--param", "minSupport=4");
    assertThat(
            TestOffice.get()
                .count("select count(*) from recommendation where product_oid = $1", bowl))
        .as("the latest replaces what was there")
        .isZero();
  }

  @Test
  void a_horizon_that_cannot_be_is_refused_before_there_is_a_job() {
    int exit = operator.run(office, "", "job", "run", "demand-forecast", "--param", "horizon=0");

    assertThat(exit).isNotZero();
    assertThat(operator.err()).contains("/parameters/horizon");
  }

  /** One piece in each of the last whole weeks. */
  private static void orderedWeekly(UUID product) {
    String shop = TestOffice.get().newStorefront();
    for (int week = 1; week <= WEEKS; week++) {
      var placed = Instant.now().minus(Duration.ofDays(7L * week));
      var order = Bodies.order(product).put("placedAt", placed.toString());
      Ask.post("/orders").by(shop).body(order).send().good();
    }
  }

  private static long forecasts(UUID product, String job) {
    return TestOffice.get()
        .count(
            "select count(*) from demand_forecast where product_oid = $1 and job = $2",
            product,
            UUID.fromString(job));
  }

  private static String found(String text) {
    var job = JOB.matcher(text);
    assertThat(job.find()).as(text).isTrue();
    return job.group(1);
  }

  private String run(String... args) {
    var all = new String[args.length + 1];
    all[0] = "job";
    System.arraycopy(args, 0, all, 1, args.length);
    assertThat(operator.run(office, "", all)).as(() -> operator.err() + operator.out()).isZero();
    return operator.out();
  }
}
