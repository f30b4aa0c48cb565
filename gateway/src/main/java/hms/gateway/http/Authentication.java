package hms.gateway.http;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Role;
import hms.domain.access.Session.Client;
import hms.domain.access.SignedIn;
import hms.domain.message.ContentDigest;
import hms.domain.message.Party;
import hms.domain.message.RequestSignature;
import hms.domain.message.SignatureInput;
import hms.domain.message.SignedRequest;
import hms.gateway.trust.KeyRing;
import hms.gateway.trust.Secrets;
import hms.storage.Step;
import hms.storage.pg.PgSecurityLog;
import hms.storage.pg.PgSessionStore;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: a bearer token of the office or a storefront, a browser's session, an artisan's
 * signature over the request, or nobody. Exactly one credential; all failures look alike to the
 * caller. Source: RFC 6750, RFC 9421, docs/http-api.md.
 */
final class Authentication {
  private static final Pattern TOKEN = Pattern.compile("Bearer (hms_[a-z2-7]{10}_[a-z2-7]{52})");

  private static final String SIGNED = "signature-input";
  static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private final PgStores stores;
  private final KeyRing keys;
  private final MakerSessions makers;
  private final Settings settings;
  private final CallerAddress addresses;
  private final Clock clock;

  /**
   * @param publicUrl what callers sign as the target of a request
   * @param twoFactors roles whose people need a second factor
   */
  record Settings(String publicUrl, SessionCookie cookie, Set<Role> twoFactors) {
    Settings {
      twoFactors = Set.copyOf(twoFactors);
    }
  }

  Authentication(
      PgStores stores, KeyRing keys, Settings settings, CallerAddress addresses, Clock clock) {
    this.stores = stores;
    this.keys = keys;
    this.makers = new MakerSessions(stores, clock);
    this.settings = settings;
    this.addresses = addresses;
    this.clock = clock;
  }

  /**
   * At most one credential: of two it would be open whose rights count.
   *
   * @throws EdgeRefusal 400 if there are more
   */
  void checkOne(HttpServerRequest request) {
    boolean token = request.headers().contains("authorization");
    boolean signature = request.headers().contains(SIGNED);
    boolean session = settings.cookie().of(request).isPresent();
    if (Stream.of(token, signature, session).filter(sent -> sent).count() > 1) {
      String detail = "send a token, a signature or a session's cookie, not both";
      throw new EdgeRefusal(Problems.problem(400, "invalid-header", detail));
    }
  }

  /**
   * Refused as Untrusted unless the credential is good; without one it is {@link Actor.Anyone}. It
   * is judged by the headers: that the body is the one that was signed, {@link #whole} must tell.
   *
   * @param cookies a session's cookie counts; where nobody needs to be signed in, an old one that a
   *     browser still sends must not be in the way
   */
  Future<Outcome<Caller>> caller(HttpServerRequest request, boolean cookies) {
    String bearer = request.getHeader("authorization");
    String input = request.getHeader(SIGNED);
    String address = addresses.of(request);
    if (bearer != null) return bearer(bearer, address);
    if (input != null) {
      return signature(request, input)
          .future()
          .compose(out -> logged(request, input, out))
          .map(out -> out.map(actor -> Caller.of(actor, address, () -> inForce(input, actor))));
    }
    return (cookies ? settings.cookie().of(request) : Optional.<String>empty())
        .map(secret -> browser(secret, address))
        .orElseGet(() -> Future.succeededFuture(done(Caller.anyone(address))));
  }

  /**
   * The body, if it fits the digest that was sent. Refused as Untrusted if it was signed.
   *
   * @throws EdgeRefusal 400 if it does not fit and was not signed
   */
  Future<Outcome<byte[]>> whole(HttpServerRequest request, byte[] body) {
    String input = request.getHeader(SIGNED);
    if (input == null) HeaderRules.checkDigest(request, body);
    boolean fits = input == null || digestFits(request.getHeader("content-digest"), body);
    return fits ? Future.succeededFuture(Outcome.done(body)) : notWhole(request, input);
  }

  /** The same of a body that is not at hand, by its SHA-256. */
  Future<Outcome<byte[]>> wholeBy(HttpServerRequest request, byte[] sha256) {
    String input = request.getHeader(SIGNED);
    String digest = request.getHeader("content-digest");
    boolean fits = digest == null ? input == null : ContentDigest.names(digest, sha256);
    if (!fits && input == null) throw HeaderRules.notOfThisBody();
    return fits ? Future.succeededFuture(Outcome.done(sha256)) : notWhole(request, input);
  }

  private Future<Outcome<byte[]>> notWhole(HttpServerRequest request, String input) {
    return logged(request, input, Outcome.refused(new Refusal.Untrusted("content-digest")));
  }

  private Future<Outcome<Caller>> bearer(String header, String address) {
    var token = TOKEN.matcher(header);
    if (!token.matches()) return untrusted("token form");
    String secret = token.group(1);
    return stores
        .access()
        .holder(Secrets.hash(secret), clock.instant())
        .compose(holder ->
            holder
                .map(actor -> Future.succeededFuture(done(byToken(actor, secret, address))))
                .orElseGet(() -> session(secret, Client.CLI, address)));
  }

  /** A person of the office, or an artisan: their secrets have nothing in common. */
  private Future<Outcome<Caller>> browser(String secret, String address) {
    Instant now = clock.instant();
    return session(secret, Client.CONSOLE, address)
        .compose(found ->
            found instanceof Outcome.Done<Caller>
                ? Future.succeededFuture(found)
                : makers.holder(secret, address, now));
  }

  /** Looked up for each call: who was put out, or has other roles, is treated so at once. */
  private Future<Outcome<Caller>> session(String secret, Client client, String address) {
    Instant now = clock.instant();
    var sessions = stores.access().sessions();
    return sessions
        .holder(Secrets.hash(secret), client, now)
        .compose(found ->
            found
                .map(live ->
                    used(sessions, live, now).map(ok -> done(caller(live, secret, address))))
                .orElseGet(() -> untrusted("unknown token or session")));
  }

  private Caller caller(SignedIn live, String secret, String address) {
    boolean browser = live.session().client() == Client.CONSOLE;
    return new Caller(
        live.actor(settings.twoFactors()),
        Optional.of(live),
        Optional.empty(),
        browser ? Optional.of(secret) : Optional.empty(),
        address,
        () -> still(live));
  }

  private Caller byToken(Actor actor, String secret, String address) {
    byte[] hash = Secrets.hash(secret);
    return Caller.of(actor, address, () -> stores.access().holder(hash, clock.instant()));
  }

  /** The same session, under whatever secret. */
  private Future<Optional<Actor>> still(SignedIn live) {
    return stores
        .access()
        .sessions()
        .find(live.session().oid(), clock.instant())
        .map(now -> (Actor) now.actor(settings.twoFactors()))
        .orAbsent()
        .future()
        .map(Outcome::orThrow);
  }

  /** A signature ends soon, the key that made it may not. */
  private Future<Optional<Actor>> inForce(String input, Actor actor) {
    return Step.of(SignatureInput.parse(input))
        .then(known -> keys.inForce(known.key()))
        .future()
        .map(key -> key instanceof Outcome.Done<?> ? Optional.of(actor) : Optional.empty());
  }

  private static Future<Void> used(PgSessionStore sessions, SignedIn live, Instant now) {
    boolean lately = live.seen().isAfter(now.minus(SEEN_EVERY));
    return lately ? Future.succeededFuture() : sessions.touch(live.session().oid(), now);
  }

  private static Outcome<Caller> done(Caller caller) {
    return Outcome.done(caller);
  }

  private Step<Actor> signature(HttpServerRequest request, String header) {
    String given = request.getHeader("signature");
    if (given == null) return Step.refused(new Refusal.Untrusted("no signature"));
    if (ArrivingBody.isAnnounced(request) && !request.headers().contains("content-digest")) {
      return Step.refused(new Refusal.Untrusted("no content-digest"));
    }
    return Step.of(SignatureInput.parse(header))
        .decide(input -> input.at(clock.instant()))
        .then(input ->
            keys.inForce(input.key())
                .decide(key ->
                    RequestSignature.verify(signed(request), input, given, key.secret())
                        .then(genuine -> maker(key)))
                .then(maker -> once(request, input, maker)));
  }

  private static Outcome<Actor> maker(KeyRing.Opened key) {
    return key.owner() instanceof Party.Artisan(var artisan)
        ? Outcome.done(new Actor.Maker(artisan))
        : Outcome.refused(new Refusal.Untrusted("not the key of an artisan"));
  }

  /**
   * A signed change counts once, on whatever node: its nonce is remembered for as long as it could
   * be repeated.
   */
  private Step<Actor> once(HttpServerRequest request, SignatureInput input, Actor maker) {
    boolean safe = request.method().name().equals("GET") || request.method().name().equals("HEAD");
    if (safe) return Step.done(maker);
    return Step.from(stores.access().nonces().first(input.key(), input.nonce(), clock.instant()))
        .decide(first ->
            first ? Outcome.done(maker) : Outcome.refused(new Refusal.Untrusted("replayed")));
  }

  private SignedRequest signed(HttpServerRequest request) {
    var headers = new TreeMap<String, String>();
    request
        .headers()
        .forEach(header -> headers.merge(header.getKey(), header.getValue(), this::join));
    return new SignedRequest(
        request.method().name(), settings.publicUrl() + request.uri(), headers);
  }

  private String join(String one, String other) {
    return one + ", " + other;
  }

  private static boolean digestFits(@Nullable String header, byte[] body) {
    return header == null ? body.length == 0 : ContentDigest.matches(header, body);
  }

  /** A signature that fails leaves a security event, and nothing else. */
  private <T> Future<Outcome<T>> logged(
      HttpServerRequest request, String input, Outcome<T> outcome) {
    if (!(outcome instanceof Outcome.Refused<T>(Refusal.Untrusted(var cause)))) {
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

  private static <T> Future<Outcome<T>> untrusted(String cause) {
    return Future.succeededFuture(Outcome.refused(new Refusal.Untrusted(cause)));
  }
}
