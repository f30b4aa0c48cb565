package hms.gateway.message;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.gateway.command.Mint;
import hms.storage.OutgoingMessage;
import hms.storage.Step;
import hms.storage.pg.PgNotices.Notice;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives notices their numbers in the streams of those who hear them, page by page, in the order in
 * which they were written. One node does it at a time. Source: docs/adr/0024.
 */
public final class NoticePublisher extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(NoticePublisher.class);
  private static final Actor ACTOR = new Actor.House("notices");
  private static final int PAGE = 100;

  private final PgStores stores;
  private final List<NoticeFacts> facts;
  private final Mint mint;
  private final long pollMillis;
  private Future<Void> round = Future.succeededFuture();
  private boolean again;

  /**
   * @param facts what is known only once a change is committed
   * @param pollMillis how often to look without being woken
   */
  public NoticePublisher(PgStores stores, List<NoticeFacts> facts, Mint mint, long pollMillis) {
    this.stores = stores;
    this.facts = List.copyOf(facts);
    this.mint = mint;
    this.pollMillis = pollMillis;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(pollMillis, id -> look());
    return Future.succeededFuture();
  }

  /** Ends with the page in hand. */
  @Override
  public Future<?> stop() {
    return round.otherwiseEmpty();
  }

  /** Something was written. From any thread. */
  public void wake() {
    if (context != null) context.runOnContext(go -> look());
  }

  /** Numbers all that waits now; nothing if another node is at it. */
  public Future<Void> publish() {
    return stores
        .notices()
        .waiting()
        .compose(any -> any ? page() : Future.succeededFuture(0))
        .compose(taken -> taken < PAGE ? Future.succeededFuture() : publish());
  }

  private void look() {
    if (!round.isComplete()) {
      again = true;
      return;
    }
    again = false;
    round = publish();
    round
        .onFailure(
            fault -> LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("notices wait"))
        .onComplete(done -> {
          if (again) look();
        });
  }

  private Future<Integer> page() {
    return stores
        .transact(
            ACTOR,
            tx ->
                Step.from(tx.notices().alone()).then(alone -> alone ? numbered(tx) : Step.done(0)))
        .map(Outcome::orThrow);
  }

  private Step<Integer> numbered(PgStores tx) {
    return Step.from(tx.notices().channels())
        .then(everybody ->
            Step.from(tx.notices().take(PAGE))
                .then(page ->
                    Step.each(page, notice -> told(tx, notice, everybody)).map(all -> all.size())));
  }

  private Step<Notice> told(PgStores tx, Notice notice, List<UUID> everybody) {
    var hearers = notice.channel() == null ? everybody : List.of(notice.channel());
    return whole(tx, notice)
        .map(data -> {
          hearers.forEach(
              channel -> tx.messages().send(message(notice, channel, data), notice.trace()));
          return notice;
        });
  }

  private Step<String> whole(PgStores tx, Notice notice) {
    return facts.stream()
        .filter(each -> each.type().equals(notice.type()))
        .findFirst()
        .map(each -> each.added(tx, notice))
        .orElseGet(() -> Step.done(notice.data()));
  }

  private OutgoingMessage message(Notice notice, UUID channel, String data) {
    // hms.<kind>.<event>.v1
    String kind = notice.type().split("\\.", 3)[1];
    return new OutgoingMessage(
        mint.id(),
        channel,
        notice.type(),
        kind + "/" + notice.object(),
        null,
        data.getBytes(StandardCharsets.UTF_8),
        notice.created(),
        notice.expires());
  }
}
