package hms.storage.pg;

import org.flywaydb.core.Flyway;

/** Brings a database to the newest schema. The only user of JDBC. */
public final class Migrations {
  private static final String LOCATION = "classpath:db/migration";

  private Migrations() {}

  /**
   * Applies every migration that is missing, each in its own transaction; blocks until done. A
   * migration that waits more than two seconds for a lock fails.
   *
   * @param owner the role that owns the tables
   */
  public static void migrate(DatabaseConfig owner) {
    String url =
        "jdbc:postgresql://%s:%d/%s?options=-c%%20lock_timeout=2s"
            .formatted(owner.host(), owner.port(), owner.database());
    var flyway =
        Flyway.configure()
            .dataSource(url, owner.user(), owner.password())
            .locations(LOCATION)
            .load();
    flyway.migrate();
  }
}
