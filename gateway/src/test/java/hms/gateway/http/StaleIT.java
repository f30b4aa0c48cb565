package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Answer;
import hms.Ask;
import hms.TestMaker;
import hms.domain.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who comes too late learns what was changed meanwhile, but no more than they may see. */
class StaleIT {
  private final TestMaker maker = TestMaker.enrolled();
  private String path = "";

  @BeforeEach
  void sell() {
    path = "/products/" + maker.sells(5);
  }

  @Test
  void the_office_is_told_who_changed_what() {
    long seen = version();
    block();

    var late = Ask.post(path + "/unlist").by(Role.REVIEWER).seen(seen).send();

    late.problem(412, "stale");
    assertThat(late.at("/expected").asLong()).isEqualTo(seen);
    assertThat(late.at("/actual").asLong()).isEqualTo(seen + 1);
    assertThat(texts(late.at("/changedFields"))).containsExactly("reason", "state");
    assertThat(late.at("/changedBy").asText()).isEqualTo("office:reviewer@office.example");
    assertThat(Instant.parse(late.at("/changedAt").asText())).isBefore(Instant.now());
  }

  @Test
  void an_artisan_sees_of_a_person_that_it_was_the_office() {
    long seen = version();
    block();

    var late = maker.ask(switched(seen)).problem(412, "stale");

    assertThat(late.at("/changedBy").asText()).isEqualTo("office");
    assertThat(late.text()).doesNotContain("reviewer").doesNotContain("@");
    assertThat(texts(late.at("/changedFields"))).containsExactly("reason", "state");
  }

  @Test
  void an_artisan_sees_its_own_name() {
    long seen = version();
    assertThat(maker.ask(switched(seen)).status()).isEqualTo(200);

    var late = maker.ask(switched(seen)).problem(412, "stale");

    assertThat(late.at("/changedBy").asText()).isEqualTo("artisan:" + maker.oid());
    assertThat(texts(late.at("/changedFields"))).containsExactly("available");
  }

  @Test
  void what_is_the_offices_alone_is_not_named_to_an_artisan() {
    String own = "/artisans/" + maker.oid();
    var seen = maker.ask(Ask.get(own)).good();
    var terms = Ask.get(own).by(Role.ARTISAN_MANAGER).send().good();
    Ask.patch(own)
        .by(Role.ARTISAN_MANAGER)
        .seen(terms.at("/version").asLong())
        .body("{\"notes\":\"pays late\"}")
        .send()
        .good();

    var late =
        maker.ask(
            Ask.patch(own).seen(seen.at("/version").asLong()).body("{\"companyName\":\"Oak\"}"));

    assertThat(texts(late.problem(412, "stale").at("/changedFields"))).isEmpty();
    assertThat(late.text()).doesNotContain("notes").doesNotContain("pays");
  }

  private void block() {
    Ask.post(path + "/block")
        .by(Role.REVIEWER)
        .seen(version())
        .body("{\"reason\":\"a complaint\"}")
        .send()
        .good();
  }

  private Ask switched(long seen) {
    return new Ask("PUT", path + "/available").body("{\"available\":false}").seen(seen);
  }

  private long version() {
    return product().at("/version").asLong();
  }

  private Answer product() {
    return Ask.get(path).by(Role.REVIEWER).send().good();
  }

  private static List<String> texts(JsonNode array) {
    var all = new ArrayList<String>();
    array.forEach(each -> all.add(each.asText()));
    return all;
  }
}
