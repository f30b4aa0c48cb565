package hms.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.Job;
import hms.storage.pg.PgJobReport.Bar;
import hms.storage.pg.PgJobReport.Failed;
import hms.storage.pg.PgJobReport.Spread;
import hms.storage.pg.PgJobViews.Event;
import hms.storage.pg.PgJobViews.Failure;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JobReportTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String EVIL = "</pre><script>alert('x')</script>\"&\u0007";

  @Test
  void whatever_others_have_written_is_text_and_nothing_is_fetched() throws Exception {
    var failure = new Failure(1, NOON, 0, 1, 1, 1, EVIL, "BUG", EVIL, EVIL);
    var page =
        report(
            List.of(bar(0, EVIL, 0, 5_000)),
            List.of(failure),
            "{\"to\":\"<script>alert(1)</script>\"}");

    assertThat(page)
        .doesNotContain("<script", "\u0007", "src=", "href=", "url(", "@import", "style=\"")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;");
    assertThat(parsed(page).getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void each_node_has_as_many_lanes_as_it_had_chunks_at_a_time() throws Exception {
    var bars =
        List.of(
            bar(0, "kiln", 0, 1_000),
            bar(1, "kiln", 500, 1_000),
            bar(2, "kiln", 1_000, 1_000),
            bar(3, "oven", 1_000, 1_000));

    var rects = parsed(report(bars, List.of(), "{}")).getElementsByTagName("rect");

    var rows = IntStream.range(0, 4).mapToObj(i -> attribute(rects, i, "y")).toList();
    assertThat(rows).containsExactly("1", "1", "13", "25");
    assertThat(attribute(rects, 1, "x")).as("at the middle of the time").isEqualTo("700.0");
    assertThat(attribute(rects, 0, "width")).isEqualTo("500.0");
  }

  @Test
  void its_size_does_not_grow_with_the_job() {
    var many =
        IntStream.range(0, JobReport.BARS_MAX)
            .mapToObj(n -> bar(n, "kiln", 10 * n, 50_000))
            .toList();
    var failure = new Failure(1, NOON, 0, 1, 1, 1, "n", "BUG", "m".repeat(1000), "");
    var failures = IntStream.range(0, 20).mapToObj(n -> failure).toList();

    var page = report(many, failures, "{\"numbers\":\"" + "7".repeat(200_000) + "\"}");

    assertThat(page.length()).isLessThan(400_000);
    assertThat(page).contains("more had no lane", "One of 3 chunks", "... and more");
  }

  @Test
  void one_that_has_not_begun_has_a_page_too() throws Exception {
    var page =
        new JobReport(job("{}"), List.of(), List.of(), 1, List.of(), List.of(), List.of(), NOON)
            .html();

    assertThat(page).contains("Nothing is committed", "no oracle has judged it");
    parsed(page);
  }

  @Test
  void times_are_told_in_classes_that_people_can_read() {
    var page = new Markup();

    ReportTimes.draw(
        page,
        List.of(
            new Spread(0, 5, 10, 10),
            new Spread(1, 7, 70, 70),
            new Spread(ReportTimes.BOUNDS.size(), 1, 2_000_000_000L, 1)));

    assertThat(page.toString())
        .contains(">below 10 us<", ">10 us to 20 us<", ">1,000.0 s and more<");
  }

  private static String report(List<Bar> bars, List<Failure> failures, String parameters) {
    return new JobReport(
            job(parameters),
            List.of(new Spread(3, bars.size(), 5_000, 4_000)),
            bars,
            bars.size() == JobReport.BARS_MAX ? 3 : 1,
            failures.isEmpty() ? List.of() : List.of(new Failed("BUG", failures.size())),
            failures,
            List.of(new Event(1, NOON, "wish", EVIL)),
            NOON)
        .html();
  }

  private static Job job(String parameters) {
    return Job.queued(new UUID(0, 1), "noop", parameters, EVIL, NOON);
  }

  private static Bar bar(long lo, String node, long afterMicros, long micros) {
    return new Bar(lo, lo + 1, 1, node, NOON.plusNanos(1000 * afterMicros), micros);
  }

  /** What is well-formed XML is well-formed HTML. */
  private static Document parsed(String page) throws Exception {
    String xml = page.replace("<!doctype html>", "").replace("<meta charset=\"utf-8\">", "");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static String attribute(NodeList all, int i, String name) {
    return all.item(i).getAttributes().getNamedItem(name).getNodeValue();
  }
}
