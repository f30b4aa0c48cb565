package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code hms schedule}: from a command line. */
final class ScheduleCommandIT {
  private static final int WRONG = 2;
  private static final int NOT_FOUND = 5;
  private static final int REJECTED = 7;
  private final Operator operator = new Operator();
  private final String name = "c " + UUID.randomUUID();

  @AfterEach
  void tidy() {
    TestOffice.get().change("delete from schedule where name like 'c %'");
  }

  @Test
  void one_is_made_listed_paused_triggered_and_taken_away() {
    assertThat(
            run(
                "create",
                name,
                "--cron",
                "30 8 29 2 *",
                "--zone",
                "UTC",
                "monte-carlo",
                "--param",
                "model=pi",
                "--param",
                "paths=4096",
                "--seed",
                "7",
                "--overlap",
                "queue"))
        .as(operator.err())
        .isZero();
    assertThat(operator.out())
        .matches("schedule/[0-9a-f-]{36} active, next \\d{4}-02-29 09:30 \\+01:00\n");

    assertThat(run("list")).isZero();
    assertThat(operator.out().lines().findFirst().orElseThrow()).startsWith("NAME ");
    assertThat(operator.out().lines().filter(line -> line.startsWith(name)).toList())
        .singleElement()
        .asString()
        .matches(".* active +\\d{4}-02-29 09:30 \\+01:00 +30 8 29 2 \\* +UTC +monte-carlo +0");
    assertThat(run("list", "-o", "json")).isZero();
    assertThat(printed().isArray()).isTrue();

    assertThat(run("get", name)).isZero();
    assertThat(printed().at("/job/parameters/seed").asInt()).isEqualTo(7);
    assertThat(printed().at("/overlap").asText()).isEqualTo("queue");
    String oid = printed().at("/oid").asText();
    assertThat(run("pause", name)).isZero();
    assertThat(operator.out()).isEqualTo("schedule/" + oid + " paused, next -\n");
    assertThat(run("trigger", "schedule/" + oid)).isZero();
    assertThat(operator.out()).matches("job/[0-9a-f-]{36}\n");
    assertThat(run("resume", oid)).isZero();
    assertThat(operator.out()).contains(" active, next ");
    assertThat(run("delete", name)).isZero();
    assertThat(run("get", oid)).isEqualTo(NOT_FOUND);
    assertThat(run("get", name)).isEqualTo(WRONG);
    assertThat(operator.err()).contains("no schedule " + name);
  }

  @Test
  void what_is_refused_says_why() {
    assertThat(run("create", name, "--cron", "0 0 30 2 *", "noop", "--param", "units=1"))
        .isEqualTo(REJECTED);
    assertThat(operator.err()).contains("/cron");
    String[] once = {
      "create", name, "--cron", "0 3 * * *", "noop", "--deadline", "2030-01-01T00:00:00Z"
    };
    assertThat(run(once)).isEqualTo(WRONG);
    assertThat(operator.err()).contains("deadline is for one job");
    String[] others = {"create", name, "--cron", "0 3 * * *", "noop", "--tenant", "glaziers"};
    assertThat(run(others)).isEqualTo(WRONG);
    assertThat(operator.err()).contains("tenant is for one job");
  }

  private JsonNode printed() {
    return DomainJson.own(operator.out(), JsonNode.class);
  }

  private int run(String... command) {
    var words = new ArrayList<>(List.of("schedule"));
    words.addAll(List.of(command));
    Map<String, String> here = new HashMap<>();
    here.put("HMS_SERVER", TestOffice.get().url());
    here.put("HMS_TOKEN", TestOffice.get().token(Role.OPERATOR));
    here.put("TZ", "Europe/Berlin");
    return operator.run(here, "", words.toArray(String[]::new));
  }
}
