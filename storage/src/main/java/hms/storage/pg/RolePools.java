package hms.storage.pg;

import hms.domain.Actor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

/**
 * Connections of one account in four roles of PostgreSQL, by what each may see (ADR 0015). A role
 * is put on when a connection opens, so it costs a statement nothing.
 *
 * @param office sees all rows
 * @param artisan sees the rows of the artisan that its transaction names, and none if it names none
 * @param everyone sees what the public rule shows
 * @param relay sees queued messages, keys and the audit; marks and seals them
 */
public record RolePools(Pool office, Pool artisan, Pool everyone, Pool relay) {
  private static final String ARTISAN = "hms_artisan";
  private static final String EVERYONE = "hms_public";
  private static final String RELAY = "hms_relay";

  /** Pools that connect when first used. */
  public static RolePools open(Vertx vertx, DatabaseConfig config) {
    return new RolePools(
        PgPools.open(vertx, config),
        PgPools.open(vertx, config, ARTISAN),
        PgPools.open(vertx, config, EVERYONE),
        PgPools.open(vertx, config, RELAY));
  }

  /** Pools of their own for what looks at whole tables: nobody at a door waits for them. */
  static RolePools openForLongWork(Vertx vertx, DatabaseConfig config) {
    return new RolePools(
        PgPools.openForLongWork(vertx, config),
        PgPools.openForLongWork(vertx, config, ARTISAN),
        PgPools.openForLongWork(vertx, config, EVERYONE),
        PgPools.openForLongWork(vertx, config, RELAY));
  }

  /** The same, whoever acts, with no more rights than who sends messages and seals the audit. */
  RolePools forRelay() {
    return new RolePools(relay, relay, relay, relay);
  }

  /** Done when all connections are closed. */
  Future<Void> close() {
    return Future.join(office.close(), artisan.close(), everyone.close(), relay.close()).mapEmpty();
  }

  /** Where the transactions of {@code actor} belong; a stranger's sign-up is the office's work. */
  Pool writing(Actor actor) {
    return actor instanceof Actor.Maker ? artisan : office;
  }

  /** Where single statements of {@code actor} belong, which only read. */
  Pool reading(Actor actor) {
    return switch (actor) {
      case Actor.Maker maker -> artisan;
      case Actor.Anyone anyone -> everyone;
      default -> office;
    };
  }

  /**
   * Begins a transaction and tells it whose rows it may see, in one flight. The setting ends with
   * the transaction, so the next user of the connection sees nothing of it.
   */
  static String begin(Actor actor) {
    return named("begin", actor);
  }

  /** The same, of what stands at this moment, to read only. */
  static String beginSnapshot(Actor actor) {
    return named("begin isolation level repeatable read, read only", actor);
  }

  private static String named(String begin, Actor actor) {
    return actor instanceof Actor.Maker(var artisan)
        ? begin + "; select set_config('app.artisan_id', '%s', true)".formatted(artisan)
        : begin;
  }
}
