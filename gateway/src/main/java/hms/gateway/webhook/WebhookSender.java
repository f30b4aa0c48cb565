package hms.gateway.webhook;

import hms.storage.pg.PgWebhookDeliveries;
import hms.storage.pg.PgWebhookDeliveries.Lease;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells webhooks what is in their streams: each by itself, in order, one message at a time. Takes
 * those that there is something for under a lease; what a node that died had under way is sent
 * again by another one, by the same id. Source: docs/adr/0056.
 */
final class WebhookSender extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

  /** Webhooks that a node calls at a time. */
  private static final int AT_ONCE = 16;

  /** Messages that one of them gets before others have their turn. */
  private static final int TURN = 100;

  /** Beyond a call, for what is written before and after it. */
  private static final Duration WRITING = Duration.ofSeconds(15);

  private final Teller.Tools tools;
  private final PgWebhookDeliveries deliveries;
  private final Names names;
  private final Settings settings;
  private final Set<Future<?>> turns = new HashSet<>();
  private @Nullable Teller teller;
  private boolean looking;
  private boolean again;
  private volatile boolean closed;

  /**
   * @param holder this node, for the leases
   * @param poll how often to look without being woken
   * @param calls how a call is made
   */
  record Settings(String holder, Duration poll, Caller.Settings calls) {
    private Duration lease() {
      return calls.timeout().plus(WRITING);
    }
  }

  WebhookSender(Teller.Tools tools, Names names, Settings settings) {
    this.tools = tools;
    this.deliveries = tools.relay().stream().deliveries();
    this.names = names;
    this.settings = settings;
  }

  @Override
  public Future<?> start() {
    var caller = new Caller(vertx, names, settings.calls());
    boolean loopback = settings.calls().loopback();
    teller = new Teller(tools, caller, loopback, settings.lease(), () -> closed);
    vertx.setPeriodic(settings.poll().toMillis(), id -> look());
    return Future.succeededFuture();
  }

  /** Ends with the calls that are under way. */
  @Override
  public Future<?> stop() {
    closed = true;
    return Future.join(turns.stream().toList()).otherwiseEmpty();
  }

  /** Something was queued. From any thread. */
  void wake() {
    if (context != null) context.runOnContext(go -> look());
  }

  private void look() {
    if (looking) {
      again = true;
      return;
    }
    if (closed || turns.size() >= AT_ONCE) return;
    looking = true;
    again = false;
    deliveries
        .claim(settings.holder(), settings.lease(), AT_ONCE - turns.size())
        .onSuccess(leases -> leases.forEach(this::serve))
        .onFailure(WebhookSender::log)
        .onComplete(done -> {
          looking = false;
          if (again) look();
        });
  }

  /** After a fault it is left until the next look. */
  private void serve(Lease lease) {
    if (teller == null) return;
    Future<?> turn = teller.tell(lease, TURN).eventually(() -> deliveries.release(lease));
    turns.add(turn);
    turn.onFailure(WebhookSender::log)
        .onComplete(ended -> {
          turns.remove(turn);
          if (ended.succeeded()) look();
        });
  }

  private static void log(Throwable failure) {
    LOG.atWarn().addKeyValue("reason", failure.getMessage()).log("webhooks wait");
  }
}
