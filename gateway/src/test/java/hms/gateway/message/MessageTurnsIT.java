package hms.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Bodies;
import hms.TestLink;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.message.Envelope;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Genuine messages act once and in order; all others are answered and leave no trace. */
class MessageTurnsIT {
  private static final String CREATE = "product.create";

  private TestLink link;

  @BeforeEach
  void connect() {
    link = TestLink.of(TestMaker.enrolled());
  }

  @Test
  void the_same_bytes_again_have_no_effect_and_are_noticed() {
    var message = link.send(1, CREATE, draft());
    applied(message);

    link.send(message);

    Awaitility.await().until(() -> link.events("replayed", UUID.fromString(message.id())) == 1);
    assertThat(products()).isEqualTo(1);
    assertThat(link.answeredIds()).containsExactly(message.id());
  }

  @Test
  void another_attempt_to_send_it_has_no_effect_and_is_no_attack() {
    var message = link.send(1, CREATE, draft());
    applied(message);
    Instant later = Instant.now().plusMillis(5);

    link.send(message.redraft().sent(later, later.plus(Duration.ofDays(7))));

    applied(link.send(2, CREATE, draft()));
    assertThat(link.events("replayed", UUID.fromString(message.id()))).isZero();
    assertThat(products()).isEqualTo(2);
  }

  @Test
  void an_id_with_other_content_is_a_forgery() {
    var message = link.send(1, CREATE, draft());
    applied(message);

    link.send(message.redraft().data(draft().getBytes(StandardCharsets.UTF_8)));

    Awaitility.await().until(() -> link.events("id_reused", UUID.fromString(message.id())) == 1);
    assertThat(products()).isEqualTo(1);
  }

  @Test
  void what_comes_early_waits_until_the_earlier_ones_are_here() {
    var third = link.send(3, CREATE, draft());
    var second = link.send(2, CREATE, draft());
    Awaitility.await().until(() -> parked() == 2);
    assertThat(link.lastIn()).isZero();

    var first = link.send(1, CREATE, draft());

    List.of(first, second, third).forEach(this::applied);
    assertThat(link.answeredIds()).containsExactly(first.id(), second.id(), third.id());
    assertThat(parked()).isZero();
    assertThat(link.lastIn()).isEqualTo(3);
  }

  @Test
  void a_number_that_is_taken_is_told_with_the_last_one() {
    applied(link.send(1, CREATE, draft()));

    var reply = link.reply(link.send(1, CREATE, draft()));

    returned(reply, "sequence_taken", 1);
    assertThat(products()).isEqualTo(1);
  }

  @Test
  void a_clock_that_is_ahead_is_told_the_time_of_the_office() {
    Instant ahead = Instant.now().plus(Duration.ofMinutes(10));
    var draft = link.draft(1, CREATE, draft()).sent(ahead, ahead.plus(Duration.ofDays(1)));

    var reply = link.reply(link.send(draft));

    returned(reply, "clock_skew", 0);
    assertThat(Instant.parse(reply.getString("officeTime"))).isBefore(ahead);
    applied(link.send(1, CREATE, draft()));
  }

  @Test
  void what_may_be_used_for_too_long_counts_as_expired() {
    Instant now = Instant.now();
    var draft = link.draft(1, CREATE, draft()).sent(now, now.plus(Duration.ofDays(31)));

    returned(link.reply(link.send(draft)), "expired", 0);
  }

  @Test
  void an_unknown_type_leaves_the_number_free() {
    returned(link.reply(link.send(1, "product.paint", "{}")), "unknown_type", 0);

    applied(link.send(1, CREATE, draft()));
  }

  @Test
  void data_that_break_rules_are_refused_with_every_error_and_use_up_the_number() {
    var body = new JsonObject(draft());
    body.getJsonObject("content").put("name", "").put("height", -1);

    var reply = link.reply(link.send(1, CREATE, body.encode()));

    assertThat(reply.getString("status")).isEqualTo("refused");
    assertThat(reply.getJsonObject("problem").getJsonArray("errors")).hasSize(2);
    assertThat(reply.encode()).contains("/content/name", "/content/height");
    assertThat(link.lastIn()).isEqualTo(1);
    assertThat(products()).isZero();
  }

  @Test
  void a_refusal_after_a_write_undoes_it_and_is_told() {
    var body = Bodies.product(1, Bodies.image(UUID.randomUUID(), new byte[] {1})).toString();

    var reply = link.reply(link.send(1, CREATE, body));

    assertThat(reply.getString("status")).isEqualTo("refused");
    assertThat(reply.encode()).contains("/content/images/0", "first send these bytes");
    assertThat(products()).isZero();
    assertThat(audits(new JsonObject(body).getString("oid"))).isZero();
    assertThat(link.lastIn()).isEqualTo(1);
    applied(link.send(2, CREATE, draft()));
  }

  private void applied(Envelope message) {
    var reply = link.reply(message);
    assertThat(reply.getString("status")).as(reply.encode()).isEqualTo("applied");
  }

  private void returned(JsonObject reply, String code, long lastIn) {
    assertThat(reply.getString("status")).isEqualTo("refused");
    assertThat(reply.getJsonObject("problem").getString("code")).isEqualTo(code);
    assertThat(reply.getJsonObject("problem").getBoolean("retryable")).isTrue();
    assertThat(reply.getLong("lastIn")).isEqualTo(lastIn);
    assertThat(link.lastIn()).isEqualTo(lastIn);
  }

  /** A product of which only the name is known yet. */
  private static String draft() {
    var body = Bodies.product(1, Bodies.image(UUID.randomUUID(), new byte[] {1}));
    body.putObject("content").put("name", "Oak bowl " + UUID.randomUUID());
    return body.toString();
  }

  private long products() {
    return count("select count(*) from products where artisan_oid = $1", link.maker().oid());
  }

  private long parked() {
    return count("select count(*) from parked_messages where sender_oid = $1", link.maker().oid());
  }

  private static long audits(String object) {
    return count("select count(*) from audit_entries where object = $1", UUID.fromString(object));
  }

  private static long count(String sql, Object... values) {
    return TestOffice.get().count(sql, values);
  }
}
