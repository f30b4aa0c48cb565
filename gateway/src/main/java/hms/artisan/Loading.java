package hms.artisan;

import static java.nio.charset.StandardCharsets.UTF_8;

import hms.domain.message.Envelope;
import hms.storage.Step;
import hms.storage.file.FileObjects;
import hms.storage.file.Sync.Status;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import hms.storage.stall.Arrival;
import hms.storage.stall.Card;
import hms.storage.stall.Credential;
import hms.storage.stall.Pending;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what an app begins with, and drops what nobody needs any more. Used once. */
final class Loading {
  private static final Duration OUTCOME_KEPT = Duration.ofDays(30);
  private static final Query UNTAKEN =
      Query.ALL
          .where("answers", Operator.NULL, true)
          .sortedBy("sequence")
          .limitedTo(Query.LIMIT_MAX);
  private static final Query OLDEST = Query.ALL.sortedBy("created").limitedTo(Query.LIMIT_MAX);

  private final FileObjects tx;
  private final Instant now;

  Loading(FileObjects tx, Instant now) {
    this.tx = tx;
    this.now = now;
  }

  Step<Memory> load() {
    return cleaned()
        .then(clean -> tx.keys().get(Followers.LAST_KEY))
        .map(keys ->
            keys.rows().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no key is kept here: enrol first")))
        .then(this::load);
  }

  private Step<Memory> load(Credential key) {
    return positions(key.artisan())
        .then(positions ->
            new Log(tx)
                .all()
                .then(log ->
                    sent(log)
                        .then(sent ->
                            untaken(List.of(), UNTAKEN)
                                .map(untaken ->
                                    new Memory(
                                        Credentials.enrolled(key),
                                        Credentials.account(key),
                                        positions,
                                        sent,
                                        log.size() - sent.size(),
                                        untaken)))));
  }

  private Step<List<Pending>> sent(List<Pending> log) {
    return Step.each(log, each -> new Log(tx).status(each))
        .map(states -> {
          var sent = new ArrayList<Pending>();
          for (int i = 0; i < log.size(); i++) {
            if (states.get(i) == Status.SENT) sent.add(log.get(i));
          }
          return sent;
        });
  }

  private Step<Positions> positions(UUID artisan) {
    return tx.positions()
        .find(artisan)
        .orAbsent()
        .map(found ->
            found.map(each -> new Positions(each.sent(), each.received())).orElse(Positions.START));
  }

  private Step<List<Received>> untaken(List<Received> before, Query query) {
    return tx.inbox()
        .get(query)
        .then(page -> {
          var all = new ArrayList<>(before);
          page.rows().forEach(each -> all.add(received(each)));
          return page.next().isPresent()
              ? untaken(all, UNTAKEN.after(page.next().get()))
              : Step.done(all);
        });
  }

  private Step<Integer> cleaned() {
    return tx.cards()
        .get(OLDEST)
        .then(cards ->
            tx.cards()
                .delete(
                    cards.rows().stream().filter(card -> card.overAt(now)).map(Card::oid).toList()))
        .then(gone -> tx.inbox().get(OLDEST.where("answers", Operator.NULL, false)))
        .then(outcomes ->
            tx.inbox()
                .delete(
                    outcomes.rows().stream()
                        .filter(each -> each.created().plus(OUTCOME_KEPT).isBefore(now))
                        .map(Arrival::oid)
                        .toList()));
  }

  private static Received received(Arrival kept) {
    byte[] data = kept.data().getBytes(UTF_8);
    var envelope = Envelope.parse(kept.attributes(), "application/json", data).orThrow();
    return new Received(envelope, new JsonObject(kept.data()));
  }
}
