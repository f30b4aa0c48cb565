package hms.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.LeftJobs;
import hms.SignedAsk;
import hms.TestMaker;
import hms.TestOffice;
import hms.TestShop;
import hms.domain.Role;
import hms.gateway.session.Person;
import hms.storage.DomainJson;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens is told to those who may know of it, once and in order. */
class EventsIT {
  private static TestMaker maker;

  @BeforeAll
  static void enrol() {
    maker = TestMaker.enrolled();
  }

  @Test
  void a_reader_gets_a_place_to_begin_at_and_then_each_change() {
    String token = Person.with(Role.REVIEWER).token();
    try (var reader = Listener.to(token, "reviews,products")) {
      assertThat(List.of(topic(reader.next("snapshot")), topic(reader.next("snapshot"))))
          .containsExactlyInAnyOrder("reviews", "products");

      var offered = maker.offers();

      var product = reader.nextOf(offered.at("/product/oid").asText());
      assertThat(product.data().path("topic").asText()).isEqualTo("products");
      assertThat(product.data().path("kind").asText()).isEqualTo("product");
      assertThat(product.data().path("version").asLong()).isEqualTo(1);
      assertThat(product.data().path("command").asText()).isNotBlank();
      assertThat(product.id()).matches("\\d+-\\d+");
      assertThat(reader.nextOf(offered.at("/revision/oid").asText()).id())
          .isNotEqualTo(product.id());
    }
  }

  @Test
  void an_artisan_is_told_of_its_own_rows_only() {
    // Nothing of theirs was made before, of which they could be told still.
    var mine = TestMaker.enrolled();
    var other = TestMaker.enrolled();
    var ask = Ask.get("/events?topics=products");
    try (var reader = Listener.to(SignedAsk.by(mine.enrolment(), ask))) {
      reader.next("snapshot");

      other.offers();
      var own = mine.offers();

      // Nothing of the other one comes before.
      assertThat(reader.next("change").oid()).isEqualTo(own.at("/product/oid").asText());
    }
  }

  @Test
  void a_storefront_is_told_of_its_own_orders_only() {
    String shop = TestOffice.get().newStorefront();
    UUID forSale = maker.sells(20);
    try (var reader = Listener.to(shop, "orders")) {
      reader.next("snapshot");

      order(TestOffice.get().newStorefront(), forSale);
      var own = order(shop, forSale);

      assertThat(reader.next("change").oid()).isEqualTo(own.at("/oid").asText());
    }
  }

  @Test
  void what_may_not_be_read_is_not_told_and_what_nobody_knows_is_refused() {
    Ask.get("/events?topics=orders").by(Role.OPERATOR).send().problem(403, "forbidden");
    Ask.get("/events?topics=weather").by(Role.REVIEWER).send().problem(400, "invalid-parameter");
    Ask.get("/events?topics=").by(Role.REVIEWER).send().problem(400, "invalid-parameter");
    Ask.get("/events").by(Role.REVIEWER).send().problem(400, "invalid-parameter");
    Ask.get("/events?topics=products").send().problem(401, "unauthenticated");
  }

  @Test
  void an_auditor_hears_of_everything_and_nobody_else_does() {
    String token = TestOffice.get().token(Role.AUDITOR);
    try (var reader = Listener.to(token, "audit")) {
      reader.next("snapshot");

      var offered = maker.offers();

      assertThat(reader.nextOf(offered.at("/revision/oid").asText()).data().path("topic").asText())
          .isEqualTo("audit");
      var user = Person.with(Role.REVIEWER);
      assertThat(reader.nextOf(user.oid().toString()).data().path("kind").asText())
          .isEqualTo("user");
    }
    Ask.get("/events?topics=audit").by(Role.REVIEWER).send().problem(403, "forbidden");
  }

  @Test
  void that_numbers_of_an_overview_are_others_is_said_without_naming_anything() {
    var quiet = TestMaker.enrolled();
    var ask = Ask.get("/events?topics=overview");
    try (var reader = Listener.to(SignedAsk.by(quiet.enrolment(), ask));
        var reviewer = Listener.to(Person.with(Role.REVIEWER).token(), "overview")) {
      long from = number(reader.next("snapshot").id());
      reviewer.next("snapshot");
      maker.offers();
      assertThat(reviewer.next("change").data()).hasToString("{\"topic\":\"overview\"}");

      quiet.offers();

      // What others did before is none of its numbers.
      long until = number(reader.next("change").id());
      String mine =
          "select count(*) from audit_entries where artisan_oid = $1 and n > $2 and n <= $3";
      assertThat(TestOffice.get().count(mine, quiet.oid(), from, until)).isPositive();
    }
  }

  /** Of the audit entry at which an event stands. */
  private static long number(String id) {
    return Long.parseLong(id.substring(id.indexOf('-') + 1));
  }

  @Test
  void how_a_job_goes_on_is_told_to_its_end() {
    String token = TestOffice.get().token(Role.OPERATOR);
    try (var all = Listener.to(token, "jobs")) {
      all.next("snapshot");
      String job = submitted(token);
      String other = submitted(token);

      try (var one = Listener.to(token, "jobs/" + job)) {
        one.next("snapshot");
        var told = all.nextOf(other);
        while (!told.data().path("state").asText().equals("SUCCEEDED")) told = all.nextOf(other);
        assertThat(told.data().path("unitsDone")).isEqualTo(told.data().path("unitsTotal"));
        assertThat(told.id()).isEmpty();
      }
    }
    Ask.get("/events?topics=jobs").by(Role.ARTISAN_MANAGER).send().problem(403, "forbidden");
    Ask.get("/events?topics=jobs/1").by(Role.OPERATOR).send().problem(400, "invalid-parameter");
  }

  @Test
  void nodes_that_come_and_go_are_told_to_operators() {
    String name = "node-" + UUID.randomUUID();
    try (var reader = Listener.to(TestOffice.get().token(Role.OPERATOR), "cluster")) {
      reader.next("snapshot");
      TestOffice.get()
          .change(
              """
              insert into compute_node (node, name, slots, lease_until)
              values ($1, $1, 3, now() + interval '1 hour')
              """,
              name);
      var come = nodeOf(reader, name);
      TestOffice.get().change("delete from compute_node where node = $1", name);
      var gone = nodeOf(reader, name);

      assertThat(come.path("slots").asInt()).isEqualTo(3);
      assertThat(come.path("live").asBoolean()).isTrue();
      assertThat(gone.path("live").asBoolean()).isFalse();
    }
    Ask.get("/events?topics=cluster").by(Role.REVIEWER).send().problem(403, "forbidden");
  }

  private static JsonNode nodeOf(Listener reader, String name) {
    var told = reader.next("change").data();
    while (!told.path("name").asText().equals(name)) told = reader.next("change").data();
    return told;
  }

  @Test
  void a_storefront_hears_how_long_its_own_stream_is() {
    var shop = new TestShop();
    var other = new TestShop();
    UUID forSale = maker.sells(5);
    var bought = order(shop.token(), forSale);
    try (var reader = Listener.to(shop.token(), "messages");
        var stranger = Listener.to(other.token(), "messages")) {
      reader.next("snapshot");
      stranger.next("snapshot");
      String path = "/orders/" + bought.at("/oid").asText() + "/hold";
      var hold = Ask.post(path).by(Role.ORDER_MANAGER).seen(bought.at("/version").asLong());
      hold.body("{\"reason\":\"late\"}").send().good();

      String last = "select next_out - 1 from streams where recipient_oid = $1";
      var told = reader.next("change");
      while (told.data().path("last").asLong() < 1
          || told.data().path("last").asLong() < TestOffice.get().count(last, shop.oid())) {
        told = reader.next("change");
      }
      assertThat(told.oid()).isEqualTo(shop.oid().toString());
      assertThat(told.id()).isEmpty();
      assertThat(stranger.next("change").oid()).isEqualTo(other.oid().toString());
    }
    for (var role : List.of(Role.ADMIN, Role.OPERATOR)) {
      Ask.get("/events?topics=messages").by(role).send().problem(403, "forbidden");
    }
  }

  @Test
  void what_people_do_with_schedules_is_told() {
    String token = Person.with(Role.OPERATOR).token();
    try (var reader = Listener.to(token, "schedules,overview")) {
      reader.next("snapshot");
      reader.next("snapshot");

      var body = DomainJson.object().put("name", "told " + UUID.randomUUID());
      body.put("cron", "0 0 29 2 *");
      body.putObject("job").put("type", "noop").putObject("parameters").put("units", 1);
      String oid = Ask.post("/schedules").by(token).body(body).send().good().at("/oid").asText();

      var told = reader.nextOf(oid);
      assertThat(told.data().path("topic").asText()).isEqualTo("schedules");
      assertThat(told.data().path("command").asText()).isEqualTo("create");
    }
  }

  @Test
  void what_nothing_is_told_of_yet_says_so() {
    Ask.get("/events?topics=dead-letters")
        .by(Role.OPERATOR)
        .send()
        .problem(400, "invalid-parameter")
        .saying("nothing is told yet");
  }

  private static String submitted(String token) {
    LeftJobs.kill();
    var job = DomainJson.object().put("type", "factors");
    job.putObject("parameters").put("from", 1).put("to", 20_000);
    return Ask.post("/jobs").by(token).body(job).send().good().at("/oid").asText();
  }

  private static String topic(Listener.Told told) {
    return told.data().path("topic").asText();
  }

  private static Answer order(String shop, UUID product) {
    return Ask.post("/orders").by(shop).body(Bodies.order(product)).send().good();
  }
}
