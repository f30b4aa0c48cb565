package hms.storage.pg;

import static hms.domain.fixture.Refusals.why;
import static hms.domain.fixture.Works.aLine;
import static hms.domain.fixture.Works.aWorkOrder;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Role;
import hms.domain.Sha256;
import hms.domain.access.ApiToken;
import hms.domain.access.OfficeUser;
import hms.domain.access.Session;
import hms.domain.fixture.Samples;
import hms.domain.order.UnitLedger;
import hms.domain.product.Stock;
import hms.storage.Step;
import hms.storage.Subjects;
import hms.storage.TestPostgres;
import hms.storage.pg.dump.Dump;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything out, in again elsewhere, out again: the same bytes. */
final class DumpIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final Vertx VERTX = Vertx.vertx();

  /** A statement a line. */
  private static final String COMPUTED =
      """
      insert into compute_node (node, name, slots, lease_until, version, types, busy, duty, drained_by) values ('n1', 'kiln', 2, now(), '1', '{noop}', 1, 'DRAINING', 'mia')
      insert into schedule (oid, version, created, modified, name, cron, zone, not_before, not_after, max_runs, overlap, missed, type, parameters, priority, options, submitted_by, paused, next_at, last_at, runs, skipped, failures, waiting, last_error, last_error_at) values (gen_random_uuid(), 2, now(), now(), 'nightly', '0 3 * * *', 'Europe/Berlin', now(), now() + interval '1 y', 9, 'queue', 'all', 'noop', '{"units": 3}', 7, '{"maxDead": 0.5}', 'office:mia', false, now() + interval '1 d', now() - interval '1 d', 1, 2, 3, array[now() - interval '1 h', now()], 'full', now())
      insert into job (oid, type, parameters, tenant, priority, options, state, submitted_by, created, not_before, deadline, dedupe_key, after, traceparent, schedule, slot) select gen_random_uuid(), 'noop', '{"units": 3}', 'mia', 7, '{}', 'QUEUED', 'mia', now(), now(), now(), 'key', array[oid], '00-' || repeat('1', 32) || '-' || repeat('2', 16) || '-01', oid, last_at from schedule
      update job set state = 'PLANNING', epoch = 1, owner = 'n1'
      update job set state = 'RUNNING', units_total = 3, units_done = 2, units_dead = 1, units_rejected = 1, chunks_done = 1, started = now(), lost_owners = 1
      insert into job_chunk_result (job, lo, hi, attempt, epoch, node, started, wall_micros, cpu_micros, payload) select oid, 0, 2, 1, 1, 'n1', now(), 5, 4, '\\x00ff' from job
      insert into job_blob (job, part, lo, hi, piece, bytes) select oid, -1, 0, 2, 0, '\\x0102' from job
      insert into job_input (job, unit, bytes) select oid, 0, '\\xfe' from job
      insert into files (oid, expires, media_type, size, sha256) values (gen_random_uuid(), now(), 'text/plain', 1, sha256('x'))
      insert into job_upload (oid, file_oid, principal) select gen_random_uuid(), oid, 'mia' from files
      insert into job_failure (job, lo, hi, attempt, epoch, node, class, message, stack) select oid, 2, 3, 1, 1, 'n1', 'BUG', 'no', 'at' from job
      insert into job_dead_chunk (job, lo, hi, nodes, attempts, class, message) select oid, 2, 3, 1, 3, 'BUG', 'no' from job
      insert into job_rejected (job, unit, reason) select oid, 1, 'bad' from job
      insert into demand_forecast (product_oid, bucket, starts, forecast, low, high, method, mae, job) select p.oid, 'week', '2026-11-23', 0.1, 0, 0.3, 'holt', 1e-9, j.oid from (select oid from products order by oid limit 1) p, job j
      insert into recommendation (product_oid, rank, other_oid, together, score, job) select min(p.oid::text)::uuid, 1, max(p.oid::text)::uuid, 3, 0.7, (select oid from job) from products p
      """;

  @BeforeAll
  static void fill() {
    var given = new Given(OFFICE);
    var listed = given.aListedProduct();
    given.activateAKey(listed.artisan());
    var order = given.anOrder(UnitLedger.pending(3));
    OFFICE.carryOut(tx ->
        tx.workOrders().create(aWorkOrder(order.oid(), listed.artisan(), aLine(listed.oid(), 3))));
    var samples = Samples.of(5);
    var random = Subjects.products(() -> listed.artisan());
    for (int i = 0; i < 30; i++) {
      var product = random.fresh().apply(samples);
      OFFICE.carryOut(tx -> tx.products().create(product, new Stock.MadeToOrder(14)));
    }
    compute();
    signIn();
    seal();
  }

  /** A schedule with a slot that waits, a job of it under way, and all that jobs leave behind. */
  private static void compute() {
    COMPUTED.lines().filter(line -> !line.isBlank()).forEach(OFFICE::execute);
  }

  /** Somebody with a password and a second factor, a session, a token, a failure. */
  private static void signIn() {
    var now = Instant.parse("2026-11-23T03:00:00Z");
    var profile = new OfficeUser.Profile("mia@office.example", "Mia", List.of(Role.REVIEWER));
    var user = OfficeUser.create(Samples.ids(), profile, "$argon2id$x", now).orThrow();
    var session = Session.open(Samples.ids(), user.oid(), Session.Client.CONSOLE, now);
    var terms = new ApiToken.Terms("report", null, List.of(Permission.ORDERS_READ), null);
    var token =
        ApiToken.create(Samples.ids(), terms, user.oid(), Set.of(Permission.ORDERS_READ), now);
    OFFICE.carryOut(tx ->
        tx.access()
            .users()
            .create(user)
            .then(made ->
                tx.access()
                    .users()
                    .change(
                        user.oid(), 1L, "offer", found -> Outcome.done(found.offered("x", now))))
            .then(done -> tx.access().sessions().create(session, Sha256.of("session")))
            .then(done -> tx.access().tokens().create(token.orThrow(), Sha256.of("token")))
            .then(done ->
                tx.access().attempts().take(new PgSignInAttempts.Subjects("mia", "::1"), now)));
  }

  private static void seal() {
    var relay = OFFICE.stores().forRelay();
    var sealed =
        relay.transact(OfficeDatabase.ACTOR, tx -> Step.from(tx.auditChain().seal(1000))).await();
    assertThat(sealed.orThrow()).isGreaterThan(30);
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void what_was_dumped_and_read_is_dumped_as_the_same_bytes() throws IOException {
    var first = new StringWriter();
    long rows = Dump.write(VERTX, OFFICE.config(), first);
    var other = TestPostgres.freshDatabase().office();

    assertThat(read(other, first.toString())).isEqualTo(Outcome.done(rows));
    assertThat(dumped(other)).isEqualTo(first.toString());
    assertThat(rows).isGreaterThan(100);
  }

  @Test
  void what_jobs_leave_behind_is_in_it() throws IOException {
    String dump = dumped(OFFICE.config());

    for (var table :
        OFFICE.asOwner(
            """
            select table_name from information_schema.tables where table_schema = 'public'
              and (table_name like 'job%' or table_name in
                ('schedule', 'compute_node', 'demand_forecast', 'recommendation'))
            """)) {
      assertThat(dump)
          .as(table.getString(0))
          .containsPattern("\\{\"table\":\"" + table.getString(0) + "\",.*\\R\\{\"row\":");
    }
  }

  @Test
  void every_table_is_in_it() throws IOException {
    var tables =
        OFFICE.asOwner(
            """
            select table_name from information_schema.tables
            where table_schema = 'public' and table_name not in ('flyway_schema_history', 'transitions')
            """);

    String dump = dumped(OFFICE.config());

    for (var table : tables)
      assertThat(dump).contains("{\"table\":\"" + table.getString(0) + "\",");
  }

  @Test
  void a_database_in_use_is_left_alone() throws IOException {
    String dump = dumped(OFFICE.config());

    assertThat(why(read(OFFICE.config(), dump)).toString()).contains("not-empty");
    assertThat(dumped(OFFICE.config())).isEqualTo(dump);
  }

  @Test
  void a_dump_with_any_line_missing_repeated_or_moved_is_refused_and_changes_nothing()
      throws IOException {
    List<String> lines = dumped(OFFICE.config()).lines().toList();
    var other = TestPostgres.freshDatabase().office();
    String empty = dumped(other);
    int step = Math.max(1, lines.size() / 12);
    for (int at = 0; at < lines.size(); at += step) {
      var without = new ArrayList<>(lines);
      String line = without.remove(at);
      assertRefused(other, without);
      assertRefused(other, lines.subList(0, at));
      var twice = new ArrayList<>(lines);
      twice.add(at, line);
      assertRefused(other, twice);
    }

    assertThat(dumped(other)).isEqualTo(empty);
  }

  @Test
  void what_is_no_dump_is_refused() throws IOException {
    var other = TestPostgres.freshDatabase().office();
    String head = "{\"hms\":\"dump\",\"version\":1}";
    for (var text : List.of("", "\n", "{}", "[", "\u0000", head, head + "\n{\"end\":0}")) {
      assertRefused(other, text.lines().toList());
    }
    String newer = dumped(OFFICE.config()).replace("\"columns\":[\"oid\",", "\"columns\":[\"id\",");
    assertRefused(other, newer.lines().toList());
    String spoilt = dumped(OFFICE.config()).replace("\"state\":\"listed\"", "\"state\":\"sold\"");
    assertRefused(other, spoilt.lines().toList());
    String dangling = dumped(OFFICE.config()).replace("{\"row\":{\"oid\":", "{\"row\":{\"id\":");
    assertRefused(other, dangling.lines().toList());
  }

  private static void assertRefused(DatabaseConfig database, List<String> lines)
      throws IOException {
    assertThat(why(read(database, String.join("\n", lines)))).isInstanceOf(Refusal.Invalid.class);
  }

  private static Outcome<Long> read(DatabaseConfig database, String dump) throws IOException {
    return Dump.read(VERTX, database, new BufferedReader(new StringReader(dump)));
  }

  private static String dumped(DatabaseConfig database) throws IOException {
    var out = new StringWriter();
    assertThat(Dump.write(VERTX, database, out)).isNotNegative();
    return out.toString();
  }
}
