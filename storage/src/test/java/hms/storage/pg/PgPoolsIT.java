package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.storage.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PgPoolsIT {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @ParameterizedTest
  @CsvSource({
    "statement_timeout, 5s",
    "lock_timeout, 2s",
    "idle_in_transaction_session_timeout, 10s",
    "application_name, hms"
  })
  void every_connection_has_its_limits(String setting, String expected) {
    Pool pool = PgPools.open(vertx, TestPostgres.freshDatabase().office());

    var row = pool.query("show " + setting).execute().await().iterator().next();

    assertThat(row.getString(0)).isEqualTo(expected);
  }

  @Test
  void fresh_databases_do_not_see_each_other() {
    Pool one = PgPools.open(vertx, TestPostgres.freshDatabase().owner());
    Pool other = PgPools.open(vertx, TestPostgres.freshDatabase().owner());

    one.query("create table mine (id int)").execute().await();

    var found = other.query("select to_regclass('mine')::text").execute().await();
    assertThat(found.iterator().next().getString(0)).isNull();
  }
}
