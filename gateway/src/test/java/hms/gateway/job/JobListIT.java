package hms.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Ask;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The list of jobs, whose oids follow from Idempotency-Keys and so tell no time. */
class JobListIT {
  private static final int JOBS = 6;

  @Test
  void jobs_come_in_the_order_in_which_they_were_made() {
    var made = IntStream.range(0, JOBS).mapToObj(each -> submitted()).toList();

    var first = list("limit=4");
    var oids = new ArrayList<>(oids(first));
    oids.addAll(oids(list("limit=4&after=" + first.at("/page/next").asText())));

    assertThat(oids).startsWith(made.reversed().toArray(String[]::new));
    String since =
        Ask.get("/jobs/" + made.getFirst()).by(Role.OPERATOR).send().good().at("/created").asText();
    assertThat(oids(list("sort=created&created.gte=" + since)))
        .startsWith(made.toArray(String[]::new));
  }

  private static String submitted() {
    var job = DomainJson.object().put("type", "noop");
    job.putObject("parameters").put("units", 1);
    return Ask.post("/jobs").by(Role.OPERATOR).body(job).send().good().at("/oid").asText();
  }

  private static JsonNode list(String query) {
    return Ask.get("/jobs?" + query).by(Role.OPERATOR).send().good().json();
  }

  private static List<String> oids(JsonNode page) {
    return page.path("items").findValuesAsText("oid");
  }
}
