package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.artisan.Artisan;
import hms.domain.message.Ed25519Key;
import hms.domain.message.Queues;
import hms.domain.message.SecretWrapping;
import hms.domain.product.Stock;
import hms.gateway.amqp.AmqpVerticle;
import hms.gateway.artisan.ArtisanCommand;
import hms.gateway.artisan.ArtisanNotices;
import hms.gateway.artisan.ArtisanService;
import hms.gateway.artisan.ArtisanTimes;
import hms.gateway.audit.AuditSealer;
import hms.gateway.command.Mint;
import hms.gateway.deadline.DeadlineTimer;
import hms.gateway.embedded.EmbeddedBroker;
import hms.gateway.key.KeyService;
import hms.gateway.key.KeyTimes;
import hms.gateway.message.MessageDesk;
import hms.gateway.message.OfficeMessages;
import hms.gateway.sweep.HouseSweep;
import hms.gateway.trace.Tracing;
import hms.gateway.trust.KeyRing;
import hms.gateway.trust.OfficeKey;
import hms.storage.pg.Verification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of an artisan 90 days after its contract, with a broker and a database. */
final class DeparturesIT {
  private static final String PASSWORD = "its-own";
  private static final long LIMIT_SECONDS = 20;

  private final Bazaar bazaar = new Bazaar();
  private final Vertx vertx = Vertx.vertx();
  private final SecureRandom random = new SecureRandom();
  private final Actor.Maker maker = bazaar.aMaker();
  private final UUID bowl = bazaar.sells(maker, new Stock.OnHand(5, 0));
  private final String queue = Queues.artisan(queueId());
  @TempDir private Path dir;
  private EmbeddedBroker broker;
  private AmqpVerticle amqp;

  @BeforeEach
  void aBrokerWithItsQueue() throws Exception {
    broker = EmbeddedBroker.start(dir, (user, password) -> password.equals(PASSWORD));
    amqp = new AmqpVerticle(settings(), desk(), Tracing.off());
    vertx.deployVerticle(amqp).await();
    Awaitility.await().until(amqp::linked);
    amqp.declare(queue).await(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertThat(broker.hasQueue(queue)).isTrue();
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await();
    broker.close();
    bazaar.close();
  }

  @Test
  void who_never_had_an_order_goes_whole_and_the_audit_stays() {
    closes();
    passes(Duration.ofDays(91));

    assertThat(swept(amqp::remove)).isEqualTo(3); // its queue, its bowl, itself

    assertThat(broker.hasQueue(queue)).isFalse();
    for (String owned :
        List.of(
            "products",
            "product_images",
            "product_revisions",
            "stock",
            "artisan_keys",
            "deadlines",
            "enrolments")) {
      assertThat(bazaar.number("select count(*) from " + owned)).as(owned).isZero();
    }
    assertThat(bazaar.number("select count(*) from artisans")).isZero();
    assertThat(bazaar.number("select count(*) from streams where kind = 'artisan'")).isZero();
    assertThat(lastCommand(maker.artisan())).isEqualTo("remove");
    assertThat(lastCommand(bowl)).isEqualTo("purge");
    assertHonest();
    assertThat(swept(amqp::remove)).as("a second run").isZero();
  }

  @Test
  void who_had_an_order_loses_its_queue_and_stays_with_its_products() {
    var work = bazaar.placed(bowl, 1).workOrders().getFirst();
    bazaar.shipped(work);
    closes();
    passes(Duration.ofDays(91));

    assertThat(swept(amqp::remove)).isEqualTo(1);

    assertThat(broker.hasQueue(queue)).isFalse();
    assertThat(bazaar.number("select count(*) from stream_leases where link = 'amqp'")).isZero();
    assertThat(bazaar.number("select count(*) from artisans where purged is not null")).isOne();
    assertThat(bazaar.number("select count(*) from products")).isOne();
    assertThat(bazaar.work(work.oid()).artisan()).isEqualTo(maker.artisan());
    assertHonest();
    assertThat(swept(amqp::remove)).as("a second run").isZero();
  }

  @Test
  void before_ninety_days_have_passed_nothing_goes() {
    closes();
    passes(Duration.ofDays(89));

    assertThat(swept(amqp::remove)).isZero();

    assertThat(broker.hasQueue(queue)).isTrue();
    assertThat(bazaar.number("select count(*) from artisans where purged is null")).isOne();
    assertThat(bazaar.number("select count(*) from products")).isOne();
  }

  @Test
  void a_sweep_that_ended_between_broker_and_database_is_gone_on_with() {
    closes();
    passes(Duration.ofDays(91));
    Function<String, Future<Void>> andDies =
        address -> amqp.remove(address).compose(gone -> Future.failedFuture("killed"));

    assertThat(swept(andDies)).isZero();

    assertThat(broker.hasQueue(queue)).isFalse();
    assertThat(bazaar.number("select count(*) from artisans")).isOne();
    assertThat(swept(amqp::remove)).isEqualTo(3);
    assertThat(bazaar.number("select count(*) from artisans")).isZero();
    assertHonest();
  }

  @Test
  void nodes_that_sweep_at_once_do_it_once() throws Exception {
    closes();
    passes(Duration.ofDays(91));

    var runs = List.of(sweep(amqp::remove), sweep(amqp::remove), sweep(amqp::remove));
    Future.all(runs).await(LIMIT_SECONDS, TimeUnit.SECONDS);

    assertThat(swept(amqp::remove)).isZero();
    assertThat(bazaar.number("select count(*) from artisans")).isZero();
    assertThat(bazaar.number("select count(*) from audit_entries where command = 'remove'"))
        .isOne();
    assertHonest();
  }

  @Test
  void a_queue_that_was_never_made_is_as_good_as_gone() throws Exception {
    String unknown = Queues.artisan("art-" + "z".repeat(26));

    amqp.remove(unknown).await(LIMIT_SECONDS, TimeUnit.SECONDS);

    assertThat(broker.hasQueue(unknown)).isFalse();
    assertThat(broker.hasQueue(queue)).as("of another").isTrue();
  }

  private void closes() {
    var close = new ArtisanCommand.Take(maker.artisan(), null, Artisan.Command.CLOSE, "as agreed");
    var mint = new Mint(Clock.systemUTC(), random);
    bazaar
        .stores
        .transact(Bazaar.MANAGER, tx -> artisans(mint).perform(tx, Bazaar.MANAGER, close))
        .await()
        .orThrow();
  }

  /** The timer looks when so much time has passed. */
  private void passes(Duration time) {
    var later = new Mint(Clock.offset(Clock.systemUTC(), time), random);
    var keys = new KeyService(ring(), new OfficeMessages(later, Duration.ofDays(30)), later);
    var times = List.of(new ArtisanTimes(artisans(later)), new KeyTimes(keys));
    var timer = new DeadlineTimer(bazaar.stores, times, Tracing.off(), later, 1000);
    var unused = timer.fireDue().await();
  }

  private int swept(Function<String, Future<Void>> removeQueue) {
    return sweep(removeQueue).await();
  }

  private Future<Integer> sweep(Function<String, Future<Void>> removeQueue) {
    var mint = new Mint(Clock.systemUTC(), random);
    return new HouseSweep(bazaar.stores, mint, Duration.ofDays(7), removeQueue).sweep();
  }

  /** As {@code hms db verify} looks at it. */
  private void assertHonest() {
    byte[] secret = new byte[32];
    var sealer =
        new AuditSealer(bazaar.stores.forRelay(), new Mint(Clock.systemUTC(), random), secret);
    assertThat(sealer.seal().await()).isPositive();
    var failed = new ArrayList<String>();
    var verification = new Verification(vertx, bazaar.database(), secret, Optional.empty());
    boolean holds =
        verification.run(
            new Verification.Watcher() {
              @Override
              public void ended(Verification.Check check) {
                if (!check.holds()) failed.add(check.name() + check.findings());
              }

              @Override
              public void passed(long seals, long all) {}
            });
    assertThat(failed).isEmpty();
    assertThat(holds).isTrue();
  }

  private String queueId() {
    var artisan = bazaar.stores.artisans().find(maker.artisan()).future().await().orThrow();
    return Objects.requireNonNull(artisan.queueId());
  }

  private String lastCommand(UUID object) {
    return bazaar
        .owner()
        .preparedQuery(
            """
            select command from audit_entries where object = $1 order by object_version desc limit 1
            """)
        .execute(Tuple.of(object))
        .await()
        .iterator()
        .next()
        .getString(0);
  }

  private ArtisanService artisans(Mint mint) {
    var messages = new OfficeMessages(mint, Duration.ofDays(30));
    return new ArtisanService(new ArtisanNotices(messages), mint);
  }

  private KeyRing ring() {
    var office = new OfficeKey(new Ed25519Key(new byte[32]));
    return new KeyRing(bazaar.stores, new SecretWrapping(new byte[32]), office, random);
  }

  private MessageDesk desk() {
    var clock = Clock.systemUTC();
    var messages = new OfficeMessages(new Mint(clock, random), Duration.ofDays(30));
    var settings = new MessageDesk.Settings(Duration.ofMinutes(5), 100);
    return new MessageDesk(bazaar.stores, ring(), List.of(), List.of(), messages, settings, clock);
  }

  private AmqpVerticle.Settings settings() {
    return new AmqpVerticle.Settings(
        broker.host(),
        broker.port(),
        EmbeddedBroker.OFFICE_USER,
        broker.officePassword(),
        Duration.ofMillis(50),
        Duration.ofMillis(500),
        true);
  }
}
