package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThatCode;

import hms.storage.TestPostgres;
import org.junit.jupiter.api.Test;

final class MigrationsIT {

  @Test
  void migrating_a_second_time_changes_nothing() {
    var owner = TestPostgres.freshDatabase().owner();

    assertThatCode(() -> Migrations.migrate(owner)).doesNotThrowAnyException();
  }
}
