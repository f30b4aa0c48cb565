package hms.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Ask;
import hms.Bodies;
import hms.SignedAsk;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.session.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each number leads to the list with just so many; nobody is told a number that is not theirs. */
class OverviewIT {
  private static final String SHOP = TestOffice.get().newStorefront();
  private static TestMaker maker;

  @BeforeAll
  static void trade() {
    maker = TestMaker.enrolled();
    UUID product = maker.sells(10);
    maker.offers(Bodies.product(1, maker.image()));
    for (int n = 0; n < 3; n++) {
      Ask.post("/orders").by(SHOP).body(Bodies.order(product)).send().good();
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_numbers_of_the_office_are_those_of_its_lists(Role role) {
    String token = TestOffice.get().token(role);

    follow(ask -> ask.by(token));
  }

  @Test
  void an_artisan_and_a_storefront_are_told_of_their_own() {
    var own = follow(ask -> SignedAsk.by(maker.enrolment(), ask));
    assertThat(own.toString())
        .isEqualTo(
            "[parcelsUnderWay 0, workToAnswer 3, workOpen 3, changesWanted 0, productsListed 1]");

    assertThat(follow(ask -> ask.by(SHOP)).toString())
        .isEqualTo("[ordersOpen 3, ordersOnHold 0, webhooksDisabled 0]");
    assertThat(follow(ask -> ask.by(TestOffice.get().newStorefront())).toString())
        .isEqualTo("[ordersOpen 0, ordersOnHold 0, webhooksDisabled 0]");
  }

  @Test
  void a_reviewer_sees_what_is_theirs_and_what_is_nobodys() {
    String token = Person.with(Role.REVIEWER).token();
    var before = follow(ask -> ask.by(token));
    assertThat(before.toString()).contains("reviewsMine 0");

    Ask.post("/revisions/claim-next").by(token).send().good();

    var after = follow(ask -> ask.by(token));
    assertThat(after.toString()).contains("reviewsMine 1");
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void nobody_is_told_nothing() {
    Ask.get("/overview").send().problem(401, "unauthenticated");
    Ask.get("/overview?limit=1").by(Role.REVIEWER).send().problem(400, "unknown-parameter");
  }

  /** What somebody is told, each number held against its list. */
  private static List<String> follow(UnaryOperator<Ask> somebody) {
    var told = new ArrayList<String>();
    for (JsonNode tile : somebody.apply(Ask.get("/overview")).send().good().at("/items")) {
      String list = tile.path("href").asText() + "&includeTotal=true&limit=1";
      var total = somebody.apply(Ask.get(list)).send().good().at("/page/total");

      assertThat(total.path("value")).as("%s", tile).isEqualTo(tile.path("value"));
      assertThat(total.path("exact")).as("%s", tile).isEqualTo(tile.path("exact"));
      told.add(tile.path("name").asText() + " " + tile.path("value").asInt());
    }
    return told;
  }
}
