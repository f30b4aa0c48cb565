package hms.gateway.job;

import hms.domain.Sha256;
import hms.domain.job.Job;
import hms.storage.Timestamps;
import hms.storage.pg.PgJobReport.Bar;
import hms.storage.pg.PgJobReport.Failed;
import hms.storage.pg.PgJobReport.Spread;
import hms.storage.pg.PgJobViews.Event;
import hms.storage.pg.PgJobViews.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A job on one page that needs nothing else: HTML and SVG, no script, nothing from elsewhere. Of a
 * size that does not grow with the job.
 *
 * @param each the so-manieth chunk that is drawn; 1: all are
 * @param now what a job that has not ended is measured up to
 */
record JobReport(
    Job job,
    List<Spread> spread,
    List<Bar> bars,
    long each,
    List<Failed> failed,
    List<Failure> failures,
    List<Event> events,
    Instant now) {
  /** Chunks that are drawn at most. */
  static final int BARS_MAX = 1000;

  private static final int TEXT_MAX = 4000;
  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:75em;padding:0 1em;color:#222}
      table{border-collapse:collapse}th{text-align:left;font-weight:600;padding:.1em 1.5em .1em 0}
      td{padding:.1em 1.5em .1em 0;font-variant-numeric:tabular-nums}pre{white-space:pre-wrap;
      background:#f4f4f4;padding:.7em}svg{width:100%;background:#f4f4f4}svg text{font:11px sans-serif}
      .bar{fill:#2a6f97}.again{fill:#d1495b}\
      """;

  /** What a browser may do with the page: show it. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
          .formatted(digest(STYLE));

  String html() {
    var page = new Markup();
    page.tags("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .text("Job " + job.oid())
        .tags("</title><style>")
        .tags(STYLE)
        .tags("</style></head><body>\n<h1>")
        .text(job.type() + ": " + job.state())
        .tags("</h1>\n");
    facts(page);
    efficiency(page);
    timeline(page);
    times(page);
    trouble(page);
    json(page, "Parameters", Optional.of(job.parameters()));
    json(page, "Result", job.result());
    happened(page);
    return page.tags("</body></html>\n").toString();
  }

  private void facts(Markup page) {
    page.tags("<table>\n").row("job", job.oid());
    page.row("submitted", Timestamps.text(job.created()) + " by " + job.submittedBy());
    job.started().ifPresent(at -> page.row("begun", Timestamps.text(at)));
    job.ended().ifPresent(at -> page.row("ended", Timestamps.text(at)));
    page.row("units", "%,d of %,d".formatted(job.unitsDone(), job.unitsTotal()));
    if (job.unitsDead() > 0) page.row("given up", "%,d units".formatted(job.unitsDead()));
    page.row("verdict", job.verdict().orElse("no oracle has judged it"));
    job.reason().ifPresent(why -> page.row("reason", why));
    page.tags("</table>\n");
  }

  private void efficiency(Markup page) {
    double wall = spread.stream().mapToLong(Spread::wallMicros).sum() / 1e6;
    double cpu = spread.stream().mapToLong(Spread::cpuMicros).sum() / 1e6;
    var span = job.started().map(begun -> Duration.between(begun, job.ended().orElse(now)));
    page.tags("<h2>Efficiency</h2>\n<table>\n");
    page.row("committed chunks", "%,d".formatted(job.chunksDone()));
    page.row("time of all chunks", number("%,.3f s", wall));
    page.row("of it, on a processor", number("%.1f %%", wall == 0 ? 0 : 100 * cpu / wall));
    span.ifPresent(each -> {
      double seconds = Math.max(1e-6, each.toNanos() / 1e9);
      page.row("time of the job", number("%,.3f s", seconds));
      page.row("chunks at a time, on the average", number("%.2f", wall / seconds));
    });
    page.tags("</table>\n");
  }

  private void timeline(Markup page) {
    page.tags("<h2>Timeline</h2>\n");
    if (bars.isEmpty()) {
      page.tags("<p>Nothing is committed.</p>\n");
      return;
    }
    String which = each == 1 ? "Each chunk" : "One of %,d chunks".formatted(each);
    page.tags("<p>").text(which + ", by node; red ones were tried before.").tags("</p>\n");
    new ReportTimeline(bars).draw(page);
  }

  private void times(Markup page) {
    page.tags("<h2>How long chunks took</h2>\n");
    ReportTimes.draw(page, spread);
  }

  private void trouble(Markup page) {
    page.tags("<h2>Attempts that came to nothing</h2>\n");
    if (failed.isEmpty()) {
      page.tags("<p>None.</p>\n");
      return;
    }
    page.tags("<table>\n");
    failed.forEach(sort -> page.row(sort.failure(), sort.attempts()));
    page.tags("</table>\n<table>\n");
    failures.forEach(one ->
        page.row(
            Timestamps.text(one.at()),
            "units %d to %d".formatted(one.lo(), one.hi() - 1),
            one.failure(),
            one.message()));
    page.tags("</table>\n");
  }

  private static void json(Markup page, String head, Optional<String> json) {
    json.ifPresent(text -> {
      String shown = JobViews.json(text).toPrettyString();
      String kept = shown.substring(0, Math.min(shown.length(), TEXT_MAX));
      page.tags("<h2>").text(head).tags("</h2>\n<pre>").text(kept);
      page.text(kept.length() < shown.length() ? "\n... and more" : "").tags("</pre>\n");
    });
  }

  private void happened(Markup page) {
    page.tags("<h2>What happened, the latest first</h2>\n<table>\n");
    events.forEach(one -> page.row(Timestamps.text(one.at()), one.kind(), one.detail()));
    page.tags("</table>\n");
  }

  private static String number(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }

  private static String digest(String style) {
    return Base64.getEncoder().encodeToString(Sha256.of(style));
  }
}
