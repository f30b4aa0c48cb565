package hms.artisan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import hms.domain.message.HmacSecret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an artisan gets its key, and what it signs with it. */
class EnrolmentTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpOfficeDouble office = new HttpOfficeDouble();
  private URI url;

  @BeforeEach
  void open() {
    url = limited(office.open(vertx));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void an_artisan_with_a_code_gets_a_proved_key() {
    Enrolled enrolled = enrol();

    assertThat(office.proved()).isTrue();
    assertThat(enrolled.key()).isEqualTo(Letters.KEY);
    assertThat(enrolled.queueId()).isEqualTo(Letters.enrolled(0).queueId());
    assertThat(enrolled.office()).isEqualTo(url);
    assertThat(enrolled).asString().contains("HmacSecret[hidden]");
  }

  @Test
  void a_code_that_the_office_does_not_know_fails_with_its_problem() {
    var other = HttpOfficeDouble.CODE.shown().replace('a', 'b');

    assertThatThrownBy(() -> limited(new Enrolment(new SecureRandom()).enrol(url, other)))
        .asInstanceOf(type(OfficeProblem.class))
        .satisfies(problem -> {
          assertThat(problem.status()).isEqualTo(401);
          assertThat(problem.problem().getString("code")).isEqualTo("untrusted");
        });
  }

  @Test
  void what_is_no_code_is_not_sent() {
    assertThatThrownBy(() -> limited(new Enrolment(new SecureRandom()).enrol(url, "letmein")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_signed_request_gets_the_broker_account() {
    var account = limited(http(enrol()).brokerAccount());

    assertThat(account.password()).isEqualTo("once");
    assertThat(account).asString().doesNotContain("once");
  }

  @Test
  void a_signed_read_covers_the_query() {
    JsonObject answer = limited(http(enrol()).get("/api/v1/work-orders?state=sent&limit=2"));

    assertThat(answer.getString("query")).isEqualTo("state=sent&limit=2");
  }

  @Test
  void a_request_that_another_secret_signed_fails() {
    Enrolled real = enrol();
    var forger =
        new Enrolled(
            real.artisan(),
            real.queueId(),
            real.office(),
            real.broker(),
            real.key(),
            new HmacSecret(new byte[32]));

    assertThatThrownBy(() -> limited(http(forger).get("/api/v1/work-orders")))
        .isInstanceOf(OfficeProblem.class);
  }

  private Enrolled enrol() {
    String code = HttpOfficeDouble.CODE.shown();
    return limited(new Enrolment(new SecureRandom()).enrol(url, code));
  }

  private static SignedHttp http(Enrolled enrolled) {
    return new SignedHttp(enrolled, Clock.systemUTC(), new SecureRandom());
  }

  private static <T> T limited(Future<T> future) {
    return future.timeout(20, TimeUnit.SECONDS).await();
  }
}
