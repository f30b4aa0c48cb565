package hms.artisan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Crowd;
import hms.artisan.Diary.Entry;
import hms.domain.Versioned;
import hms.storage.DomainJson;
import hms.storage.file.FileObjects;
import hms.storage.file.FileStore;
import hms.storage.file.FileStores;
import hms.storage.file.KillableFiles;
import hms.storage.query.Query;
import hms.storage.stall.WorkSheet;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The app's own files after each entry of a diary, and when it is killed at any write of it. */
final class FollowingTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final List<Entry> DIARY = Diary.entries();
  private static final List<Function<FileObjects, FileStore<?>>> STORES =
      List.of(
          FileObjects::artisans,
          FileObjects::products,
          FileObjects::revisions,
          FileObjects::workSheets,
          FileObjects::cards,
          FileObjects::outbox,
          FileObjects::inbox,
          FileObjects::positions);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void after_each_entry_the_bowl_shows_how_it_stands() throws IOException {
    try (var open = opened(KillableFiles.empty())) {
      var stores = open.stores();
      var stall = stall(stores);
      for (var entry : DIARY) {
        entry.act().apply(stall).await();

        assertThat(badges(stall)).as(entry.what()).isEqualTo(words(entry.badges()));
      }
      assertEnd(stall);
    }
  }

  /** Of message and objects, all is there or nothing is. */
  @Test
  void killed_at_any_write_the_files_show_an_entry_whole_or_not_at_all() throws IOException {
    var truth = undisturbed();
    var whole = KillableFiles.empty();
    assertThat(write(whole)).isEqualTo(DIARY.size());
    assertThat(whole.steps()).isGreaterThan(200);

    var steps = IntStream.rangeClosed(1, whole.steps()).boxed();
    assertThat(Crowd.each(steps, step -> killedAt(step, truth))).containsOnly(true);
  }

  private static boolean killedAt(int step, List<String> truth) {
    var files = KillableFiles.empty().killedAt(step);
    int written = write(files);
    try (var open = opened(files.afterKill())) {
      var stores = open.stores();
      assertThat(stores.quarantined()).isEmpty();
      assertThat(truth.subList(written, Math.min(written + 2, truth.size())))
          .as("killed at step %d, %d entries answered", step, written)
          .contains(snapshot(stores));
      return files.killed();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("killed at step " + step, unreadable);
    }
  }

  /** How it stands before the first entry and after each. */
  private static List<String> undisturbed() throws IOException {
    var truth = new ArrayList<String>();
    try (var open = opened(KillableFiles.empty())) {
      var stores = open.stores();
      var stall = stall(stores);
      truth.add(snapshot(stores));
      for (var entry : DIARY) {
        entry.act().apply(stall).await();
        truth.add(snapshot(stores));
      }
    }
    return truth;
  }

  /** How many entries were answered before the kill. */
  private static int write(KillableFiles files) {
    int written = 0;
    try (var open = opened(files)) {
      var stores = open.stores();
      var stall = stall(stores);
      for (var entry : DIARY) {
        entry.act().apply(stall).await();
        written++;
      }
    } catch (IOException | RuntimeException killed) {
      assertThat(files.killed()).as("%s", killed).isTrue();
    }
    return written;
  }

  private static void assertEnd(Stall stall) {
    assertThat(stall.cards().await()).isEmpty();
    assertThat(stall.work(false).await()).isEmpty();
    assertThat(stall.work(true).await())
        .flatExtracting(WorkSheet::parcels)
        .extracting(WorkSheet.Parcel::carrier)
        .containsExactly("DHL");
    var bowl = stall.product(Diary.BOWL).await().orElseThrow();
    assertThat(bowl.product().content().name()).isEqualTo("Your bowl");
    assertThat(bowl.proposal().orElseThrow().proposed().name()).isEqualTo("My bowl");
    assertThat(bowl.proposal().orElseThrow().proposed().size()).isEqualTo("big");
  }

  private static Files opened(KillableFiles files) throws IOException {
    return new Files(files.open(VERTX, Clock.systemUTC()));
  }

  /** The same ids and times in each run, so that runs can be compared. */
  private static Stall stall(FileStores stores) {
    var ids = new AtomicLong();
    var millis = new AtomicLong(Instant.parse("2026-11-22T16:12:03Z").toEpochMilli());
    InstantSource clock = () -> Instant.ofEpochMilli(millis.incrementAndGet());
    return new Stall(
        stores,
        stores::objects,
        stores::close,
        clock,
        () -> new UUID(0x7200, ids.incrementAndGet()));
  }

  private static String badges(Stall stall) {
    return stall
        .product(Diary.BOWL)
        .await()
        .map(shown ->
            shown.badges().stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(" ")))
        .orElse("");
  }

  private static String words(String badges) {
    return List.of(badges.split(" ")).stream().sorted().collect(Collectors.joining(" "));
  }

  private static String snapshot(FileStores stores) {
    return STORES.stream()
        .map(store -> rows(store.apply(stores.objects())))
        .collect(Collectors.joining("\n"));
  }

  private static <T extends Versioned> String rows(FileStore<T> store) {
    return store
        .get(Query.ALL.limitedTo(Query.LIMIT_MAX))
        .future()
        .await()
        .orThrow()
        .rows()
        .stream()
        .map(each -> {
          ObjectNode row = DomainJson.tree(each).deepCopy();
          row.set("sync", DomainJson.tree(store.sync(each.oid()).future().await().orThrow()));
          return DomainJson.text(row);
        })
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
