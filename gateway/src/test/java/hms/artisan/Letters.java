package hms.artisan;

import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.EnvelopeDraft;
import hms.domain.message.HmacSecret;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.domain.message.Signer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One artisan, and what the office and it might write. */
final class Letters {
  static final Instant NOW = Instant.parse("2026-11-22T16:12:03.123456Z");
  static final UUID KEY = UUID.fromString("0195f3a0-8a10-7d33-b0c1-d2e3f4051627");
  static final HmacSecret SECRET = new HmacSecret(new byte[32]);
  static final Signer SIGNER = new Signer(KEY, SECRET);

  private Letters() {}

  static Enrolled enrolled(int brokerPort) {
    String queueId = Queues.newId(new byte[16]);
    return new Enrolled(
        UUID.fromString("0195f3a0-7c1e-7b52-9d64-3f1c2a5b8e01"),
        queueId,
        URI.create("http://127.0.0.1:1"),
        new Enrolled.Broker("127.0.0.1", brokerPort, queueId),
        KEY,
        SECRET);
  }

  static EnvelopeDraft toOffice() {
    return Envelope.draft()
        .id(UUID.randomUUID())
        .from(new Party.Artisan(enrolled(0).artisan()))
        .to(Queues.OFFICE)
        .type("work_order.receipt", 1, 0)
        .time(NOW)
        .data("{}".getBytes(StandardCharsets.UTF_8));
  }

  static EnvelopeDraft toArtisan(long sequence) {
    return Envelope.draft()
        .id(UUID.randomUUID())
        .from(new Party.Office())
        .to(enrolled(0).address())
        .type("product.updated", 1, 0)
        .sequence(sequence)
        .time(NOW)
        .sent(NOW, NOW.plus(Duration.ofDays(30)))
        .data(new JsonObject().put("n", sequence).toBuffer().getBytes());
  }

  static Envelope signed(long sequence) {
    return SIGNER.sign(toArtisan(sequence), Direction.OUT);
  }
}
