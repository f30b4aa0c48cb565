package hms.artisan;

import hms.domain.message.HmacSecret;
import hms.domain.message.Queues;
import java.net.URI;
import java.util.UUID;

/**
 * What an artisan has after enrolment: who it is, where the office is, and its key.
 *
 * @param queueId {@code art-} and 26 of {@code a-z2-7}
 * @param office the office's public URL, without a slash at the end
 * @param key oid of the active key
 */
public record Enrolled(
    UUID artisan, String queueId, URI office, Broker broker, UUID key, HmacSecret secret) {

  /** Where the broker listens, and the name of the account there. */
  public record Broker(String host, int port, String user) {}

  /** The address that this artisan reads. */
  String address() {
    return Queues.artisan(queueId);
  }
}
