package hms.gateway.artisan;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.TestLink;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Which way an artisan's messages travel, and how they stand. */
class LinkIT {
  private final TestMaker maker = TestMaker.enrolled();
  private final String path = "/artisans/" + maker.oid();

  @Test
  void the_relay_sends_to_those_whose_link_is_amqp_and_to_nobody_else() {
    maker.account();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> waiting() == 0);

    link("http").good();
    rename("Walnut");
    rename("Cherry");
    var quiet = stream();
    assertThat(quiet.at("/link").asText()).isEqualTo("http");
    assertThat(quiet.at("/waiting").asLong()).isEqualTo(2);
    assertThat(quiet.at("/oldestWaiting").isTextual()).isTrue();

    link("amqp").good();

    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> waiting() == 0);
    assertThat(stream().at("/lastOut")).isEqualTo(quiet.at("/lastOut"));
  }

  @Test
  void what_an_artisan_says_by_message_or_patch_counts_as_much() {
    var changed =
        Ask.patch(path)
            .by(Role.ARTISAN_MANAGER)
            .seen(version())
            .body("{\"link\":\"file\"}")
            .send()
            .good();
    assertThat(changed.at("/terms/link").asText()).isEqualTo("file");

    String kept = "select link from stream_leases where recipient_oid = $1";
    assertThat(TestOffice.get().texts(kept, maker.oid())).containsExactly("file");
    assertThat(link("file").good().at("/version")).isEqualTo(changed.at("/version"));
  }

  @Test
  void messages_that_came_too_early_are_seen_to_wait() {
    var sender = TestLink.of(maker);
    sender.send(
        3, "product.delete", DomainJson.object().put("oid", maker.oid().toString()).toString());

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> stream().at("/held").asLong() == 1);
    assertThat(stream().at("/heldFrom").asLong()).isEqualTo(3);
    assertThat(stream().at("/lastIn").asLong()).isZero();
    assertThat(maker.ask(Ask.get(path + "/stream")).good().json()).isEqualTo(stream().json());
  }

  @Test
  void what_is_no_link_and_what_is_somebody_elses_is_refused() {
    link("pigeon").problem(422, "invalid");
    link(null).problem(422, "invalid");
    new Ask("PUT", path + "/link")
        .by(Role.REVIEWER)
        .body("{\"link\":\"amqp\"}")
        .send()
        .problem(403, "forbidden");
    TestMaker.enrolled().ask(Ask.get(path + "/stream")).problem(404, "not-found");
    TestMaker.enrolled()
        .ask(new Ask("PUT", path + "/link").body("{\"link\":\"amqp\"}"))
        .problem(404, "not-found");
    Ask.get("/artisans/" + TestMaker.signedUp() + "/stream")
        .by(Role.ARTISAN_MANAGER)
        .send()
        .problem(404, "not-found");
  }

  private Answer link(String to) {
    var body = DomainJson.object();
    if (to != null) body.put("link", to);
    return maker.ask(new Ask("PUT", path + "/link").body(body));
  }

  private void rename(String name) {
    Ask.patch(path)
        .by(Role.ARTISAN_MANAGER)
        .seen(version())
        .body("{\"companyName\":\"" + name + "\"}")
        .send()
        .good();
  }

  private long version() {
    return Ask.get(path).by(Role.ARTISAN_MANAGER).send().good().at("/version").asLong();
  }

  private long waiting() {
    return stream().at("/waiting").asLong();
  }

  private Answer stream() {
    return Ask.get(path + "/stream").by(Role.ARTISAN_MANAGER).send().good();
  }
}
