package hms.storage.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * What must hold at any moment when no transaction is under way. Each rule is a query that finds
 * what breaks it; all of them together find nothing. Source: docs/domain.md, docs/compute.md.
 */
public final class Invariants {
  private static final int SHOWN_MAX = 100;

  /** The same ids for the same seed, wherever their rows are and whatever else is there. */
  private static final String DRAW =
      """
      select id from (%s) every (id) order by uuid_hash_extended(id, $1), id limit $2
      """;

  private static final Map<String, Rule> RULES = new TreeMap<>(JobInvariants.RULES);

  static {
    RULES.putAll(TradeInvariants.RULES);
  }

  private final SqlClient client;

  /**
   * @param table whose rows are looked at
   * @param query finds the ids of what breaks it; if some may be drawn, only among those of {@code
   *     $1}, or among all if that is null
   * @param ids a query for the ids that may be drawn; empty if it is looked at whole
   */
  record Rule(String table, String query, Optional<String> ids) {
    /** Over few rows, or over what no id leads to. */
    static Rule whole(String table, String query) {
      return new Rule(table, query, Optional.empty());
    }

    static Rule drawn(String table, String query) {
      return drawn(table, query, "select oid from " + table);
    }

    static Rule drawn(String table, String query, String ids) {
      return new Rule(table, query, Optional.of(ids));
    }
  }

  /**
   * @param objects what breaks it, at most 100
   */
  public record Broken(String rule, List<UUID> objects) {}

  /**
   * @param client may read all tables; a connection sees the transaction that it is in
   */
  public Invariants(SqlClient client) {
    this.client = client;
  }

  /** The names of all rules. */
  public static List<String> rules() {
    return List.copyOf(RULES.keySet());
  }

  /** Every rule that something breaks; empty if all is well. */
  public Future<List<Broken>> broken() {
    var checks = rules().stream().map(this::check).toList();
    return Future.all(checks)
        .map(all -> all.<Broken>list().stream().filter(b -> !b.objects().isEmpty()).toList());
  }

  /** What breaks one of {@link #rules}; no objects if it holds. */
  public Future<Broken> check(String name) {
    return check(name, Optional.empty());
  }

  /** The same, among what was drawn. */
  Future<Broken> check(String name, Optional<List<UUID>> drawn) {
    var values = Tuple.tuple();
    if (rule(name).ids().isPresent()) {
      values.addArrayOfUUID(drawn.map(ids -> ids.toArray(UUID[]::new)).orElse(null));
    }
    return client
        .preparedQuery(rule(name).query())
        .execute(values)
        .map(rows ->
            new Broken(
                name,
                StreamSupport.stream(rows.spliterator(), false)
                    .limit(SHOWN_MAX)
                    .map(row -> row.getUUID(0))
                    .toList()));
  }

  /** Some of what a rule looks at; empty if that is looked at whole. */
  Future<Optional<List<UUID>>> draw(String name, Verification.Sample sample) {
    var ids = rule(name).ids();
    if (ids.isEmpty()) return Future.succeededFuture(Optional.empty());
    return client
        .preparedQuery(DRAW.formatted(ids.get()))
        .execute(Tuple.of(sample.seed(), sample.size()))
        .map(rows ->
            Optional.of(
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getUUID(0))
                    .toList()));
  }

  /** How many rows a rule looks at, and of what: {@code 12 order lines}. */
  Future<String> lookedAt(String name) {
    String table = rule(name).table();
    return client
        .query("select count(*) from " + table)
        .execute()
        .map(rows -> rows.iterator().next().getLong(0) + " " + table.replace('_', ' '));
  }

  private static Rule rule(String name) {
    return Objects.requireNonNull(RULES.get(name), name);
  }
}
