package hms.domain.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** The test vector of docs/messages.md. */
final class TheVector {
  static final UUID ARTISAN = UUID.fromString("0195f3a0-7c1e-7b52-9d64-3f1c2a5b8e01");
  static final UUID KEY = UUID.fromString("0195f3a0-8a10-7d33-b0c1-d2e3f4051627");
  static final UUID WORK_ORDER = UUID.fromString("01a203f1-8c10-7c44-8e1f-5a6b7c8d9e0f");
  static final String MAC = "90da51c4a5d43a0c3012c2a84607b436e21c5d12997b22e3cc9ae3787ed38034";
  static final String SIGNATURE = "kNpRxKXUOgwwEsKoRge0NuIcXRKZeyLjzJrjeH7TgDQ";
  static final String SIGNING_BYTES_SHA256 =
      "c1a7a824a655976277077cc0ff1a9bc4edf20e71fd28f37dfc9c84e733e7e4e2";
  static final HmacSecret SECRET =
      new HmacSecret(
          HexFormat.of()
              .parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
  static final String DATA =
      """
      {"oid":"01a203f1-8c10-7c44-8e1f-5a6b7c8d9e0f","baseVersion":2,\
      "reason":"no_stock","text":"Grün ist ausverkauft"}\
      """;

  private TheVector() {}

  static EnvelopeDraft draft() {
    return Envelope.draft()
        .id(UUID.fromString("01a20407-50b7-7e21-8f90-a1b2c3d4e5f6"))
        .from(new Party.Artisan(ARTISAN))
        .to(Queues.OFFICE)
        .type("work_order.reject", 1, 0)
        .about(WORK_ORDER)
        .sequence(42)
        .sent(
            Instant.parse("2026-11-22T16:12:03.123456Z"),
            Instant.parse("2026-12-22T16:11:58.007000Z"))
        .time(Instant.parse("2026-11-22T16:11:58.007000Z"))
        .data(DATA.getBytes(StandardCharsets.UTF_8));
  }

  static Envelope signed() {
    return new Signer(KEY, SECRET).sign(draft(), Direction.IN);
  }

  static Verifier verifier() {
    return new Verifier(KEY, SECRET);
  }
}
