package hms.gateway;

import hms.gateway.message.NoticePublisher;
import hms.gateway.message.OutboxRelay;
import hms.gateway.webhook.WebhookFeature;
import org.jspecify.annotations.Nullable;

/** The stores wake the relay, and the relay reads the stores: one of them must come first. */
final class Wake implements Runnable {
  private volatile @Nullable OutboxRelay relay;
  private volatile @Nullable NoticePublisher publisher;
  private volatile @Nullable WebhookFeature webhooks;

  /** Whom to wake from now on. */
  void up(OutboxRelay sends, NoticePublisher numbers, WebhookFeature calls) {
    relay = sends;
    publisher = numbers;
    webhooks = calls;
  }

  @Override
  public void run() {
    var sends = relay;
    if (sends != null) sends.wake();
    var numbers = publisher;
    if (numbers != null) numbers.wake();
    var calls = webhooks;
    if (calls != null) calls.wake();
  }
}
