package hms.storage.file;

import static hms.storage.file.Workshop.aProduct;
import static hms.storage.file.Workshop.byName;
import static hms.storage.file.Workshop.renamed;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.fixture.Samples;
import hms.domain.product.Product;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two transactions, ended before each step that they take on the disk: what is found next is what
 * was before them, between them or after them, never a part; what was answered is never lost.
 */
final class CrashTest {
  private static final Vertx VERTX = Vertx.vertx();
  private final Product bowl = aProduct("bowl");
  private final Product cup = aProduct("cup");
  private final Product vase = aProduct("vase");
  private final Product bigBowl = renamed(bowl, "big bowl");
  private final Product hugeBowl = renamed(bigBowl, "huge bowl");

  private final List<Product> before = byName(bowl, cup);
  private final List<Product> between = byName(bigBowl, vase);
  private final List<Product> after = byName(hugeBowl, vase);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void a_process_that_is_killed_leaves_all_or_nothing() throws IOException {
    int step = 1;
    for (boolean more = true; more; step++) more = crashAt(step, MemoryDisk::afterKill);

    assertThat(step).isGreaterThan(60);
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void a_power_cut_leaves_all_or_nothing(long seed) throws IOException {
    var chance = Samples.of(seed);
    for (int round = 0; round < 5; round++) {
      int step = 1;
      for (boolean more = true; more; step++) {
        more = crashAt(step, disk -> disk.afterPowerCut(chance));
      }
    }
  }

  @Test
  void a_start_that_is_killed_while_it_cleans_up_is_no_harm_either() throws IOException {
    for (int step = 1; step < 90; step++) {
      var crashed = filled();
      work(crashed.killedAt(step));
      var truth = reopened(crashed.afterKill());
      for (int again = 1; again < 130; again++) {
        var second = crashed.afterKill().killedAt(again);
        assertThat(reopens(second)).isEqualTo(!second.killed());
        assertThat(reopened(second.afterKill())).as("%d, %d", step, again).isEqualTo(truth);
      }
    }
  }

  /** Was it killed before it had done everything? */
  private boolean crashAt(int step, Function<MemoryDisk, MemoryDisk> crash) throws IOException {
    var disk = filled().killedAt(step);
    int answered = work(disk);
    var found = reopened(crash.apply(disk));

    var possible = List.of(before, between, after);
    assertThat(possible).as("step %d, %d answered", step, answered).contains(found);
    assertThat(possible.indexOf(found)).isGreaterThanOrEqualTo(answered);
    return disk.killed();
  }

  /** How many of the two transactions were answered. */
  private int work(MemoryDisk disk) {
    int answered = 0;
    try (var workshop = Workshop.on(VERTX, disk)) {
      var first =
          workshop.done(tx ->
              tx.products()
                  .save(bowl, bigBowl, "edit")
                  .then(saved -> tx.products().delete(List.of(cup.oid())))
                  .then(gone -> tx.products().save(null, vase, "create")));
      answered++;
      var second = workshop.done(tx -> tx.products().save(bigBowl, hugeBowl, "edit"));
      answered++;
    } catch (IOException | RuntimeException killed) {
      assertThat(disk.killed()).as("%s", killed).isTrue();
    }
    return answered;
  }

  private MemoryDisk filled() throws IOException {
    var disk = new MemoryDisk();
    try (var workshop = Workshop.on(VERTX, disk)) {
      workshop.add(bowl);
      workshop.add(cup);
    }
    return disk.restarted();
  }

  private static boolean reopens(MemoryDisk disk) {
    try (var workshop = Workshop.on(VERTX, disk)) {
      return workshop.stores().quarantined().isEmpty();
    } catch (IOException killed) {
      return false;
    }
  }

  private static List<Product> reopened(MemoryDisk disk) throws IOException {
    try (var workshop = Workshop.on(VERTX, disk)) {
      assertThat(workshop.stores().quarantined()).isEmpty();
      return workshop.products();
    }
  }
}
