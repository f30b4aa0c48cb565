package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An artisan reaches its own rows, strangers what is shown; every policy is needed for that. */
final class IsolationIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final TwoMakers MAKERS = new TwoMakers(OFFICE);
  private static Confinement confinement;

  @BeforeAll
  static void populate() {
    MAKERS.populate();
    // Policies must hold by themselves, whatever the guard of the states would refuse.
    for (var table : confinement().tables())
      OFFICE.execute("alter table " + table + " disable trigger user");
    confinement = confinement();
  }

  private static Confinement confinement() {
    return new Confinement(OFFICE.ownerPool(), OFFICE.pools(), MAKERS.mine(), MAKERS.theirs());
  }

  static Stream<String> tables() {
    return confinement.tables().stream();
  }

  static Stream<Policy> policies() {
    return confinement.rows(Policy.ALL, Policy::read).stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void nothing_of_a_table_reaches_whom_it_does_not_belong_to(String table) {
    assertThat(confinement.populated(table)).as(table + " has rows of both").isTrue();

    assertThat(confinement.findings(table)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void a_policy_that_is_dropped_is_missed(Policy policy) {
    OFFICE.execute(policy.drop());
    try {
      assertThat(confinement.findings(policy.table())).isNotEmpty();
    } finally {
      OFFICE.execute(policy.create());
    }
    assertThat(confinement.findings(policy.table())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void a_policy_that_lets_all_pass_is_noticed(Policy policy) {
    if (policy.qual() != null && policy.qual().equals("true")) return;
    OFFICE.execute(policy.opened());
    try {
      assertThat(confinement.findings(policy.table())).isNotEmpty();
    } finally {
      OFFICE.execute(policy.drop());
      OFFICE.execute(policy.create());
    }
  }

  @Test
  void every_table_with_an_owner_forces_its_policies_on_everybody() {
    var unforced =
        confinement.rows(
            """
            select c.relname::text from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
              and not (c.relrowsecurity and c.relforcerowsecurity)
              and (c.relrowsecurity or exists (
                select from pg_attribute a where a.attrelid = c.oid and a.attname = 'artisan_oid'))
            """,
            row -> row.getString(0));

    assertThat(unforced).isEmpty();
  }

  @Test
  void artisans_and_strangers_have_no_grant_on_a_table_without_policies() {
    var open =
        confinement.rows(
            """
            select distinct g.table_name || ' ' || g.privilege_type
            from information_schema.column_privileges g join pg_class c on c.relname = g.table_name
            where g.grantee in ('hms_artisan', 'hms_public') and not c.relrowsecurity
              and (g.table_name, g.privilege_type) not in
                (('security_events', 'INSERT'), ('transitions', 'SELECT'))
            """,
            row -> row.getString(0));

    assertThat(open).isEmpty();
  }

  @Test
  void strangers_cannot_read_where_an_artisan_lives() {
    assertThatThrownBy(
            () -> OFFICE.pools().everyone().query("select profile from artisans").execute().await())
        .isInstanceOfSatisfying(
            PgException.class, refused -> assertThat(refused.getSqlState()).isEqualTo("42501"));
  }

  @Test
  void what_an_artisan_may_not_see_is_not_found_by_any_store() {
    var mine = new Actor.Maker(MAKERS.mine());
    UUID foreign = MAKERS.theirProduct();

    var alone = OFFICE.stores().as(mine).products().find(foreign).future().await();
    var within = OFFICE.stores().transact(mine, tx -> tx.products().find(foreign)).await();

    assertThat(alone).isEqualTo(Outcome.refused(new Refusal.NotFound("product")));
    assertThat(within).isEqualTo(Outcome.refused(new Refusal.NotFound("product")));
    assertThat(OFFICE.stores().products().find(foreign).future().await())
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void an_artisan_tells_a_channel_of_its_order_and_no_other_channel() {
    var order =
        OFFICE
            .asOwner("select order_oid from work_orders where artisan_oid = $1", MAKERS.mine())
            .getFirst()
            .getUUID(0);

    assertThat(telling(MAKERS.myChannel(), order)).isNull();
    assertThat(telling(MAKERS.theirChannel(), order)).isEqualTo("42501");
    assertThat(telling(null, order)).as("to everybody").isEqualTo("42501");
    assertThat(telling(null, MAKERS.theirProduct())).isEqualTo("42501");
  }

  @Test
  void an_artisan_neither_reads_nor_writes_the_stream_of_a_channel() {
    UUID channel = MAKERS.myChannel();

    assertThat(rows("select next_out, last_in from streams where recipient_oid = $1", channel))
        .isZero();
    assertThat(rows("select payload from outbox where recipient_oid = $1", channel)).isEqualTo(-1);
    assertThat(rows("update streams set next_out = next_out + 1 where recipient_oid = $1", channel))
        .isZero();
    assertThat(
            rows(
                """
                insert into outbox (message_id, recipient_oid, sequence, type, payload, created,
                    expires)
                values (gen_random_uuid(), $1, 99, 'hms.order.changed.v1', '', now(), now())
                """,
                channel))
        .isEqualTo(-1);
    assertThat(rows("select data from channel_notices where channel_oid = $1", channel))
        .isEqualTo(-1);
    assertThat(rows("delete from channel_notices where channel_oid = $1", channel)).isEqualTo(-1);
  }

  /** How many rows my statement finds or changes, undone; -1 if it may not be said at all. */
  private static int rows(String sql, UUID value) {
    var found = OFFICE.as(MAKERS.mine(), sql, value);
    return found.isEmpty() ? -1 : found.get();
  }

  private static @Nullable String telling(@Nullable UUID channel, UUID object) {
    return OFFICE.refusalTo(
        MAKERS.mine(),
        """
        insert into channel_notices (channel_oid, type, object_oid, data, created, expires)
        values ($1, 'hms.order.changed.v1', $2, '{}', now(), now())
        """,
        channel,
        object);
  }

  @Test
  void the_next_user_of_a_connection_sees_nothing_of_the_one_before() {
    var mine = new Actor.Maker(MAKERS.mine());
    for (int i = 0; i < 40; i++) {
      OFFICE.stores().as(mine).products().find(MAKERS.theirProduct()).future().await();
    }

    var left =
        OFFICE
            .pools()
            .artisan()
            .query("select coalesce(current_setting('app.artisan_id', true), '')")
            .execute()
            .await();

    assertThat(left.iterator().next().getString(0)).isEmpty();
  }

  /** A policy as the catalogue of PostgreSQL has it. */
  record Policy(
      String table,
      String name,
      String role,
      String command,
      @Nullable String qual,
      @Nullable String check) {
    static final String ALL =
        """
        select tablename::text, policyname::text, roles[1]::text, cmd, qual, with_check
        from pg_policies where policyname <> 'test_owner' order by 1, 2, 3
        """;

    static Policy read(Row row) {
      return new Policy(
          row.getString(0),
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          row.getString(5));
    }

    String drop() {
      return "drop policy %s on %s".formatted(name, table);
    }

    /** Every condition is true. */
    String opened() {
      return "alter policy %s on %s%s%s"
          .formatted(
              name,
              table,
              qual == null ? "" : " using (true)",
              check == null ? "" : " with check (true)");
    }

    String create() {
      return "create policy %s on %s for %s to %s%s%s"
          .formatted(
              name,
              table,
              command,
              role,
              qual == null ? "" : " using (" + qual + ")",
              check == null ? "" : " with check (" + check + ")");
    }

    @Override
    public String toString() {
      return table + " " + name + " " + role;
    }
  }
}
