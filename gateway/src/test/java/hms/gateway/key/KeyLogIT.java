package hms.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Answer;
import hms.Ask;
import hms.TestMaker;
import hms.domain.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An artisan sees every key that was made in its name. */
final class KeyLogIT {
  private final TestMaker maker = TestMaker.enrolled();

  @Test
  void each_step_of_a_key_is_told_to_whom_it_belongs() {
    var first = maker.ask(Ask.get("/keys/log")).good();
    assertThat(told(first)).containsExactly("active", "pending");
    assertThat(first.at("/items/1/command").asText()).isNotEmpty();
    assertThat(first.at("/items/0/artisan").asText()).isEqualTo(maker.oid().toString());

    String key = first.at("/items/0/key").asText();
    Ask.post("/keys/" + key + "/revoke")
        .by(Role.ARTISAN_MANAGER)
        .body("{\"reason\":\"Lost with the phone\"}")
        .send()
        .good();

    var office = log("?artisan=" + maker.oid());
    assertThat(told(office)).containsExactly("revoked", "active", "pending");
    assertThat(office.at("/items/0/reason").asText()).isEqualTo("Lost with the phone");
    assertThat(office.at("/items/0/by").asText()).contains("@office.example");
    assertThat(told(log("?key=" + key + "&sort=at")))
        .containsExactly("pending", "active", "revoked");
    assertThat(office.text()).doesNotContainIgnoringCase("secret");
  }

  @Test
  void nobody_else_is_told() {
    var other = TestMaker.enrolled();

    assertThat(told(maker.ask(Ask.get("/keys/log?artisan=" + other.oid())))).isEmpty();
    String own = other.oid().toString();
    for (JsonNode each : other.ask(Ask.get("/keys/log")).good().at("/items")) {
      assertThat(each.path("artisan").asText()).isEqualTo(own);
    }
    Ask.get("/keys/log").by(Role.REVIEWER).send().problem(403, "forbidden");
  }

  @Test
  void it_is_read_page_by_page() {
    var first = log("?limit=1&artisan=" + maker.oid());
    String next = first.at("/page/next").asText();

    var second = log("?limit=1&artisan=" + maker.oid() + "&after=" + next);

    assertThat(told(first)).containsExactly("active");
    assertThat(told(second)).containsExactly("pending");
  }

  private static Answer log(String query) {
    return Ask.get("/keys/log" + query).by(Role.ARTISAN_MANAGER).send().good();
  }

  private static List<String> told(Answer answer) {
    var states = new ArrayList<String>();
    for (JsonNode each : answer.good().at("/items")) states.add(each.path("state").asText());
    return states;
  }
}
