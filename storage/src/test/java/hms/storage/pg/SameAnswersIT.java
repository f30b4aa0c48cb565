package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Versioned;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.storage.RandomCalls;
import hms.storage.Step;
import hms.storage.Store;
import hms.storage.Subject;
import hms.storage.Subjects;
import hms.storage.file.FileObjects;
import hms.storage.file.FileStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same random calls on PostgreSQL and on files: the same answers, order and cursors too. */
final class SameAnswersIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final Actor ACTOR = new Actor.House("test");
  private static final int CALLS = 400;
  @TempDir private Path dir;

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void about_artisans(long seed) throws IOException {
    play(Subjects.artisans(), PgStores::artisans, FileObjects::artisans, Samples.of(seed));
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void about_products(long seed) throws IOException {
    var given = new Given(OFFICE);
    var makers = Stream.generate(() -> given.anArtisan().oid()).limit(3).toList();
    var samples = Samples.of(seed);
    var products = Subjects.products(() -> samples.oneOf(makers));

    play(products, PgStores::products, FileObjects::products, samples);
  }

  private <T extends Versioned> void play(
      Subject<T> subject,
      Function<PgStores, Store<T>> inDatabase,
      Function<FileObjects, Store<T>> inFiles,
      Samples samples)
      throws IOException {
    var vertx = Vertx.vertx();
    var files = FileStores.open(vertx, dir, Clock.fixed(Makers.NOW, ZoneOffset.UTC));
    var calls = new RandomCalls<>(subject, samples);
    for (int i = 0; i < CALLS; i++) {
      var call = calls.next();
      var one =
          outcome(
              OFFICE.stores().transact(ACTOR, tx -> any(call.work().apply(inDatabase.apply(tx)))));
      var other = outcome(files.transact(ACTOR, tx -> any(call.work().apply(inFiles.apply(tx)))));

      assertThat(other).as("%s, call %d: %s", samples, i, call.name()).isEqualTo(one);
      if (one instanceof Outcome.Done<Object>(var value)) {
        calls.answered(value);
        call.done().run();
      }
    }
    files.close().await();
    vertx.close().await();
  }

  private static Outcome<Object> outcome(Future<Outcome<Object>> future) {
    return future.await();
  }

  private static Step<Object> any(Step<?> step) {
    return step.map(value -> value);
  }
}
