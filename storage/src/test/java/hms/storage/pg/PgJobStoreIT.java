package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.storage.JobStore;
import hms.storage.JobStoreContract;
import hms.storage.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PgJobStoreIT extends JobStoreContract {
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool = PgPools.open(vertx, TestPostgres.freshDatabase().office());
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
