package hms.gateway.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanChange;
import hms.domain.artisan.ArtisanField;
import hms.domain.deadline.Deadline;
import hms.domain.fixture.Makers;
import hms.gateway.artisan.ArtisanCommand;
import hms.gateway.artisan.ArtisanNotices;
import hms.gateway.artisan.ArtisanService;
import hms.gateway.artisan.ArtisanTimes;
import hms.gateway.command.Mint;
import hms.gateway.message.OfficeMessages;
import hms.gateway.trace.Tracing;
import hms.storage.Step;
import hms.storage.TestPostgres;
import hms.storage.pg.PgStores;
import hms.storage.pg.RolePools;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A deadline runs while neither a hold nor an absence stops it, in whatever order these come, go
 * and change: held against a clock that counts hour by hour.
 */
final class RandomPausesIT {
  private static final String RING = "work-order.ring";
  private static final Instant START = Instant.parse("2027-03-01T10:00:00Z");
  private static final int DEADLINES = 12;
  private static final int HOURS_MAX = 2000;

  private final Vertx vertx = Vertx.vertx();
  private final PgStores stores =
      new PgStores(RolePools.open(vertx, TestPostgres.freshDatabase().office()), () -> {});
  private UUID rung = new UUID(0, 0);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void a_deadline_runs_only_while_nothing_stops_it(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < DEADLINES; i++) new Run(random).play("seed %d, run %d".formatted(seed, i));
  }

  /** One deadline of one artisan, beside the clock that counts what it should have left. */
  private final class Run {
    private final Random random;
    private final UUID object = UUID.randomUUID();
    private final Artisan artisan = Makers.anArtisan();
    private final StringBuilder story = new StringBuilder();
    private Instant now = START;
    private int left;
    private boolean held;
    private LocalDate from = LocalDate.MAX;
    private LocalDate to = LocalDate.MIN;

    Run(Random random) {
      this.random = random;
      this.left = 1 + random.nextInt(150);
    }

    void play(String name) {
      begin();
      for (int hours = 0; hours < HOURS_MAX && !rung.equals(object); ) {
        something();
        int step = 1 + random.nextInt(30);
        pass(step);
        hours += step;
        boolean due = left == 0 && !held && !away();
        look();
        look(); // What comes back at this very moment is due at the next look.
        assertThat(rung.equals(object)).as("%s at %s:%s", name, now, story).isEqualTo(due);
        if (hours > HOURS_MAX / 2) everythingEnds();
      }
      assertThat(rung).as("%s never rings:%s", name, story).isEqualTo(object);
    }

    private void begin() {
      story.append(" %d hours".formatted(left));
      carryOut(tx ->
          tx.artisans()
              .create(artisan, "create")
              .then(made ->
                  Step.from(
                      tx.messages().open(made.oid(), Objects.requireNonNull(artisan.queueId())))));
      if (random.nextBoolean()) leaves();
      held = random.nextBoolean();
      if (held) story.append(" on hold from the first");
      var due = now.plus(Duration.ofHours(left));
      var ring = new Deadline(UUID.randomUUID(), RING, object, Optional.of(artisan.oid()), due);
      carryOut(tx -> tx.deadlines().setForWork(List.of(ring), held, now));
    }

    private void something() {
      switch (random.nextInt(6)) {
        case 0 -> hold(true);
        case 1 -> hold(false);
        case 2 -> leaves();
        case 3 -> stays();
        default -> {
          // Nothing but time.
        }
      }
    }

    private void everythingEnds() {
      hold(false);
      stays();
    }

    private void hold(boolean next) {
      held = next;
      story.append(" %s %s".formatted(now, next ? "hold" : "release"));
      carryOut(tx -> next ? tx.deadlines().pause(object, now) : tx.deadlines().resume(object, now));
    }

    private void leaves() {
      var first = today().plusDays(random.nextInt(6) - 2);
      away(first, first.plusDays(random.nextInt(5)));
    }

    private void stays() {
      if (from.isAfter(to)) return;
      write(null, null);
      from = LocalDate.MAX;
      to = LocalDate.MIN;
      story.append(" %s stays".formatted(now));
    }

    private void away(LocalDate first, LocalDate last) {
      write(first, last);
      from = first;
      to = last;
      story.append(" %s away %s to %s".formatted(now, first, last));
    }

    private void write(LocalDate first, LocalDate last) {
      Function<Artisan, Outcome<List<ArtisanChange>>> changes =
          found ->
              Outcome.done(
                  List.of(
                      new ArtisanChange(ArtisanField.AWAY_FROM, found.terms().awayFrom(), first),
                      new ArtisanChange(ArtisanField.AWAY_TO, found.terms().awayTo(), last)));
      var update = new ArtisanCommand.Update(artisan.oid(), null, changes);
      carryOut(new Actor.Maker(artisan.oid()), tx -> artisans().perform(tx, tx.actor(), update));
    }

    private void pass(int hours) {
      for (int i = 0; i < hours; i++) {
        if (left > 0 && !held && !away()) left--;
        now = now.plus(Duration.ofHours(1));
      }
    }

    private LocalDate today() {
      return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private boolean away() {
      return !today().isBefore(from) && !today().isAfter(to);
    }

    private void look() {
      var handlers = List.of(new Bell(), new ArtisanTimes(artisans()));
      var unused =
          new DeadlineTimer(stores, handlers, Tracing.off(), mint(), 1000).fireDue().await();
    }

    private ArtisanService artisans() {
      return new ArtisanService(
          new ArtisanNotices(new OfficeMessages(mint(), Duration.ofDays(30))), mint());
    }

    private Mint mint() {
      return new Mint(Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
    }
  }

  private final class Bell implements DeadlineHandler {
    @Override
    public Set<String> kinds() {
      return Set.of(RING);
    }

    @Override
    public Step<?> fire(PgStores tx, Deadline deadline, Instant now) {
      rung = deadline.object();
      return Step.done(rung);
    }
  }

  private <T> void carryOut(Function<PgStores, Step<T>> work) {
    carryOut(new Actor.House("test"), work);
  }

  private <T> void carryOut(Actor actor, Function<PgStores, Step<T>> work) {
    var unused = stores.transact(actor, work).await().orThrow();
  }
}
