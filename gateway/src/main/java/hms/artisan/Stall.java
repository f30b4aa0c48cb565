package hms.artisan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.artisan.Artisan;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.Transactions;
import hms.storage.file.FileObjects;
import hms.storage.file.FileStores;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import hms.storage.stall.Badge;
import hms.storage.stall.Card;
import hms.storage.stall.Choice;
import hms.storage.stall.Pending;
import hms.storage.stall.WorkSheet;
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
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The artisan's place on disk: key, positions, what it has said, what the office has said, its own
 * objects, which follow both, and cards. Each step of an exchange is one transaction of {@link
 * FileStores}: it is done or not, whenever the process or the power ends. Any thread; futures
 * complete on a context of the files.
 */
public final class Stall {
  private static final Actor ACTOR = new Actor.House("app");

  private final Transactions<FileObjects> files;
  private final Supplier<FileObjects> now;
  private final Supplier<Future<Void>> closing;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /**
   * @param files carries out the transactions
   * @param now reads
   * @param closing what ends with it
   * @param ids new UUIDs, version 7
   */
  Stall(
      Transactions<FileObjects> files,
      Supplier<FileObjects> now,
      Supplier<Future<Void>> closing,
      InstantSource clock,
      Supplier<UUID> ids) {
    this.ids = ids;
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
    var ids = Generators.timeBasedEpochGenerator();
    return new Stall(stores, stores::objects, stores::close, clock, ids::generate);
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

  /** The artisan itself; empty until the office has told. */
  public Future<Optional<Artisan>> self() {
    return read(objects -> objects.artisans().get(Query.ALL.limitedTo(1)))
        .map(page -> page.rows().stream().findFirst());
  }

  /** All products with what is proposed for them and how they stand, the first made first. */
  public Future<List<ShownProduct>> products() {
    return read(objects -> new Showing(objects).products());
  }

  /** A product; empty if it is not there. */
  public Future<Optional<ShownProduct>> product(UUID oid) {
    return read(objects -> new Showing(objects).product(oid));
  }

  /** Work orders, the first one first: what is to be done, or what is behind. */
  public Future<List<WorkSheet>> work(boolean archived) {
    var wanted = Query.ALL.where("archived", Operator.EQ, archived).limitedTo(Query.LIMIT_MAX);
    return read(objects -> objects.workSheets().get(wanted)).map(page -> page.rows());
  }

  /** What stands beside an object that is no product. */
  public Future<Set<Badge>> badges(UUID oid) {
    return read(objects -> new Showing(objects).badges(oid));
  }

  /** What an app begins with. Fails if there is no key. */
  Future<Memory> load() {
    return done(tx -> new Loading(tx, instant()).load());
  }

  /** Notes what is to be said, and shows it; it may merge with what has not left. */
  Future<Said> say(String name, JsonObject data, boolean online) {
    var tree = (ObjectNode) DomainJson.parse(data.encode().getBytes(UTF_8)).orThrow();
    UUID id = ids.get();
    return done(tx -> clerk(tx).say(id, name, tree, online));
  }

  /** Notes that all that waits leaves now. */
  Future<List<Pending>> release() {
    return done(tx -> clerk(tx).release());
  }

  /**
   * Notes an office message that nobody has taken yet, what follows from it, and that we have come
   * so far; answers which of our messages end by it.
   */
  Future<List<UUID>> arrived(UUID artisan, Received message, Positions positions) {
    return done(tx -> clerk(tx).arrived(artisan, message, positions));
  }

  /** Notes that we have come so far, and nothing else. */
  Future<Void> passed(UUID artisan, Positions positions) {
    return done(tx -> clerk(tx).moved(artisan, positions)).mapEmpty();
  }

  /**
   * Ends a message of ours: its outcome is here, what follows from it, and what the artisan must
   * settle; answers what is said again by itself.
   */
  Future<Optional<Said>> settled(
      UUID artisan, UUID asked, Received reply, Positions positions, boolean online) {
    return done(tx -> clerk(tx).settled(artisan, asked, reply, positions, online));
  }

  /** Settles a card. Errors: NotFound; WrongState, if it is settled already. */
  Future<Outcome<Chosen>> choose(UUID card, Choice choice, boolean online) {
    return files.transact(
        ACTOR, tx -> new Choosing(tx, ids, instant()).choose(card, choice, online));
  }

  /** Somebody has taken an office message: it is not handed out again. */
  Future<Void> taken(Received message) {
    var oid = UUID.fromString(message.envelope().id());
    return done(tx -> tx.inbox().delete(List.of(oid))).mapEmpty();
  }

  private Clerk clerk(FileObjects tx) {
    return new Clerk(tx, ids, instant());
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
