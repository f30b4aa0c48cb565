package hms.gateway;

import hms.domain.Role;
import hms.gateway.command.Mint;
import hms.gateway.config.OfficeConfig;
import hms.gateway.trust.PasswordVault;
import hms.storage.pg.PgDatabase;
import hms.storage.pg.Verification;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What an administrator does on the machine itself, straight at the database. Blocking. */
public final class Administration implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final OfficeConfig config;
  private final PgDatabase database;
  private final Access access;

  public Administration(OfficeConfig config) {
    this.config = config;
    this.database = PgDatabase.open(vertx, config.postgres().office());
    this.access =
        new Access(database.stores(() -> {}), new Mint(Clock.systemUTC(), new SecureRandom()));
  }

  public String userToken(String email, String name, List<Role> roles) {
    return access.userToken(email, name, roles).await();
  }

  /** A password for somebody who may take on everybody else; good for choosing another one. */
  public String administrator(String email, String name) {
    var vault = new PasswordVault(vertx, new SecureRandom(), () -> {});
    return access.password(vault, email, name, List.of(Role.ADMIN), true).await();
  }

  public String channelToken(String name) {
    return access.channelToken(name).await();
  }

  /**
   * Whether the books and the audit are right. Refuses without the key that signs the audit.
   *
   * @param sample empty: everything is looked at
   */
  public boolean verify(Verification.Watcher watcher, Optional<Verification.Sample> sample) {
    byte[] secret = Settings.wrappingKey(config);
    return new Verification(vertx, config.postgres().office(), secret, sample).run(watcher);
  }

  @Override
  public void close() {
    database.close().await();
    vertx.close().await();
  }
}
