package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Actor;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cards stand where members refer to objects, if that is asked for and may be read. */
class ExpandIT {
  private static TestMaker maker;
  private static UUID product;

  @BeforeAll
  static void offer() {
    maker = TestMaker.enrolled();
    product = maker.sells(10);
  }

  @Test
  void a_card_stands_where_there_was_an_id_in_lists_and_single_objects() {
    String query = "?product=" + product + "&expand=artisan,product";

    var revision =
        Ask.get("/revisions" + query + "&state=approved").by(Role.REVIEWER).send().good();
    var one = Ask.get("/products/" + product + "?expand=artisan").by(Role.REVIEWER).send().good();

    assertThat(revision.at("/items/0/product/name").asText()).isEqualTo("Oak bowl");
    assertThat(revision.at("/items/0/artisan/oid").asText()).isEqualTo(maker.oid().toString());
    assertThat(one.at("/artisan/displayName").asText()).startsWith("Mira");
    assertThat(one.at("/artisan").toString()).doesNotContain("email");
    assertThat(maker.ask(Ask.get("/products?expand=artisan")).good().at("/items/0/artisan/state"))
        .hasToString("\"active\"");
  }

  @Test
  void it_goes_with_picking_members_and_has_an_etag_of_its_own() {
    String path = "/products/" + product;
    var plain = Ask.get(path).by(Role.REVIEWER).send().good();

    var picked =
        Ask.get(path + "?fields=oid,artisan&expand=artisan").by(Role.REVIEWER).send().good();

    assertThat(picked.json().fieldNames()).toIterable().containsExactlyInAnyOrder("oid", "artisan");
    assertThat(picked.at("/artisan/handle").isTextual()).isTrue();
    assertThat(picked.header("ETag")).isNotEqualTo(plain.header("ETag"));
  }

  @Test
  void a_shop_reads_of_its_orders_what_it_told_itself() {
    String shop = TestOffice.get().newStorefront();
    var order = Ask.post("/orders").by(shop).body(Bodies.order(product)).send().good();

    var list = Ask.get("/orders?expand=customer,channel").by(shop).send().good();

    assertThat(list.at("/items/0/customer/name").asText()).isEqualTo("Lena Brandt");
    assertThat(list.at("/items/0/customer/oid")).isEqualTo(order.at("/customer"));
    assertThat(list.at("/items/0/channel/name").asText()).startsWith("shop-");
  }

  @Test
  void who_may_not_read_such_objects_is_told_so() {
    Ask.get("/orders?expand=channel")
        .by(Role.AUDITOR)
        .send()
        .problem(403, "forbidden")
        .saying("channels.read");
    Ask.get("/orders?expand=customer").by(Role.AUDITOR).send().good();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "colour", "artisan,", "artisan,email", "customer"})
  void a_member_that_has_no_card_is_refused(String members) {
    Ask.get("/products?expand=" + members)
        .by(Role.REVIEWER)
        .send()
        .problem(400, "invalid-parameter")
        .saying("expand");
  }

  @Test
  void a_page_costs_one_statement_more_and_what_is_foreign_stays_an_id() {
    var sent = new ArrayList<String>();
    var stores = TestOffice.get().stores().watched(each -> sent.add(each.sql()));
    var rows = new ArrayList<JsonNode>();
    UUID foreign = UUID.randomUUID();
    for (var artisan : List.of(maker.oid(), TestMaker.enrolled().oid(), maker.oid(), foreign)) {
      ObjectNode row = DomainJson.object().put("artisan", artisan.toString());
      rows.add(row);
    }
    var reader = new Actor.House("test");

    var cards = new Expanding(stores, reader, List.of(Expansion.ARTISAN)).of(rows).await();

    assertThat(sent).hasSize(1);
    assertThat(cards.get(1).at("/artisan/oid").isTextual()).isTrue();
    assertThat(cards.get(3).path("artisan").asText()).isEqualTo(foreign.toString());

    var own = TestOffice.get().stores().as(new Actor.Maker(maker.oid()));
    var confined = new Expanding(own, new Actor.Maker(maker.oid()), List.of(Expansion.ARTISAN));
    var other = DomainJson.object().put("artisan", TestMaker.enrolled().oid().toString());
    assertThat(confined.of(List.of(other)).await().getFirst().path("artisan").isTextual()).isTrue();
  }

  @Test
  void each_member_is_one_that_a_contract_can_name() {
    assertThat(EnumSet.allOf(Expansion.class))
        .extracting(Expansion::wire)
        .containsExactly("artisan", "product", "workOrder", "customer", "channel");
  }
}
