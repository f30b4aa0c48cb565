package hms.gateway.job;

import hms.storage.pg.PgJobReport.Bar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who computed when: of each node as many lanes as it had chunks at a time, in each a bar a chunk.
 * Which thread of a node it was, nobody writes down.
 */
final class ReportTimeline {
  private static final int LANES_MAX = 64;
  private static final int LANE = 12;
  private static final int LEFT = 200;
  private static final int WIDTH = 1000;

  private final Map<String, List<List<Bar>>> lanes = new TreeMap<>();
  private final Instant begin;
  private final double micros;
  private int leftOut;

  /**
   * @param bars by the time when they were begun; one at least
   */
  ReportTimeline(List<Bar> bars) {
    this.begin = bars.getFirst().started();
    Instant end = bars.stream().map(ReportTimeline::end).max(Instant::compareTo).orElseThrow();
    this.micros = Math.max(1, Duration.between(begin, end).toNanos() / 1000.0);
    bars.forEach(this::place);
  }

  void draw(Markup page) {
    int rows = lanes.values().stream().mapToInt(List::size).sum();
    page.shape("<svg viewBox=\"0 0 %d %d\" role=\"img\">", LEFT + WIDTH, rows * LANE + 4);
    int y = 0;
    for (var node : lanes.entrySet()) {
      page.shape("<text x=\"0\" y=\"%d\">", y + LANE - 2).text(node.getKey()).tags("</text>");
      for (var lane : node.getValue()) {
        for (var bar : lane) draw(page, bar, y);
        y += LANE;
      }
    }
    page.tags("</svg>\n");
    if (leftOut > 0) {
      page.tags("<p>").text(leftOut + " more had no lane: a node has 64 here.").tags("</p>\n");
    }
  }

  private void draw(Markup page, Bar bar, int y) {
    double x = LEFT + WIDTH * Duration.between(begin, bar.started()).toNanos() / 1000.0 / micros;
    double wide = Math.max(0.5, WIDTH * bar.wallMicros() / micros);
    String kind = bar.attempt() > 1 ? "again" : "bar";
    page.shape(
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>",
            kind, x, y + 1, wide, LANE - 2)
        .text(
            "units %d to %d, %s, attempt %d"
                .formatted(
                    bar.lo(), bar.hi() - 1, ReportTimes.text(bar.wallMicros()), bar.attempt()))
        .tags("</title></rect>");
  }

  /** Into the first lane of its node that is free by then. */
  private void place(Bar bar) {
    var its = lanes.computeIfAbsent(bar.node(), node -> new ArrayList<>());
    for (var lane : its) {
      if (!end(lane.getLast()).isAfter(bar.started())) {
        lane.add(bar);
        return;
      }
    }
    if (its.size() == LANES_MAX) leftOut++;
    else its.add(new ArrayList<>(List.of(bar)));
  }

  private static Instant end(Bar bar) {
    return bar.started().plusNanos(1000 * bar.wallMicros());
  }
}
