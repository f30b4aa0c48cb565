package hms.gateway.http;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.message.ContentDigest;
import hms.domain.message.Party;
import hms.domain.message.RequestSignature;
import hms.domain.message.SignatureInput;
import hms.domain.message.SignedRequest;
import hms.gateway.trust.KeyRing;
import hms.gateway.trust.Secrets;
import hms.storage.Step;
import hms.storage.pg.PgSecurityLog;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: a bearer token of the office or a storefront, an artisan's signature over the
 * request, or nobody. Exactly one credential; all failures look alike to the caller. Source: RFC
 * 6750, RFC 9421, docs/http-api.md.
 */
final class Authentication {
  private static final Pattern TOKEN = Pattern.compile("Bearer (hms_[a-z2-7]{10}_[a-z2-7]{52})");

  private final PgStores stores;
  private final KeyRing keys;
  private final UsedNonces nonces;
  private final String publicUrl;
  private final Clock clock;

  Authentication(PgStores stores, KeyRing keys, String publicUrl, Clock clock) {
    this.stores = stores;
    this.keys = keys;
    this.nonces = new UsedNonces(clock);
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /** Refused as Untrusted unless the credential is good; without one it is {@link Actor.Anyone}. */
  Future<Outcome<Actor>> actor(HttpServerRequest request, byte[] body) {
    String bearer = request.getHeader("authorization");
    String input = request.getHeader("signature-input");
    if (bearer != null && input != null) return untrusted("two credentials");
    if (bearer != null) return bearer(bearer);
    if (input == null) return Future.succeededFuture(Outcome.done(new Actor.Anyone()));
    return signature(request, body, input).future().compose(out -> logged(request, input, out));
  }

  private Future<Outcome<Actor>> bearer(String header) {
    var token = TOKEN.matcher(header);
    if (!token.matches()) return untrusted("token form");
    return stores
        .access()
        .holder(Secrets.hash(token.group(1)), clock.instant())
        .map(holder ->
            holder
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(new Refusal.Untrusted("unknown token"))));
  }

  private Step<Actor> signature(HttpServerRequest request, byte[] body, String header) {
    String given = request.getHeader("signature");
    if (given == null) return Step.refused(new Refusal.Untrusted("no signature"));
    if (!digestFits(request.getHeader("content-digest"), body)) {
      return Step.refused(new Refusal.Untrusted("content-digest"));
    }
    return Step.of(SignatureInput.parse(header))
        .decide(input -> input.at(clock.instant()))
        .then(input ->
            keys.inForce(input.key())
                .decide(key ->
                    RequestSignature.verify(signed(request), input, given, key.secret())
                        .then(genuine -> once(request, genuine))
                        .then(genuine -> maker(key))));
  }

  private static Outcome<Actor> maker(KeyRing.Opened key) {
    return key.owner() instanceof Party.Artisan(var artisan)
        ? Outcome.done(new Actor.Maker(artisan))
        : Outcome.refused(new Refusal.Untrusted("not the key of an artisan"));
  }

  /** A signed change counts once: its nonce is remembered for as long as it could be repeated. */
  private Outcome<SignatureInput> once(HttpServerRequest request, SignatureInput input) {
    boolean safe = request.method().name().equals("GET") || request.method().name().equals("HEAD");
    return safe || nonces.first(input.key(), input.nonce())
        ? Outcome.done(input)
        : Outcome.refused(new Refusal.Untrusted("replayed"));
  }

  private SignedRequest signed(HttpServerRequest request) {
    var headers = new TreeMap<String, String>();
    request
        .headers()
        .forEach(header -> headers.merge(header.getKey(), header.getValue(), this::join));
    return new SignedRequest(request.method().name(), publicUrl + request.uri(), headers);
  }

  private String join(String one, String other) {
    return one + ", " + other;
  }

  private static boolean digestFits(@Nullable String header, byte[] body) {
    return header == null ? body.length == 0 : ContentDigest.matches(header, body);
  }

  /** A signature that fails leaves a security event, and nothing else. */
  private Future<Outcome<Actor>> logged(
      HttpServerRequest request, String input, Outcome<Actor> outcome) {
    if (!(outcome instanceof Outcome.Refused<Actor>(Refusal.Untrusted(var cause)))) {
      return Future.succeededFuture(outcome);
    }
    String key =
        SignatureInput.parse(input) instanceof Outcome.Done<SignatureInput>(var known)
            ? known.key().toString()
            : null;
    var event =
        new PgSecurityLog.Event("request-signature", null, null, key, request.path(), cause);
    return stores.security().add(event).map(added -> outcome);
  }

  private static Future<Outcome<Actor>> untrusted(String cause) {
    return Future.succeededFuture(Outcome.refused(new Refusal.Untrusted(cause)));
  }
}
