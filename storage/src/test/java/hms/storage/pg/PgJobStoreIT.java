package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hms.domain.job.Interval;
import hms.storage.JobStore;
import hms.storage.JobTiesContract;
import hms.storage.TestPostgres;
import hms.storage.embedded.FreePort;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PgJobStoreIT extends JobTiesContract {
  private final Vertx vertx = Vertx.vertx();
  private final TestPostgres.Database database = TestPostgres.freshDatabase();
  private final DatabaseConfig office = database.office();
  private final Pool pool = PgPools.open(vertx, office);
  private final PgJobStore store = new PgJobStore(vertx, pool);

  @Override
  protected JobStore store() {
    return store;
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void wake_ups_go_on_after_the_connection_was_cut() {
    var woken = new AtomicInteger();
    store.onWake(woken::incrementAndGet).await();

    cutListener();

    await().atMost(Duration.ofSeconds(5)).until(() -> woken.get() > 0);
    store.wake().await();
    await().atMost(Duration.ofSeconds(5)).until(() -> woken.get() > 1);
    assertThat(woken).hasValueGreaterThan(1);
  }

  @Test
  void a_node_may_begin_to_listen_while_the_database_is_away() throws IOException {
    int port = FreePort.find();
    var away =
        new DatabaseConfig(
            "127.0.0.1", port, office.database(), office.user(), office.password(), 2);
    var woken = new AtomicInteger();

    new PgJobStore(vertx, PgPools.open(vertx, away)).onWake(woken::incrementAndGet).await();
    assertThat(woken).hasValue(0);
    open(port);

    await().atMost(Duration.ofSeconds(5)).until(() -> woken.get() > 0);
    store.wake().await();
    await().atMost(Duration.ofSeconds(5)).until(() -> woken.get() > 1);
  }

  @Test
  void what_trying_again_does_not_mend_is_told_at_once() {
    var wrong = new DatabaseConfig(office.host(), office.port(), "nowhere", "hms_office", "no", 1);
    var deaf = new PgJobStore(vertx, PgPools.open(vertx, wrong));

    assertThatThrownBy(() -> deaf.onWake(() -> {}).await()).isInstanceOf(PgException.class);
  }

  /** There is no foreign key: docs/adr/0069. */
  @Test
  void results_belong_to_a_job_and_go_with_it() {
    var owner = PgPools.open(vertx, database.owner());
    var kept = running("a", 10);
    var gone = running("b", 10);
    for (var job : List.of(kept, gone)) {
      var both = List.of(result(job, 1, 0, 4), result(job, 1, 4, 10));
      assertThat(store.commit(both, false).await()).isTrue();
    }

    owner.query("delete from job where oid = '%s'".formatted(gone.oid())).execute().await();

    assertThat(store.commit(List.of(result(gone, 1, 0, 4)), false).await()).isFalse();
    assertThat(store.committed(gone.oid()).await()).isEmpty();
    assertThat(store.committed(kept.oid()).await()).containsExactly(new Interval(0, 10));
    var broken = new Invariants(owner).check("results-have-a-job").await();
    assertThat(broken.objects()).isEmpty();
  }

  /** Forwards every byte both ways. */
  private void open(int port) {
    var client = vertx.createNetClient();
    vertx
        .createNetServer()
        .connectHandler(here -> {
          here.pause();
          client
              .connect(office.port(), office.host())
              .onSuccess(there -> {
                here.pipeTo(there);
                there.pipeTo(here);
              });
        })
        .listen(port, "127.0.0.1")
        .await();
  }

  private void cutListener() {
    var cut =
        pool.query(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where query = 'listen hms_jobs' and datname = current_database()
                """)
            .execute()
            .await();
    assertThat(cut.size()).isEqualTo(1);
  }
}
