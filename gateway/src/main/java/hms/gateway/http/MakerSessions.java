package hms.gateway.http;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.access.MakerSession;
import hms.gateway.trust.Secrets;
import hms.storage.pg.PgMakerSessions;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Artisans in browsers, looked up for each call: one whose key is revoked is out at once. */
final class MakerSessions {
  private final PgStores stores;
  private final Clock clock;

  MakerSessions(PgStores stores, Clock clock) {
    this.stores = stores;
    this.clock = clock;
  }

  /** Refused as Untrusted unless the secret is that of a session. */
  Future<Outcome<Caller>> holder(String secret, String address, Instant now) {
    var sessions = stores.access().makerSessions();
    return sessions
        .holder(Secrets.hash(secret), now)
        .compose(found ->
            found
                .map(live ->
                    used(sessions, live, now)
                        .map(ok -> Outcome.done(caller(live, secret, address))))
                .orElseGet(() ->
                    Future.succeededFuture(
                        Outcome.refused(new Refusal.Untrusted("unknown session")))));
  }

  private Caller caller(MakerSession live, String secret, String address) {
    return new Caller(
        new Actor.Maker(live.artisan()),
        Optional.empty(),
        Optional.of(live),
        Optional.of(secret),
        address,
        () ->
            stores
                .access()
                .makerSessions()
                .find(live.oid(), clock.instant())
                .map(now -> now.map(still -> new Actor.Maker(still.artisan()))));
  }

  private static Future<Void> used(PgMakerSessions sessions, MakerSession live, Instant now) {
    boolean lately = live.seen().isAfter(now.minus(Authentication.SEEN_EVERY));
    return lately ? Future.succeededFuture() : sessions.touch(live.oid(), now);
  }
}
