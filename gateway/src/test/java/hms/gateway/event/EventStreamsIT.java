package hms.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.SignedAsk;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.session.Person;
import hms.storage.DomainJson;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where a stream of events begins, and when it ends. */
class EventStreamsIT {
  private static TestMaker maker;

  @BeforeAll
  static void enrol() {
    maker = TestMaker.enrolled();
  }

  @Test
  void a_reader_that_comes_again_is_told_what_it_has_missed_and_nothing_twice() {
    String token = Person.with(Role.REVIEWER).token();
    String last;
    try (var reader = Listener.to(token, "products")) {
      reader.next("snapshot");
      last = reader.nextOf(maker.offers().at("/product/oid").asText()).id();
    }
    var missed = List.of(maker.offers(), maker.offers(), maker.offers());

    try (var reader =
        Listener.to(Ask.get("/events?topics=products").by(token).with("Last-Event-ID", last))) {
      var later = maker.offers();

      var own = new ArrayList<String>();
      while (!own.contains(later.at("/product/oid").asText())) own.add(reader.next("change").oid());
      for (var each : missed) {
        assertThat(own.stream().filter(each.at("/product/oid").asText()::equals)).hasSize(1);
      }
    }
  }

  @Test
  void who_asks_for_what_is_not_there_any_more_reads_anew() {
    String token = Person.with(Role.REVIEWER).token();
    for (String id : new String[] {"1-1", "99999999-99999999", "x", "0-0", "'"}) {
      try (var reader =
          Listener.to(Ask.get("/events?topics=products").by(token).with("Last-Event-ID", id))) {
        reader.next("reset");
        reader.next("snapshot");
      }
    }
  }

  @Test
  void a_commit_that_comes_late_is_told_though_a_later_one_came_first() {
    String token = Person.with(Role.REVIEWER).token();
    UUID late = UUID.randomUUID();
    try (var reader = Listener.to(token, "products")) {
      reader.next("snapshot");
      SqlConnection open = TestOffice.get().connection();
      open.query("begin").execute().await();
      open.preparedQuery(
              """
              insert into audit_entries (actor, kind, object, object_version, command, change)
              values ('system:test', 'product', $1, 1, 'create', '{}')
              """)
          .execute(Tuple.of(late))
          .await();
      var early = maker.offers().at("/product/oid").asText();

      open.query("commit").execute().await();
      open.close().await();

      // In the order in which they began, and none is left out.
      var own = new ArrayList<String>();
      while (!own.contains(early)) own.add(reader.next("change").oid());
      assertThat(own).containsOnlyOnce(late.toString());
      assertThat(own.indexOf(late.toString())).isLessThan(own.indexOf(early));
    }
  }

  @Test
  void the_stream_of_who_may_not_any_more_ends_within_a_second() {
    var person = Person.with(Role.REVIEWER);
    String session = person.token();
    var terms = DomainJson.object().put("name", "dashboard");
    var made = Ask.post("/tokens").by(session).body(terms).send().good();
    try (var byToken = Listener.to(made.at("/token").asText(), "products");
        var bySession = Listener.to(session, "products")) {
      byToken.next("snapshot");
      bySession.next("snapshot");

      new Ask("DELETE", "/tokens/" + made.at("/oid").asText()).by(session).send().good();
      byToken.awaitEnd(1);

      new Ask("DELETE", "/session").by(session).send().good();
      bySession.awaitEnd(1);
    }
  }

  @Test
  void the_stream_of_an_artisan_ends_with_its_key() {
    var leaving = TestMaker.enrolled();
    var ask = Ask.get("/events?topics=products");
    try (var reader = Listener.to(SignedAsk.by(leaving.enrolment(), ask))) {
      reader.next("snapshot");

      Ask.post("/keys/" + leaving.enrolment().key() + "/revoke")
          .by(Role.ARTISAN_MANAGER)
          .body(DomainJson.object().put("reason", "lost"))
          .send()
          .good();

      reader.awaitEnd(1);
    }
  }

  @Test
  void nobody_has_more_than_five_streams() {
    String token = Person.with(Role.REVIEWER).token();
    var all = new ArrayList<Listener>();
    for (int n = 0; n < 5; n++) all.add(Listener.to(token, "products"));

    Ask.get("/events?topics=products")
        .by(token)
        .send()
        .problem(429, "quota-exceeded")
        .saying("streams");

    all.forEach(Listener::close);
  }
}
