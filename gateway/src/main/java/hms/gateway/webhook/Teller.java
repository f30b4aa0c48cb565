package hms.gateway.webhook;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.audit.TraceParent;
import hms.domain.message.SecretWrapping;
import hms.domain.webhook.Webhook.Disabled;
import hms.domain.webhook.WebhookRetries;
import hms.domain.webhook.WebhookSecret;
import hms.domain.webhook.WebhookTarget;
import hms.gateway.command.Mint;
import hms.gateway.trace.Tracing;
import hms.storage.pg.PgStores;
import hms.storage.pg.PgWebhookAttempts.Attempt;
import hms.storage.pg.PgWebhookDeliveries;
import hms.storage.pg.PgWebhookDeliveries.Due;
import hms.storage.pg.PgWebhookDeliveries.Lease;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a webhook that is leased what there is for it, and writes down what came of it. */
final class Teller {
  private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
  private static final Actor ACTOR = new Actor.House("webhooks");

  private final PgStores office;
  private final PgWebhookDeliveries deliveries;
  private final Caller caller;
  private final boolean loopback;
  private final Duration length;
  private final SecretWrapping wrapping;
  private final Tracing tracing;
  private final Timer taken;
  private final Timer refused;
  private final Timer unanswered;
  private final Mint mint;
  private final BooleanSupplier ends;

  /**
   * What it works with.
   *
   * @param office disables webhooks
   * @param relay reads streams and writes how far webhooks are
   */
  record Tools(
      PgStores office,
      PgStores relay,
      SecretWrapping wrapping,
      Tracing tracing,
      MeterRegistry meters,
      Mint mint) {}

  /**
   * @param loopback addresses of this machine may be named
   * @param length of a lease from each call on
   * @param ends nothing more is begun
   */
  Teller(Tools tools, Caller caller, boolean loopback, Duration length, BooleanSupplier ends) {
    this.office = tools.office();
    this.deliveries = tools.relay().stream().deliveries();
    this.caller = caller;
    this.loopback = loopback;
    this.length = length;
    this.wrapping = tools.wrapping();
    this.tracing = tools.tracing();
    this.taken = timer(tools.meters(), "taken");
    this.refused = timer(tools.meters(), "refused");
    this.unanswered = timer(tools.meters(), "unanswered");
    this.mint = tools.mint();
    this.ends = ends;
  }

  /** Tells it one after the other until nothing is left, or it is somebody else's turn. */
  Future<Void> tell(Lease lease, int left) {
    if (left == 0 || ends.getAsBoolean()) return Future.succeededFuture();
    return deliveries
        .next(lease)
        .compose(due ->
            switch (due) {
              case Due.Nothing nothing -> Future.succeededFuture(false);
              case Due.Skip skip -> deliveries.skip(lease, skip, length);
              case Due.Test(var id) -> test(lease, id);
              case Due.Message message -> message(lease, message);
            })
        .compose(goOn -> goOn ? tell(lease, left - 1) : Future.succeededFuture());
  }

  private Future<Boolean> test(Lease lease, UUID id) {
    var letter = Letter.test(id, lease.webhook().oid(), mint.now());
    return sent(lease, letter, Optional.empty(), null)
        .compose(sent -> deliveries.tested(lease, sent.attempt(), length));
  }

  private Future<Boolean> message(Lease lease, Due.Message due) {
    var numbered = due.message();
    return sent(lease, Letter.of(numbered), numbered.trace(), numbered.sequence())
        .compose(sent ->
            sent.reply().isGood()
                ? deliveries.delivered(lease, due, sent.attempt(), length)
                : failed(lease, due, sent));
  }

  /** What was sent, and what came of it. */
  private record Sent(Reply reply, Attempt attempt) {}

  private Future<Sent> sent(
      Lease lease, Letter letter, Optional<TraceParent> trace, @Nullable Long sequence) {
    var webhook = lease.webhook();
    var secrets =
        lease.wrappedSecrets().stream()
            .map(each -> wrapping.unwrap(each, webhook.channel(), webhook.oid()))
            .map(WebhookSecret::new)
            .toList();
    Instant now = mint.now();
    var headers = letter.headers(secrets, now);
    var leg = tracing.sending("webhook", trace);
    leg.parent().ifPresent(parent -> headers.put("traceparent", parent.text()));
    long begun = System.nanoTime();
    return reply(webhook.url(), headers, letter.body())
        .map(reply -> {
          leg.end(null);
          long nanos = System.nanoTime() - begun;
          measure(reply, nanos);
          int millis = Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(nanos));
          return new Sent(
              reply,
              new Attempt(0, letter.id(), sequence, now, reply.status(), reply.body(), millis));
        });
  }

  /** An address that was good once may not be any more. */
  private Future<Reply> reply(String url, Map<String, String> headers, byte[] body) {
    return switch (WebhookTarget.of(url, loopback)) {
      case Outcome.Done<WebhookTarget>(var to) -> caller.call(to, headers, body);
      case Outcome.Refused<WebhookTarget> bad ->
          Future.succeededFuture(new Reply(null, "the address may not be called"));
    };
  }

  /** Called again later, or not any more. */
  private Future<Boolean> failed(Lease lease, Due.Message due, Sent sent) {
    UUID webhook = lease.webhook().oid();
    int failures = due.failures() + 1;
    var pause = WebhookRetries.after(failures, webhook, due.message().message().id());
    LOG.atWarn()
        .addKeyValue("webhook", webhook)
        .addKeyValue("status", sent.reply().status())
        .addKeyValue("failures", failures)
        .log("webhook failed");
    return deliveries
        .failed(lease, sent.attempt(), pause, length)
        .compose(held -> {
          if (held && sent.reply().isGone()) return disabled(lease, Disabled.GONE);
          if (held && failures >= WebhookRetries.FAILURES_MAX) {
            return disabled(lease, Disabled.FAILING);
          }
          return Future.succeededFuture(false);
        });
  }

  /** Unless somebody has changed it meanwhile: then it is another one. */
  private Future<Boolean> disabled(Lease lease, Disabled why) {
    var webhook = lease.webhook();
    return office
        .transact(
            ACTOR,
            tx ->
                tx.stream()
                    .webhooks()
                    .change(
                        webhook.oid(),
                        webhook.version(),
                        "disable",
                        found -> Outcome.done(found.disabled(why, mint.now()))))
        .map(done -> false);
  }

  private void measure(Reply reply, long nanos) {
    var outcome = reply.isGood() ? taken : reply.status() == null ? unanswered : refused;
    outcome.record(nanos, TimeUnit.NANOSECONDS);
  }

  private static Timer timer(MeterRegistry meters, String outcome) {
    return Timer.builder("hms.webhook.calls")
        .description("Calls of webhooks")
        .tag("outcome", outcome)
        .register(meters);
  }
}
