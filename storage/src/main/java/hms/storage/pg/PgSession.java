package hms.storage.pg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Owned;
import hms.domain.Versioned;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanKey;
import hms.domain.audit.AuditDigest;
import hms.domain.audit.Cause;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A connection and who uses it: runs statements, translates values, writes the audit. */
final class PgSession {
  private static final String WRITE_AUDIT =
      """
      insert into audit_entries (actor, kind, object, object_version, command, change, artisan_oid,
          on_behalf_of, why, request_id, message_id, key_id, address)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      """;

  private final Statements statements;
  private final Actor actor;
  private final Cause cause;
  private final Optional<AuditDigest> digest;

  /** Where statements run: on any connection of a pool, on one, or each in its own transaction. */
  interface Statements {
    Future<RowSet<Row>> run(String sql, Tuple values);
  }

  PgSession(Statements statements, Actor actor, Cause cause, Optional<AuditDigest> digest) {
    this.statements = statements;
    this.actor = actor;
    this.cause = cause;
    this.digest = digest;
  }

  PgSession(Statements statements, Actor actor, Cause cause) {
    this(statements, actor, cause, Optional.empty());
  }

  /** For what only reads, or has no cause that is known. */
  PgSession(SqlClient client, Actor actor) {
    this(client, actor, Cause.UNKNOWN);
  }

  PgSession(SqlClient client, Actor actor, Cause cause) {
    this((sql, values) -> client.preparedQuery(sql).execute(values), actor, cause);
  }

  /** The same; the audit says why. */
  PgSession because(String why) {
    return new PgSession(statements, actor, cause.because(why), digest);
  }

  /** The same; what is personal is in the audit as this digest. */
  PgSession digesting(AuditDigest by) {
    return new PgSession(statements, actor, cause, Optional.of(by));
  }

  /** Of somebody else, on one connection; the audit is written as it is here. */
  PgSession on(SqlClient connection, Actor other, Cause why) {
    return new PgSession(
        (sql, values) -> connection.preparedQuery(sql).execute(values), other, why, digest);
  }

  /** The same, telling each statement before it goes. */
  PgSession watched(Consumer<Sent> by) {
    return new PgSession(
        (sql, values) -> {
          by.accept(
              new Sent(sql, IntStream.range(0, values.size()).mapToObj(values::getValue).toList()));
          return statements.run(sql, values);
        },
        actor,
        cause,
        digest);
  }

  Actor actor() {
    return actor;
  }

  /** The trace that this is part of; null if it is of none. */
  @Nullable String trace() {
    return cause.trace() == null ? null : cause.trace().text();
  }

  Future<RowSet<Row>> run(String sql, @Nullable Object... values) {
    var tuple = Tuple.tuple();
    for (var value : values) tuple.addValue(column(value));
    return run(sql, tuple);
  }

  /** The same with values that are as their columns have them. */
  Future<RowSet<Row>> run(String sql, Tuple values) {
    return statements.run(sql, values).recover(PgErrors::spoiltApart);
  }

  /** Runs a statement that may meet a unique index: then it answers Duplicate. */
  Step<RowSet<Row>> runUnique(String sql, @Nullable Object... values) {
    return PgErrors.duplicateAsRefusal(run(sql, values));
  }

  /** Runs a statement that may meet a reference: then it answers WrongState. */
  Step<RowSet<Row>> runUnreferred(String kind, String sql, @Nullable Object... values) {
    return PgErrors.referenceAsRefusal(kind, run(sql, values));
  }

  <T> Future<Optional<T>> first(Function<Row, T> read, String sql, @Nullable Object... values) {
    return run(sql, values).map(rows -> stream(rows, read).findFirst());
  }

  <T> Future<List<T>> list(Function<Row, T> read, String sql, @Nullable Object... values) {
    return run(sql, values).map(rows -> stream(rows, read).toList());
  }

  Future<Void> audit(@Nullable Versioned before, Versioned after, String kind, String command) {
    var change = AuditChange.between(before, after, digest);
    return audit(kind, after.oid(), after.version(), command, change, ownerOf(kind, after));
  }

  /**
   * The entry of an object that has a version but is no {@link Versioned}.
   *
   * @param artisan whose object it is; null if it is not one artisan's
   */
  Future<Void> audit(
      String kind,
      UUID oid,
      long version,
      String command,
      ObjectNode change,
      @Nullable UUID artisan) {
    return run(
            WRITE_AUDIT,
            actor.name(),
            kind,
            oid,
            version,
            command,
            DomainJson.text(change),
            artisan,
            cause.onBehalfOf(),
            cause.why(),
            cause.request(),
            cause.message(),
            cause.key(),
            cause.address())
        .mapEmpty();
  }

  private static @Nullable UUID ownerOf(String kind, Versioned object) {
    return switch (object) {
      case Artisan artisan -> artisan.oid();
      case Owned owned -> owned.artisan();
      case ArtisanKey key when kind.equals("key") -> key.owner();
      default -> null;
    };
  }

  static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  /** A value of an enum, kept in lower case. */
  static <E extends Enum<E>> E word(Row row, String column, Class<E> type) {
    return Enum.valueOf(type, row.getString(column).toUpperCase(Locale.ROOT));
  }

  static byte[] bytes(Row row, String column) {
    return row.getBuffer(column).getBytes();
  }

  static @Nullable Instant optionalInstant(Row row, String column) {
    var found = row.getOffsetDateTime(column);
    return found == null ? null : found.toInstant();
  }

  private static @Nullable Object column(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant at -> OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
      case Enum<?> word -> Lifecycle.word(word);
      case byte[] bytes -> Buffer.buffer(bytes);
      default -> value;
    };
  }

  private static <T> Stream<T> stream(RowSet<Row> rows, Function<Row, T> read) {
    return StreamSupport.stream(rows.spliterator(), false).map(read);
  }
}
