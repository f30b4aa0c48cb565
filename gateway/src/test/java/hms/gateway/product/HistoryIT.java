package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.TestMaker;
import hms.domain.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What became of a product, and who is told how much of it. */
class HistoryIT {
  private final TestMaker maker = TestMaker.enrolled();
  private final UUID product = maker.sells(3);
  private final String path = "/products/" + product + "/history";

  @Test
  void the_office_reads_who_did_what_the_latest_first() {
    var history = Ask.get(path).by(Role.REVIEWER).send().good();

    assertThat(history.at("/items/0/at").asText())
        .isGreaterThanOrEqualTo(history.at("/items/1/at").asText());
    assertThat(history.at("/items").findValuesAsText("kind")).contains("product", "revision");
    assertThat(history.at("/items").findValuesAsText("by"))
        .contains("artisan:" + maker.oid(), "office:reviewer@office.example");
  }

  @Test
  void the_artisan_reads_as_much_but_not_who_in_the_office_it_was() {
    var offices = Ask.get(path).by(Role.REVIEWER).send().good();
    var own = maker.ask(Ask.get(path)).good();

    assertThat(commands(own)).isEqualTo(commands(offices));
    assertThat(own.at("/items").findValuesAsText("by"))
        .containsOnly("artisan:" + maker.oid(), "office");
    assertThat(own.text()).doesNotContain("office.example");
  }

  @Test
  void what_changed_is_there_from_and_to() {
    var history = Ask.get(path + "?limit=1").by(Role.REVIEWER).send().good();

    assertThat(history.at("/items").size()).isEqualTo(1);
    assertThat(history.at("/items/0/changes").toString()).contains("\"to\":");
  }

  @Test
  void a_foreign_product_has_none() {
    TestMaker.enrolled().ask(Ask.get(path)).problem(404, "not-found");
    maker.ask(Ask.get(path + "?limit=0")).problem(400, "invalid-parameter");
  }

  private static java.util.List<String> commands(Answer history) {
    return history.at("/items").findValuesAsText("command");
  }
}
