package hms;

import hms.artisan.Enrolled;
import hms.domain.message.ContentDigest;
import hms.domain.message.RequestSignature;
import hms.domain.message.SignedRequest;
import java.time.Instant;
import java.util.UUID;

/** Signs requests as an artisan's app does; what is changed afterwards is tampered with. */
public final class SignedAsk {
  private SignedAsk() {}

  /** The same request, signed now. */
  public static Ask by(Enrolled artisan, Ask ask) {
    return by(artisan, ask, Instant.now(), UUID.randomUUID().toString());
  }

  /** The same request, signed then. */
  public static Ask by(Enrolled artisan, Ask ask, Instant created, String nonce) {
    if (ask.body().length > 0) ask.with("Content-Digest", ContentDigest.of(ask.body()));
    var signed =
        RequestSignature.sign(
            new SignedRequest(ask.method(), TestOffice.get().url() + ask.path(), ask.headers()),
            artisan.key(),
            artisan.secret(),
            created,
            nonce);
    return ask.with("Signature-Input", signed.input()).with("Signature", signed.signature());
  }
}
