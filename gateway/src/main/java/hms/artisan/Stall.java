package hms.artisan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.message.Envelope;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.Transactions;
import hms.storage.file.FileObjects;
import hms.storage.file.FileStores;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import hms.storage.stall.Arrival;
import hms.storage.stall.Card;
import hms.storage.stall.Cards;
import hms.storage.stall.Pending;
import hms.storage.stall.Position;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The artisan's place on disk: key, positions, what it has said, what the office has said, cards.
 * Each step of an exchange is one transaction of {@link FileStores}: it is done or not, whenever
 * the process or the power ends. Any thread; futures complete on a context of the files.
 */
public final class Stall {
  private static final Actor ACTOR = new Actor.House("app");

  private final Transactions<FileObjects> files;
  private final Supplier<FileObjects> now;
  private final Supplier<Future<Void>> closing;
  private final InstantSource clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  /**
   * @param files carries out the transactions
   * @param now reads
   * @param closing what ends with it
   */
  Stall(
      Transactions<FileObjects> files,
      Supplier<FileObjects> now,
      Supplier<Future<Void>> closing,
      InstantSource clock) {
    this.files = files;
    this.now = now;
    this.closing = closing;
    this.clock = clock;
  }

  /**
   * Opens a directory, which is made if it is missing. Blocks.
   *
   * @throws IOException if another process uses it, a permission is missing, others may read its
   *     keys, or a newer program wrote here; the message says which
   */
  public static Stall open(Vertx vertx, Path dir) throws IOException {
    var clock = Clock.systemUTC();
    var stores = FileStores.open(vertx, dir, clock);
    return new Stall(stores, stores::objects, stores::close, clock);
  }

  /** Keeps the key and the account; the last one that was kept counts. */
  public Future<Stall> keep(Enrolled enrolled, BrokerAccount account) {
    var credential = Credentials.of(enrolled, account, instant());
    return done(tx ->
            tx.keys()
                .delete(List.of(credential.oid()))
                .then(former -> tx.keys().save(null, credential, "enrol")))
        .map(this);
  }

  /** The cards that nobody has settled, oldest first. */
  public Future<List<Card>> cards() {
    var open = Query.ALL.where("state", Operator.EQ, "open").limitedTo(Query.LIMIT_MAX);
    return read(objects -> objects.cards().get(open)).map(page -> page.rows());
  }

  /** The outcome of a message: the data of its reply; empty while there is none. */
  public Future<Optional<JsonObject>> outcome(UUID message) {
    var reply = Query.ALL.where("answers", Operator.EQ, message).limitedTo(1);
    return read(objects -> objects.inbox().get(reply))
        .map(page -> page.rows().stream().findFirst().map(each -> new JsonObject(each.data())));
  }

  /** Lets go of the directory, after what is under way. */
  public Future<Void> close() {
    return closing.get();
  }

  /** What an app begins with. Fails if there is no key. */
  Future<Memory> load() {
    return done(tx -> new Loading(tx, instant()).load());
  }

  /** Notes what is to be said; it may merge with what has not left. */
  Future<Said> say(String name, JsonObject data, boolean online) {
    var tree = (ObjectNode) DomainJson.parse(data.encode().getBytes(UTF_8)).orThrow();
    UUID id = ids.generate();
    return done(tx -> new Log(tx).add(id, name, tree, online, instant()));
  }

  /** Notes that all that waits leaves now. */
  Future<List<Pending>> release() {
    return done(tx -> new Log(tx).release());
  }

  /** Notes an office message that nobody has taken yet, and that we have come so far. */
  Future<Void> arrived(UUID artisan, Received message, Positions positions) {
    return done(tx -> keep(tx, message, null).then(kept -> moved(tx, artisan, positions)))
        .mapEmpty();
  }

  /** Notes that we have come so far, and nothing else. */
  Future<Void> passed(UUID artisan, Positions positions) {
    return done(tx -> moved(tx, artisan, positions)).mapEmpty();
  }

  /** Ends a message of ours: its outcome is here, and what the artisan must settle of it. */
  Future<Void> settled(UUID artisan, UUID asked, Received reply, Positions positions) {
    return done(tx ->
            tx.outbox()
                .find(asked)
                .then(pending -> cards(tx, pending, reply))
                .then(cards -> tx.outbox().delete(List.of(asked)))
                .then(gone -> keep(tx, reply, asked))
                .then(kept -> moved(tx, artisan, positions)))
        .mapEmpty();
  }

  /** Somebody has taken an office message: it is not handed out again. */
  Future<Void> taken(Received message) {
    var oid = UUID.fromString(message.envelope().id());
    return done(tx -> tx.inbox().delete(List.of(oid))).mapEmpty();
  }

  private Step<List<Card>> cards(FileObjects tx, Pending asked, Received reply) {
    var tree = DomainJson.parse(reply.envelope().data()).orThrow();
    var cards = Cards.of(asked, tree, ids::generate, instant());
    return Step.each(cards, card -> tx.cards().save(null, card, "deal").map(saved -> card));
  }

  private Step<Arrival> keep(FileObjects tx, Received message, @Nullable UUID answers) {
    Envelope envelope = message.envelope();
    Instant at = instant();
    var arrival =
        new Arrival(
            UUID.fromString(envelope.id()),
            1,
            at,
            at,
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

  private Step<Position> moved(FileObjects tx, UUID artisan, Positions to) {
    Instant at = instant();
    return tx.positions()
        .find(artisan)
        .orAbsent()
        .then(found -> {
          var next =
              found
                  .map(each -> each.at(to.sent(), to.received(), at))
                  .orElseGet(() -> new Position(artisan, 1, at, at, to.sent(), to.received()));
          return tx.positions().save(found.orElse(null), next, "move").map(saved -> next);
        });
  }

  private <T> Future<T> done(Function<FileObjects, Step<T>> work) {
    return files.transact(ACTOR, work).map(Outcome::orThrow);
  }

  private <T> Future<T> read(Function<FileObjects, Step<T>> question) {
    return question.apply(now.get()).future().map(Outcome::orThrow);
  }

  /** To the precision of files, so that what was read again is the same. */
  private Instant instant() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
