package hms.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.message.HmacSecret;
import hms.domain.webhook.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The receiver's check is that of the standard, and ours signs what it takes. */
class StandardWebhooksTest {

  /** The example of the standard's own libraries. */
  @Test
  void the_check_takes_the_example_of_the_standard() throws GeneralSecurityException {
    var check = new StandardWebhooks("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    assertThat(check.expected("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void it_takes_what_we_sign() throws GeneralSecurityException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int n = 0; n < 100; n++) {
      byte[] key = new byte[HmacSecret.BYTES];
      byte[] body = new byte[random.nextInt(2000)];
      random.nextBytes(key);
      random.nextBytes(body);
      var ours = new WebhookSecret(new HmacSecret(key));
      UUID id = new UUID(random.nextLong(), random.nextLong());
      long time = random.nextInt(Integer.MAX_VALUE);

      assertThat(ours.signature(id, time, body))
          .as("seed %d", seed)
          .isEqualTo(new StandardWebhooks(ours.text()).expected("" + id, "" + time, body));
    }
  }
}
