package hms.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import hms.cluster.Addresses;
import hms.cluster.Bus;
import hms.cluster.Recheck.Answer;
import hms.cluster.Recheck.Finding;
import hms.gateway.job.ChunkRecheck.Checked;
import hms.storage.pg.PgJobViews;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is asked about a chunk that node {@code maker} has committed. */
final class ChunkRecheckTest {
  private static final Answer SAME = Answer.of(Finding.SAME);
  private static final Answer BUSY = Answer.of(Finding.BUSY);
  private static final Answer AT_WORK = Answer.of(Finding.AT_WORK);
  private static final Answer CANNOT = Answer.cannot("the kiln is cold");
  private static final PgJobViews.Chunk CHUNK =
      new PgJobViews.Chunk(10, 20, 1, 1, "maker", Instant.EPOCH, 1, 1);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = new Bus(vertx);
  private final List<String> asked = new ArrayList<>();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void another_node_is_asked_until_it_knows() {
    says("maker", SAME);
    says("other", AT_WORK, AT_WORK, SAME);

    var checked = check("maker", "other");

    assertThat(checked.answer()).isEqualTo(SAME);
    assertThat(checked.elsewhere()).isTrue();
    assertThat(asked).containsExactly("other", "other", "other");
  }

  @Test
  void of_several_others_the_one_that_has_time() {
    says("maker", SAME);
    says("first", BUSY, SAME);
    says("second", BUSY, BUSY, SAME);

    assertThat(check("first", "maker", "second").elsewhere()).isTrue();
    assertThat(asked).containsExactly("first", "second", "first");
  }

  @Test
  void who_has_committed_it_only_if_nobody_else_can() {
    says("maker", SAME);
    says("other", CANNOT);

    var checked = check("gone", "maker", "other");

    assertThat(checked.answer()).isEqualTo(SAME);
    assertThat(checked.elsewhere()).isFalse();
    assertThat(asked).containsExactly("other", "maker");
  }

  @Test
  void if_none_can_the_last_one_says_why() {
    says("maker", CANNOT);

    assertThat(check("maker").answer()).isEqualTo(CANNOT);
    assertThat(check("gone").answer().why()).contains("gone does not answer");
    assertThat(check().answer().why()).contains("no node");
  }

  @Test
  void who_must_stop_asks_nobody() {
    says("other", SAME);

    var checked = new ChunkRecheck(vertx, bus, job(), CHUNK, List.of("other"), () -> false).run();

    assertThat(checked.await().answer().why()).contains("no time");
    assertThat(asked).isEmpty();
  }

  private Checked check(String... nodes) {
    return new ChunkRecheck(vertx, bus, job(), CHUNK, List.of(nodes), () -> true).run().await();
  }

  private static UUID job() {
    return new UUID(1, 2);
  }

  /** One answer after the other. */
  private void says(String node, Answer... answers) {
    var left = new ArrayDeque<>(List.of(answers));
    bus.serve(
            Addresses.rechecked(node),
            question -> {
              assertThat(List.of(question.job(), question.lo(), question.hi()))
                  .isEqualTo(List.of(job(), 10L, 20L));
              asked.add(node);
              return Future.succeededFuture(left.removeFirst());
            })
        .ready()
        .await();
  }
}
