package hms.artisan;

import hms.domain.message.HmacSecret;
import hms.storage.stall.Credential;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;

/** The form in which a key and an account are kept. */
final class Credentials {
  private Credentials() {}

  static Credential of(Enrolled enrolled, BrokerAccount account, Instant now) {
    return new Credential(
        enrolled.key(),
        1,
        now,
        now,
        enrolled.artisan(),
        enrolled.queueId(),
        enrolled.office().toString(),
        enrolled.broker().host(),
        enrolled.broker().port(),
        account.user(),
        account.password(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(enrolled.secret().bytes()));
  }

  static Enrolled enrolled(Credential kept) {
    return new Enrolled(
        kept.artisan(),
        kept.queueId(),
        URI.create(kept.office()),
        new Enrolled.Broker(kept.host(), kept.port(), kept.user()),
        kept.oid(),
        new HmacSecret(kept.secretBytes()));
  }

  static BrokerAccount account(Credential kept) {
    return new BrokerAccount(kept.user(), kept.password());
  }
}
