package hms.artisan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.message.Envelope;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.file.FileObjects;
import hms.storage.stall.Arrival;
import hms.storage.stall.Cards;
import hms.storage.stall.Changes;
import hms.storage.stall.Pending;
import hms.storage.stall.Position;
import hms.storage.stall.WaitingLog;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What belongs together when something is said or heard: the message, the objects that it changes,
 * cards, positions. For one transaction, so that a crash shows all of it or nothing.
 */
final class Clerk {
  private static final Pattern OID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final FileObjects tx;
  private final Supplier<UUID> ids;
  private final Instant now;
  private final Followers followers;
  private final Standing standing;

  Clerk(FileObjects tx, Supplier<UUID> ids, Instant now) {
    this.tx = tx;
    this.ids = ids;
    this.now = now;
    this.followers = new Followers(tx, ids, now);
    this.standing = new Standing(tx);
  }

  /** Notes what is to be said, and shows it. */
  Step<Said> say(UUID id, String name, ObjectNode data, boolean online) {
    var message = new Pending(id, 1, now, now, 1, name, about(data), data);
    return new Log(tx)
        .add(id, name, data, online, now)
        .then(said -> shown(message, said))
        .then(said -> standing.mark(message.about()).map(marked -> said));
  }

  /** Notes that all that waits leaves now. */
  Step<List<Pending>> release() {
    return new Log(tx)
        .release()
        .then(all ->
            standing
                .markAll(
                    all.stream()
                        .flatMap(each -> Optional.ofNullable(each.about()).stream())
                        .toList())
                .map(marked -> all));
  }

  /** Notes an office message and follows it; answers which of our messages end by that. */
  Step<List<UUID>> arrived(UUID artisan, Received message, Positions positions) {
    ObjectNode data = (ObjectNode) DomainJson.parse(message.envelope().data()).orThrow();
    return keep(message, null)
        .then(kept -> followers.heard(name(message), data))
        .then(ended -> standing.mark(about(data)).map(marked -> ended))
        .then(ended -> moved(artisan, positions).map(there -> ended));
  }

  /** Notes that we have come so far. */
  Step<Position> moved(UUID artisan, Positions to) {
    return tx.positions()
        .find(artisan)
        .orAbsent()
        .then(found -> {
          var next =
              found
                  .map(each -> each.at(to.sent(), to.received(), now))
                  .orElseGet(() -> new Position(artisan, 1, now, now, to.sent(), to.received()));
          return tx.positions().save(found.orElse(null), next, "move").map(saved -> next);
        });
  }

  /**
   * Ends a message of ours: its outcome, what its objects are now, what the artisan must settle.
   *
   * @return what is said again by itself: the fields that did not clash
   */
  Step<Optional<Said>> settled(
      UUID artisan, UUID asked, Received reply, Positions positions, boolean online) {
    ObjectNode data = (ObjectNode) DomainJson.parse(reply.envelope().data()).orThrow();
    return tx.outbox()
        .find(asked)
        .then(pending ->
            deal(pending, data)
                .then(cards -> tx.outbox().delete(List.of(asked)))
                .then(gone -> followers.answered(pending, data))
                .then(followed -> rest(pending, data, online))
                .then(rest -> standing.mark(pending.about()).map(marked -> rest)))
        .then(rest -> keep(reply, asked).map(kept -> rest))
        .then(rest -> moved(artisan, positions).map(there -> rest));
  }

  /** What was said and merged away was shown before; a product nobody was told of goes with it. */
  private Step<Said> shown(Pending message, Said said) {
    boolean vanished = said.longer() < 0 && message.name().equals("product.delete");
    return vanished
        ? followers
            .goods()
            .then(goods -> goods.orElseThrow().forget(Objects.requireNonNull(message.about())))
            .map(gone -> said)
        : followers.said(message).map(shown -> said);
  }

  private Step<Integer> deal(Pending asked, ObjectNode reply) {
    var cards = Cards.of(asked, reply, ids, now);
    return Step.each(cards, card -> tx.cards().save(null, card, "deal")).map(all -> all.size());
  }

  /** The fields that did not clash are said again, before what was said of them since. */
  private Step<Optional<Said>> rest(Pending asked, ObjectNode reply, boolean online) {
    var clashes = Changes.theirs(reply).keySet();
    var left = Changes.without(asked.data(), clashes);
    if (clashes.isEmpty() || left.isEmpty()) return Step.done(Optional.empty());
    UUID object = Objects.requireNonNull(asked.about());
    return new Log(tx)
        .unsent(object, asked.name())
        .then(later ->
            later.isEmpty()
                ? say(ids.get(), asked.name(), left.get(), online).map(Optional::of)
                : new Log(tx)
                    .reduce(later.getFirst(), WaitingLog.before(left.get(), later.getFirst(), now))
                    .map(merged -> Optional.empty()));
  }

  private Step<Arrival> keep(Received message, @Nullable UUID answers) {
    Envelope envelope = message.envelope();
    var arrival =
        new Arrival(
            UUID.fromString(envelope.id()),
            1,
            now,
            now,
            envelope.sequence(),
            answers,
            envelope.attributes(),
            new String(envelope.data(), UTF_8));
    return tx.inbox()
        .find(arrival.oid())
        .orAbsent()
        .then(twin ->
            twin.map(Step::done)
                .orElseGet(() -> tx.inbox().save(null, arrival, "arrive").map(saved -> arrival)));
  }

  /** {@code product.updated} of {@code hms.product.updated.v1}. */
  private static String name(Received message) {
    return message.type().replaceFirst("^hms\\.", "").replaceFirst("\\.v[0-9]+$", "");
  }

  /** The object that data are about; null if they name none. */
  static @Nullable UUID about(ObjectNode data) {
    String oid = data.path("oid").asText();
    return OID.matcher(oid).matches() ? UUID.fromString(oid) : null;
  }
}
