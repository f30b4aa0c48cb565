package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.Callers;
import hms.gateway.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be asked of lists, and what may not. */
class FiltersIT {
  private static TestMaker maker;
  private static TestMaker other;
  private static String cheap;
  private static String dear;
  private static String foreign;

  static Stream<Route> lists() {
    return Operations.all().filter(route -> route.parameters().contains("includeTotal"));
  }

  @BeforeAll
  static void offer() {
    maker = TestMaker.enrolled();
    other = TestMaker.enrolled();
    cheap = offered(maker, 1200);
    dear = offered(maker, 9900);
    foreign = offered(other, 1200);
  }

  @Test
  void criteria_are_all_that_must_hold() {
    assertThat(ofMaker("state=draft")).containsExactly(cheap, dear);
    assertThat(ofMaker("state.ne=draft")).isEmpty();
    assertThat(ofMaker("state.in=draft,listed&available=true")).containsExactly(cheap, dear);
    assertThat(ofMaker("available.eq=false")).isEmpty();
    assertThat(ofMaker("state.in=")).isEmpty();
  }

  @Test
  void an_amount_is_compared_in_its_currency() {
    assertThat(ofMaker("price.gte=1200&price.lt=9900&price.currency=EUR")).containsExactly(cheap);
    assertThat(ofMaker("price.gt=0&price.currency=EUR&sort=-price")).containsExactly(dear, cheap);
    assertThat(ofMaker("price.gt=0&price.currency=USD")).isEmpty();
  }

  @Test
  void a_handle_is_found_by_how_it_begins() {
    String handle = product(cheap).at("/handle").asText();
    String most = handle.substring(0, handle.length() - 1);

    assertThat(ofMaker("handle.like=" + most + "%25")).containsExactly(cheap);
    assertThat(ofMaker("handle.like=x" + most + "%25")).isEmpty();
    for (String bad : new String[] {"%25", "oak", "%25oak%25", "o_k%25", "o%5C%25"}) {
      Ask.get("/products?handle.like=" + bad)
          .by(Role.REVIEWER)
          .send()
          .problem(400, "invalid-parameter")
          .saying("handle.like");
    }
  }

  @Test
  void orders_are_found_by_what_they_ask_the_office_to_look_at() {
    String shop = TestOffice.get().newStorefront();
    var late = Ask.post("/orders").by(shop).body(Bodies.order(other.sells(5))).send().good();
    var plain = Ask.post("/orders").by(shop).body(Bodies.order(other.sells(5))).send().good();
    String asks = "update orders set attention = ($2::text)::text[] where oid = $1";
    TestOffice.get().change(asks, UUID.fromString(late.at("/oid").asText()), "{late,undecided}");
    TestOffice.get().change(asks, UUID.fromString(plain.at("/oid").asText()), "{}");

    assertThat(ofShop(shop, "attention=late")).containsExactly(late.at("/oid").asText());
    assertThat(ofShop(shop, "attention.in=imported,undecided")).hasSize(1);
    assertThat(ofShop(shop, "attention.in=imported")).isEmpty();
    assertThat(ofShop(shop, "attention.null=true")).contains(plain.at("/oid").asText());
    assertThat(ofShop(shop, "attention.null=false")).containsExactly(late.at("/oid").asText());
    Ask.get("/orders?attention=purple").by(shop).send().problem(400, "invalid-parameter");
  }

  private static List<String> ofShop(String shop, String query) {
    return oids(Ask.get("/orders?" + query).by(shop).send().good());
  }

  @Test
  void times_are_a_range() {
    String then = product(dear).at("/created").asText();

    assertThat(ofMaker("created.lt=" + then)).containsExactly(cheap);
    assertThat(ofMaker("created.gte=" + then)).containsExactly(dear);
    assertThat(ofMaker("created.gt=" + then)).isEmpty();
  }

  @Test
  void whoever_asks_for_what_is_anothers_finds_nothing() {
    assertThat(oids(maker.ask(Ask.get("/products?artisan=" + other.oid())).good())).isEmpty();
    String handle = product(foreign).at("/handle").asText();
    assertThat(oids(maker.ask(Ask.get("/products?handle=" + handle)).good()))
        .doesNotContain(foreign);
    assertThat(oids(maker.ask(Ask.get("/revisions?product=" + foreign)).good())).isEmpty();
  }

  @Test
  void a_shop_finds_its_own_orders_only() {
    String shop = TestOffice.get().newStorefront();
    var order = Ask.post("/orders").by(shop).body(Bodies.order(other.sells(5))).send().good();
    String query = "/orders?number=" + order.at("/number").asText();

    assertThat(Ask.get(query).by(shop).send().good().at("/items").size()).isEqualTo(1);
    assertThat(
            Ask.get(query).by(TestOffice.get().newStorefront()).send().good().at("/items").size())
        .isZero();
  }

  @Test
  void how_many_there_are_is_told_if_asked() {
    String query = "/products?limit=1&artisan=" + maker.oid();

    var counted = Ask.get(query + "&includeTotal=true").by(Role.REVIEWER).send().good();

    assertThat(counted.at("/page/total/value").asInt()).isEqualTo(2);
    assertThat(counted.at("/page/total/exact").asBoolean()).isTrue();
    assertThat(Ask.get(query).by(Role.REVIEWER).send().good().at("/page/total").isMissingNode())
        .isTrue();
  }

  @Test
  void members_may_be_asked_for_alone() {
    String list = "/products?artisan=" + maker.oid();

    var items = Ask.get(list + "&fields=oid,state").by(Role.REVIEWER).send().good().at("/items");
    var one = Ask.get("/products/" + cheap + "?fields=handle").by(Role.REVIEWER).send().good();

    items.forEach(item ->
        assertThat(item.fieldNames()).toIterable().containsExactlyInAnyOrder("oid", "state"));
    assertThat(items.size()).isEqualTo(2);
    assertThat(one.json().fieldNames()).toIterable().containsExactly("handle");
    assertThat(one.header("ETag")).isPresent();
  }

  @ParameterizedTest
  @MethodSource("shaped")
  void a_member_that_there_is_not_is_refused(Route route) {
    for (String bad : new String[] {"", "colour", "oid,", "oid,colour", "wrappedSecret"}) {
      Callers.allowed(route, new Ask("GET", Operations.path(route) + "?fields=" + bad))
          .send()
          .problem(400, "invalid-parameter")
          .saying("fields");
    }
  }

  static Stream<Route> shaped() {
    return Operations.all().filter(route -> route.parameters().contains("fields"));
  }

  @ParameterizedTest
  @CsvSource({
    "state=purple, state",
    "'state.in=draft,purple', state.in",
    "available=yes, available",
    "artisan=me, artisan",
    "artisan.in=1-2, artisan.in",
    "modified.gt=yesterday, modified.gt",
    "price.gte=1, price.gte",
    "price.gte=x&price.currency=EUR, price.gte",
    "price.currency=EUR, price.currency",
    "price.gte=1&price.currency=EUR&sort=created, price.gte",
    "sort=price, sort",
    "includeTotal=maybe, includeTotal"
  })
  void a_value_that_cannot_be_meant_is_named(String query, String parameter) {
    var answer = Ask.get("/products?" + query).by(Role.REVIEWER).send();

    assertThat(answer.problem(400, "invalid-parameter").at("/parameter").asText())
        .isEqualTo(parameter);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void what_a_list_does_not_know_is_named(Route route) {
    for (String name : new String[] {"colour", "version", "created.like", "oid.eq", "state.gt"}) {
      var answer =
          Callers.allowed(route, new Ask("GET", Operations.path(route) + "?" + name + "=1")).send();

      assertThat(answer.problem(400, "unknown-parameter").at("/parameter").asText())
          .isEqualTo(name);
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void no_value_of_any_parameter_makes_the_office_stumble(Route route) {
    for (String name : route.parameters()) {
      for (String value :
          new String[] {"", "x", "-1", "%00", "%ff", "1e9", "%F0%9F%8F%BA", "a,b"}) {
        Callers.allowed(route, new Ask("GET", Operations.path(route) + "?" + name + "=" + value))
            .send();
      }
    }
  }

  @Test
  void products_are_found_by_what_stands_in_their_categories() {
    var owner = TestMaker.enrolled();
    var odd = Bodies.product(3, owner.image());
    var metadata = ((ObjectNode) odd.at("/content")).putObject("metadata");
    metadata.putArray("wood.kind").add("bog oak").add("Ölbaum");
    metadata.putArray("use").add("bread");
    String oid = owner.offers(odd).at("/product/oid").asText();

    assertThat(found(owner, "metadata.wood.kind=bog%20oak")).containsExactly(oid);
    assertThat(found(owner, "metadata.wood.kind=%C3%96lbaum&metadata.use=bread"))
        .containsExactly(oid);
    assertThat(found(owner, "metadata.use=bread&state=draft&sort=-created")).containsExactly(oid);
    assertThat(found(owner, "metadata.wood.kind=bog%20oak&metadata.use=soup")).isEmpty();
    assertThat(found(owner, "metadata.use=Bread")).isEmpty();
    assertThat(found(owner, "metadata.kind=bog%20oak")).isEmpty();
    assertThat(found(owner, "metadata.*=bread")).isEmpty();
    var shown = Ask.get("/catalogue/products?metadata.wood.kind=bog%20oak").send().good();
    assertThat(oids(shown)).as("not approved").doesNotContain(oid);
    Ask.get("/catalogue/products?metadata=oak").send().problem(400, "unknown-parameter");
    Ask.get("/catalogue/products?metadata.=oak").send().problem(400, "unknown-parameter");
    Ask.get("/catalogue/products?metadata.use=").send().problem(400, "invalid-parameter");
    Ask.get("/catalogue/products?metadata.a=b&metadata.a=c")
        .send()
        .problem(400, "invalid-parameter");
    Ask.get("/orders?metadata.a=b").by(Role.ADMIN).send().problem(400, "unknown-parameter");
  }

  private static List<String> ofMaker(String query) {
    return found(maker, query);
  }

  private static List<String> found(TestMaker of, String query) {
    return oids(
        Ask.get("/products?artisan=" + of.oid() + "&" + query).by(Role.REVIEWER).send().good());
  }

  private static Answer product(String oid) {
    return Ask.get("/products/" + oid).by(Role.REVIEWER).send().good();
  }

  private static String offered(TestMaker by, long price) {
    var body = Bodies.product(3, by.image());
    ((com.fasterxml.jackson.databind.node.ObjectNode) body.get("content"))
        .put("name", "Bowl " + UUID.randomUUID())
        .set("price", Bodies.money(price));
    return by.offers(body).at("/product/oid").asText();
  }

  private static List<String> oids(Answer page) {
    var oids = new ArrayList<String>();
    page.at("/items").forEach(each -> oids.add(each.get("oid").asText()));
    return oids;
  }
}
