package hms.gateway.http;

import hms.domain.Actor;
import hms.domain.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/**
 * How often may somebody call? Who is signed in has an allowance of its own, all others share that
 * of their address; a few calls, open to everybody, have a smaller one. Each node counts by itself.
 * For one event loop. Source: draft-ietf-httpapi-ratelimit-headers-10, docs/http-api.md.
 */
final class RateLimit {
  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final CharSequence LEFT = HttpHeaders.createOptimized("RateLimit");

  private final TokenBuckets artisan;
  private final TokenBuckets office;
  private final TokenBuckets storefront;
  private final TokenBuckets anyone;
  private final TokenBuckets signUp;
  private final TokenBuckets proof;
  private final CallerAddress addresses;

  RateLimit(Quota.Plan plan, CallerAddress addresses, Clock clock) {
    this.artisan = new TokenBuckets(plan.artisan(), clock);
    this.office = new TokenBuckets(plan.office(), clock);
    this.storefront = new TokenBuckets(plan.storefront(), clock);
    this.anyone = new TokenBuckets(plan.anyone(), clock);
    this.signUp = new TokenBuckets(plan.signUp(), clock);
    this.proof = new TokenBuckets(plan.proof(), clock);
    this.addresses = addresses;
  }

  /**
   * Counts the call of somebody who was recognised, or who did not say who they are.
   *
   * @throws EdgeRefusal 429 if it is one too many
   */
  void admit(RoutingContext context, Route route, Actor caller) {
    switch (route.rate()) {
      case NONE -> {}
      case SIGN_UP -> take(context, signUp, addresses.of(context.request()));
      case PROOF -> take(context, proof, addresses.of(context.request()));
      case CALLER -> admit(context, caller);
    }
  }

  /**
   * Counts a call that is as many as {@code n}, and that was counted as one.
   *
   * @throws EdgeRefusal 429 if they are too many now, 422 if they always will be
   */
  void admitMore(RoutingContext context, Actor caller, int n) {
    switch (caller) {
      case Actor.Maker(var who) -> take(context, artisan, who.toString(), n);
      case Actor.Office person -> take(context, office, person.user().toString(), n);
      case Actor.Storefront shop -> take(context, storefront, shop.channel().toString(), n);
      default -> take(context, anyone, addresses.of(context.request()), n);
    }
  }

  private static void take(RoutingContext context, TokenBuckets buckets, String caller, int n) {
    int all = buckets.quota().requests();
    if (n > all) {
      String detail = "at most %d: so many requests you may send at once".formatted(all);
      throw new EdgeRefusal(Problems.of(Refusal.Invalid.of("/operations", "size", detail)));
    }
    if (n > 1) admitted(buckets, take(context.response(), buckets, caller, n - 1));
  }

  /**
   * Counts a call whose credential is not good: as one of its address, so that guessing ends.
   *
   * @throws EdgeRefusal 429 if it is one too many
   */
  void admitUnproved(RoutingContext context) {
    take(context, anyone, addresses.of(context.request()));
  }

  private void admit(RoutingContext context, Actor caller) {
    switch (caller) {
      case Actor.Maker(var who) -> take(context, artisan, who.toString());
      case Actor.Office person -> take(context, office, person.user().toString());
      case Actor.Storefront shop -> take(context, storefront, shop.channel().toString());
      default -> admitUnproved(context);
    }
  }

  /**
   * Counts a call of somebody who did not say who they are; false, and uncounted, if too many.
   *
   * @param brief the answer says what is left only if that is less than half
   */
  boolean admitAnyone(HttpServerRequest request, boolean brief) {
    var level = anyone.take(addresses.of(request));
    boolean plenty = level.remaining() * 2 > anyone.quota().requests();
    if (!(brief && plenty)) tell(request.response(), anyone, level);
    return level.admitted();
  }

  private static void take(RoutingContext context, TokenBuckets buckets, String caller) {
    admitted(buckets, take(context.response(), buckets, caller, 1));
  }

  private static void admitted(TokenBuckets buckets, TokenBuckets.Level level) {
    if (!level.admitted()) {
      int seconds = Math.toIntExact(level.seconds());
      throw new EdgeRefusal(Problems.quotaExceeded(buckets.quota(), seconds));
    }
  }

  private static TokenBuckets.Level take(
      HttpServerResponse response, TokenBuckets buckets, String caller, int n) {
    var level = buckets.take(caller, n);
    tell(response, buckets, level);
    return level;
  }

  private static void tell(
      HttpServerResponse response, TokenBuckets buckets, TokenBuckets.Level level) {
    response
        .putHeader(POLICY, buckets.policy())
        .putHeader(LEFT, buckets.quota().left(level.remaining(), level.seconds()));
  }
}
