package hms.bench;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.storage.embedded.EmbeddedPostgres;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.PgStores;
import hms.storage.pg.RolePools;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The storage against {@code pgbench} on the same statements, rows, server and connections. */
final class StorageBench {
  private static final int ARTISANS = 100;
  private static final int CONNECTIONS = 16;
  private static final int USERS = 64;
  private static final int PAGE = 10_000;

  /** Each claims 8 streams at a time, of 100. */
  private static final int RELAYS = 8;

  private final Vertx vertx;
  private final EmbeddedPostgres postgres;
  private final Pgbench pgbench;
  private final Pgbench relay;
  private final Load load;
  private final Path program;
  private final Path scripts;
  private final Scale scale;
  private final PgStores stores;
  private final PgStores open;

  /**
   * @param rounds that count
   * @param seconds a round
   * @param pageRows rows a page; the table has 10,000 pages and a bit
   * @param batches of messages that wait in each stream when its draining begins
   */
  record Scale(int rounds, int seconds, int pageRows, int batches) {
    static final Scale WHOLE = new Scale(5, 2, 20, 30);
    static final Scale QUICK = new Scale(2, 2, 5, 30);

    int products() {
      return pageRows * (PAGE + 1);
    }
  }

  StorageBench(Vertx vertx, EmbeddedPostgres postgres, Path program, Path scripts, Scale scale) {
    this.vertx = vertx;
    this.postgres = postgres;
    this.program = program;
    this.scripts = scripts;
    this.scale = scale;
    this.pgbench = new Pgbench(program, postgres.office(), postgres.pid());
    this.relay = pgbench.as("hms_relay");
    this.load = new Load(vertx, postgres.pid());
    var pools = RolePools.open(vertx, wide(postgres.office()));
    this.stores = new PgStores(pools, () -> {});
    // The same flow without policies in the way.
    this.open =
        new PgStores(
            new RolePools(pools.office(), pools.office(), pools.office(), pools.relay()), () -> {});
  }

  List<Comparison> run() {
    say("filling in %,d products of %d artisans".formatted(scale.products(), ARTISANS));
    pgbench.once(scripts.resolve("fill.sql"), "products=" + scale.products());
    settle();
    var all = new ArrayList<Comparison>();
    all.add(productRead());
    all.add(orderIntake());
    all.add(revisionReview());
    all.add(outboxDrain());
    all.add(latePage());
    all.add(ownRead());
    all.add(publicRead());
    return all;
  }

  private void settle() {
    new Pgbench(program, postgres.owner(), postgres.pid()).once(scripts.resolve("settle.sql"));
  }

  private Comparison productRead() {
    return Comparison.of(
        "product read",
        "HMS",
        () -> ours(() -> stores.products().find(product(anyProduct())).future()),
        "pgbench",
        () -> peer(scripts.resolve("product-read.sql"), 0),
        scale.rounds());
  }

  private Comparison orderIntake() {
    var intake = new OrderIntake(stores);
    return Comparison.of(
        "order intake",
        "HMS",
        () -> load.run(intake::place, CONNECTIONS, scale.seconds()),
        "pgbench",
        peer("order-intake", OrderIntake.script(stores)),
        scale.rounds());
  }

  private Comparison revisionReview() {
    say("filling in %,d changes that wait".formatted(scale.products()));
    pgbench.once(scripts.resolve("reviews.sql"), "products=" + scale.products());
    settle();
    String script = RevisionReview.script(stores, scale.products());
    var review = new RevisionReview(stores, 2);
    return Comparison.of(
        "revision review",
        "HMS",
        () -> load.run(review::approve, CONNECTIONS, scale.seconds()),
        "pgbench",
        peer("revision-review", script),
        scale.rounds());
  }

  private Comparison outboxDrain() {
    return Comparison.of(
        "outbox drain, 64 messages",
        "HMS",
        () -> {
          fillOutbox();
          return load.run(new OutboxDrain(stores.forRelay())::batch, RELAYS, 1);
        },
        "pgbench",
        () -> {
          fillOutbox();
          return relay.load(scripts.resolve("outbox-drain.sql"), RELAYS, 1, "n=0");
        },
        scale.rounds());
  }

  private void fillOutbox() {
    relay.once(scripts.resolve("outbox-clear.sql"));
    pgbench.once(scripts.resolve("outbox-fill.sql"), "messages=" + 64 * scale.batches());
    settle();
  }

  private Comparison latePage() {
    var first = Query.ALL.limitedTo(scale.pageRows());
    say("walking to page %,d".formatted(PAGE));
    var late = first.after(walk(first));
    return Comparison.of(
        "catalogue page",
        "page 10,000",
        () -> ours(() -> stores.products().catalogue(late).future()),
        "page 1",
        () -> ours(() -> stores.products().catalogue(first).future()),
        scale.rounds());
  }

  private Comparison ownRead() {
    return Comparison.of(
        "own product",
        "with policies",
        () -> ours(() -> own(stores)),
        "without",
        () -> ours(() -> own(open)),
        scale.rounds());
  }

  private Comparison publicRead() {
    return Comparison.of(
        "public product",
        "with policies",
        () -> ours(() -> shown(stores)),
        "without",
        () -> ours(() -> shown(open)),
        scale.rounds());
  }

  private static Future<?> own(PgStores through) {
    int any = ThreadLocalRandom.current().nextInt(ARTISANS);
    return through
        .as(new Actor.Maker(artisan(any)))
        .products()
        .find(product(any + 1))
        .future()
        .map(Outcome::orThrow);
  }

  private static Future<?> shown(PgStores through) {
    int any = 1 + ThreadLocalRandom.current().nextInt(ARTISANS);
    return through
        .as(new Actor.Anyone())
        .products()
        .visible(product(any))
        .map(p -> p.orElseThrow());
  }

  /** The cursor behind the last page but one. */
  private String walk(Query first) {
    var query = first;
    String cursor = "";
    for (int page = 1; page < PAGE; page++) {
      cursor = stores.products().catalogue(query).future().await().orThrow().next().orElseThrow();
      query = first.after(cursor);
    }
    return cursor;
  }

  private Measured ours(Supplier<Future<?>> operation) {
    return load.run(operation, USERS, scale.seconds());
  }

  /** Rounds of a script that was written just now; the clients of each round have new numbers. */
  private Supplier<Measured> peer(String name, String script) {
    var file = Tool.script(name, script);
    var start = new AtomicInteger();
    return () -> peer(file, start.getAndAdd(CONNECTIONS));
  }

  private Measured peer(Path script, int start) {
    return pgbench.load(
        script,
        CONNECTIONS,
        scale.seconds(),
        "products=" + scale.products(),
        "start=" + start,
        "span=" + scale.products() / 2 / CONNECTIONS / (scale.rounds() + 2),
        "n=0");
  }

  private int anyProduct() {
    return 1 + ThreadLocalRandom.current().nextInt(scale.products());
  }

  /** The rows of {@code fill.sql} have numbers for ids. */
  static UUID product(int number) {
    return Ids.of(0, number);
  }

  static UUID artisan(int number) {
    return Ids.of(1, number);
  }

  private static DatabaseConfig wide(DatabaseConfig config) {
    return new DatabaseConfig(
        config.host(),
        config.port(),
        config.database(),
        config.user(),
        config.password(),
        CONNECTIONS);
  }

  private static void say(String what) {
    System.err.println(what + " ...");
  }
}
