package hms.cluster.orchestrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.net.ConnectException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes, a and us; what becomes of each write to a is laid out before. */
class NeighboursTest {
  private static final Future<Void> WRITTEN = Future.succeededFuture();
  private static final Future<Void> REFUSED = Future.failedFuture(new ConnectException());
  private static final Future<Void> NOBODY =
      Future.failedFuture(new ReplyException(ReplyFailure.NO_HANDLERS));

  private final Vertx vertx = Vertx.vertx();
  private final Queue<Future<Void>> door = new ConcurrentLinkedQueue<>();
  private final AtomicInteger knocked = new AtomicInteger();
  private final List<String> lost = new CopyOnWriteArrayList<>();
  private final Neighbours neighbours = new Neighbours(vertx, "us", this::next, lost::add);

  private Future<Void> next(String node) {
    assertThat(node).isEqualTo("a");
    knocked.incrementAndGet();
    return door.isEmpty() ? WRITTEN : door.remove();
  }

  @BeforeEach
  void meet() {
    neighbours.live(Set.of("a", "us"));
  }

  @AfterEach
  void end() {
    vertx.close().await();
  }

  @Test
  void who_cannot_be_written_to_twice_is_lost_and_it_is_said_once() {
    door.addAll(List.of(REFUSED, REFUSED, REFUSED, REFUSED));

    neighbours.knock();
    await().until(() -> !lost.isEmpty());
    neighbours.knock();
    await().until(() -> knocked.get() == 4);

    assertThat(lost).containsExactly("a");
    assertThat(neighbours.suspects()).containsExactly("a");
  }

  @Test
  void one_write_that_fails_says_nothing() {
    door.addAll(List.of(REFUSED, WRITTEN));

    neighbours.knock();
    await().until(() -> knocked.get() == 2);

    assertThat(lost).isEmpty();
  }

  @Test
  void that_nobody_is_there_to_take_it_says_nothing() {
    door.addAll(List.of(NOBODY, NOBODY));

    neighbours.knock();
    neighbours.knock();

    assertThat(knocked).hasValue(2);
    assertThat(lost).isEmpty();
  }

  @Test
  void who_can_be_written_to_again_is_no_suspect_unless_the_cluster_misses_it_too() {
    door.addAll(List.of(REFUSED, REFUSED));
    neighbours.knock();
    await().until(() -> !lost.isEmpty());

    neighbours.knock();
    assertThat(neighbours.suspects()).isEmpty();

    neighbours.left("a");
    neighbours.knock();
    assertThat(lost).containsExactly("a", "a");
    assertThat(neighbours.suspects()).containsExactly("a");
  }

  @Test
  void who_has_no_lease_any_more_is_forgotten() {
    neighbours.left("a");

    neighbours.live(Set.of("us"));
    neighbours.knock();

    assertThat(neighbours.suspects()).isEmpty();
    assertThat(knocked).hasValue(0);
  }
}
