package hms.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Scrapes the office as Prometheus would. */
class MetricsIT {
  private static final Path MANUAL = Path.of("../docs/operations.md");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) ");

  @Test
  void only_who_may_look_at_the_cluster_sees_them() {
    Ask.get("/metrics").send().problem(401, "unauthenticated");
    Ask.get("/metrics").by(Role.REVIEWER).send().problem(403, "forbidden");

    var scraped = Ask.get("/metrics").by(Role.OPERATOR).send().good();
    assertThat(scraped.header("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void the_manual_lists_each_of_ours_and_no_other() throws IOException {
    Ask.get("/livez").send().good();
    Awaitility.await().until(() -> value("hms_http_requests_seconds_count{").isPresent());

    var ours = new TreeSet<String>();
    TYPE.matcher(scraped())
        .results()
        .map(each -> each.group(1))
        .filter(name -> name.startsWith("hms_"))
        .forEach(ours::add);
    assertThat(ours).isEqualTo(listed("hms_"));
  }

  @Test
  void each_that_the_manual_lists_of_libraries_is_there() throws IOException {
    var names =
        TYPE.matcher(scraped()).results().map(each -> each.group(1)).collect(Collectors.toSet());

    for (String prefix : List.of("vertx_", "jvm_", "process_", "system_")) {
      assertThat(names).containsAll(listed(prefix));
    }
  }

  @Test
  void calls_are_counted_by_operation() {
    String series = "hms_http_requests_seconds_count{operation=\"getReviewRule\",status=\"404\"}";
    double before = value(series).orElse(0.0);

    for (int i = 0; i < 3; i++) {
      Ask.get("/review-rules/" + UUID.randomUUID())
          .by(Role.AUDITOR)
          .send()
          .problem(404, "not-found");
    }

    Awaitility.await().until(() -> value(series).orElse(0.0) >= before + 3);
  }

  @Test
  void the_numbers_of_labels_do_not_grow_with_what_callers_make_up() {
    Ask.get("/review-rules?limit=1").by(Role.AUDITOR).send().good();
    Ask.get("/nowhere").send();
    long before = scraped().lines().filter(each -> each.startsWith("hms_")).count();

    for (int i = 0; i < 200; i++) {
      String id = UUID.randomUUID().toString();
      new Ask(i % 2 == 0 ? "GET" : "MADE-" + i, "/nowhere/" + id).send();
      Ask.get("/review-rules/" + id).by(Role.AUDITOR).send();
    }

    long after = scraped().lines().filter(each -> each.startsWith("hms_")).count();
    assertThat(after - before).as("new series").isLessThan(40);
    assertThat(scraped()).doesNotContain("MADE-", "127.0.0.1", "@", "/nowhere");
  }

  @Test
  void what_waits_is_seen_and_so_is_that_it_is_done() {
    UUID oid = Bodies.newId();
    double before = await("hms_deadlines_open ", value -> true);
    TestOffice.get()
        .change(
            "insert into deadlines (oid, kind, object_oid, due, paused_left)"
                + " values ($1, 'metrics.test', $1, now() + interval '9 days', null)",
            oid);

    assertThat(await("hms_deadlines_open ", value -> value > before)).isGreaterThan(before);
    TestOffice.get().change("delete from deadlines where oid = $1", oid);
  }

  @Test
  void messages_sealed_entries_and_pools_move() {
    double bus = sum("vertx_eventbus_processed_total");
    double pool = sum("vertx_pool_completed_total");

    TestMaker.enrolled().sells(3);

    Awaitility.await().until(() -> sum("vertx_eventbus_processed_total") > bus);
    Awaitility.await().until(() -> sum("vertx_pool_completed_total") > pool);
    await("hms_audit_unsealed ", value -> value == 0);
    await("hms_outbox_waiting ", value -> value >= 0);
    assertThat(value("hms_broker_linked ")).contains(1.0);
    assertThat(await("hms_compute_nodes ", value -> value >= 1)).isGreaterThanOrEqualTo(1);
  }

  private static double await(String series, java.util.function.DoublePredicate expected) {
    return Awaitility.await()
        .alias(series)
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> value(series).filter(each -> !each.isNaN()),
            each -> each.filter(expected::test).isPresent())
        .orElseThrow();
  }

  private static String scraped() {
    return Ask.get("/metrics").by(Role.OPERATOR).send().good().text();
  }

  /** The value of the first series that begins so. */
  private static Optional<Double> value(String series) {
    return scraped()
        .lines()
        .filter(line -> line.startsWith(series))
        .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst();
  }

  private static double sum(String name) {
    return scraped()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The names in the first column of the catalogue, those that begin so. */
  private static TreeSet<String> listed(String prefix) throws IOException {
    return Files.readAllLines(MANUAL).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|", 3)[1])
        .flatMap(cell -> Arrays.stream(cell.split(",")))
        .map(name -> name.strip().replace("`", ""))
        .filter(name -> name.startsWith(prefix))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
