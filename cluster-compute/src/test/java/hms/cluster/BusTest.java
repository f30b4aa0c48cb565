package hms.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Outcome;
import hms.domain.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusTest {
  record Ask(String what) {}

  record Told(List<String> words, long count) {}

  private static final Address<Ask, Told> TELL = new Address<>("hms.tell", Ask.class, Told.class);

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static final Address<Ask, Outcome<String>> DECIDE =
      new Address<>("hms.decide", Ask.class, (Class) Outcome.class);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = new Bus(vertx);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void request_carries_records_there_and_back() {
    bus.serve(TELL, ask -> Future.succeededFuture(new Told(List.of(ask.what()), 7)))
        .ready()
        .await();

    Told told = bus.request(TELL, new Ask("bowls")).await();

    assertThat(told).isEqualTo(new Told(List.of("bowls"), 7));
  }

  @Test
  void request_fails_with_the_text_of_the_handlers_fault() {
    bus.serve(TELL, ask -> Future.failedFuture(new IllegalStateException("kiln is cold")))
        .ready()
        .await();

    assertThatThrownBy(() -> bus.request(TELL, new Ask("bowls")).await())
        .isInstanceOf(ReplyException.class)
        .hasMessageContaining("kiln is cold");
  }

  @Test
  void request_where_nobody_listens_says_so() {
    assertThatThrownBy(() -> bus.request(TELL, new Ask("bowls")).await())
        .matches(BusTest::nobodyThere);
  }

  @Test
  void local_answer_is_the_very_same_object() {
    Outcome<String> refused = Outcome.refused(new Refusal.NotFound("product"));
    bus.serveLocal(DECIDE, ask -> Future.succeededFuture(refused)).ready().await();

    Outcome<String> answer = bus.requestLocal(DECIDE, new Ask("bowls")).await();

    assertThat(answer).isSameAs(refused);
  }

  @Test
  void local_failure_keeps_its_cause() {
    var cause = new IllegalStateException("kiln is cold");
    bus.serveLocal(DECIDE, ask -> Future.failedFuture(cause)).ready().await();

    assertThatThrownBy(() -> bus.requestLocal(DECIDE, new Ask("bowls")).await()).isSameAs(cause);
  }

  @Test
  void local_handler_that_throws_fails_the_request() {
    var cause = new IllegalStateException("kiln is cold");
    bus.serveLocal(
            DECIDE,
            ask -> {
              throw cause;
            })
        .ready()
        .await();

    assertThatThrownBy(() -> bus.requestLocal(DECIDE, new Ask("bowls")).await()).isSameAs(cause);
  }

  @Test
  void unregistered_handler_is_gone() {
    var registration = bus.serveLocal(DECIDE, ask -> Future.succeededFuture(Outcome.done("yes")));

    registration.unregister().await();

    assertThatThrownBy(() -> bus.requestLocal(DECIDE, new Ask("bowls")).await())
        .matches(BusTest::nobodyThere);
  }

  private static boolean nobodyThere(Throwable failure) {
    return failure instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.NO_HANDLERS;
  }
}
