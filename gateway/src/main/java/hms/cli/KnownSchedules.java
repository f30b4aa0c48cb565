package hms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hms.client.ApiClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Schedules by the name or id that somebody types, and as lines of a table. */
final class KnownSchedules {
  static final String PATH = "/api/v1/schedules";

  private static final String PREFIX = "schedule/";
  private static final Pattern OID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);
  private static final List<String> HEAD =
      List.of("NAME", "STATE", "NEXT", "CRON", "ZONE", "TYPE", "RUNS", "LAST ERROR");

  private final ApiClient api;

  KnownSchedules(ApiClient api) {
    this.api = api;
  }

  /** All of them, by name. */
  List<JsonNode> all() {
    var all = new ArrayList<JsonNode>();
    String next = "";
    do {
      var page = api.get(PATH + "?sort=name&limit=200" + next).body();
      page.path("items").forEach(all::add);
      next = page.at("/page/next").asText();
      if (!next.isEmpty()) next = "&after=" + encoded(next);
    } while (!next.isEmpty());
    return all;
  }

  /** The path of one; empty if none has the name. */
  Optional<String> path(String name) {
    String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    if (OID.matcher(bare).matches()) return Optional.of(PATH + "/" + bare);
    var found = api.get(PATH + "?name=" + encoded(bare)).body().path("items").path(0);
    return found.isMissingNode()
        ? Optional.empty()
        : Optional.of(PATH + "/" + found.path("oid").asText());
  }

  /** One line a schedule below a head, in columns; times by the clock of {@code zone}. */
  static List<String> table(List<JsonNode> schedules, ZoneId zone) {
    var rows = new ArrayList<List<String>>();
    rows.add(HEAD);
    schedules.forEach(each -> rows.add(row(each, zone)));
    var form = new StringBuilder();
    for (int column = 0; column < HEAD.size() - 1; column++) {
      form.append("%-").append(width(rows, column)).append("s  ");
    }
    String line = form.append("%s").toString();
    return rows.stream().map(row -> line.formatted(row.toArray()).stripTrailing()).toList();
  }

  /** A time as the clock of a zone shows it; a dash for none. */
  static String local(JsonNode at, ZoneId zone) {
    return at.isMissingNode() ? "-" : LOCAL.format(Instant.parse(at.asText()).atZone(zone));
  }

  /** For one line, in one word: {@code schedule/018f... active}. */
  static String line(JsonNode schedule, ZoneId zone) {
    return "%s%s %s, next %s"
        .formatted(
            PREFIX,
            schedule.path("oid").asText(),
            schedule.path("state").asText(),
            local(schedule.path("nextAt"), zone));
  }

  private static List<String> row(JsonNode schedule, ZoneId zone) {
    return List.of(
        schedule.path("name").asText(),
        schedule.path("state").asText(),
        local(schedule.path("nextAt"), zone),
        schedule.path("cron").asText(),
        schedule.path("zone").asText(),
        schedule.at("/job/type").asText(),
        schedule.path("runs").asText(),
        schedule.path("lastError").asText());
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
