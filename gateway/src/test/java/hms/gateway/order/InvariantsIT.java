package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.order.Negotiation.Acceptance;
import hms.domain.product.Stock;
import hms.storage.pg.Invariants;
import hms.storage.pg.Invariants.Broken;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each invariant has a twin that cooks the books, and notices it. */
final class InvariantsIT {
  private static final Bazaar BAZAAR = new Bazaar();

  @BeforeAll
  static void trade() {
    var maker = BAZAAR.aMaker();
    var bowl = BAZAAR.sells(maker, new Stock.OnHand(10, 0));
    var work = BAZAAR.placed(bowl, 3).workOrders().getFirst();
    var soon = new Acceptance(List.of(), LocalDate.now(ZoneOffset.UTC).plusDays(3));
    BAZAAR.done(maker, new OrderCommand.Accept(work.oid(), null, soon));
    BAZAAR.done(BAZAAR.shop, new OrderCommand.Cancel(work.order(), List.of(), null));
  }

  @AfterAll
  static void close() {
    BAZAAR.close();
  }

  @Test
  void honest_books_are_right() {
    assertThat(BAZAAR.broken()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audit-has-every-version               | update work_orders set version = version + 1
          cancel-request-asks-for-what-is-there | update cancel_request_lines set units = 4
          file-is-its-chunks                    | insert into files (oid, expires, media_type, size, sha256) values (gen_random_uuid(), now(), 'text/csv', 2, sha256('ab')); insert into file_chunks (file_oid, n, bytes) select oid, 1, 'ab' from files
          file-is-its-chunks                    | insert into files (oid, expires, media_type, size, sha256) values (gen_random_uuid(), now(), 'text/csv', 3, sha256('ab')); insert into file_chunks (file_oid, n, bytes) select oid, 0, 'ab' from files
          import-follows-its-operations         | insert into operations (oid, version, created, modified, kind, principal, mandate, parameters, state, done) values (gen_random_uuid(), 1, now(), now(), 'import.check', 'office:a', '{}', '{}', 'waiting', 0); insert into imports (oid, created, resource, format) select oid, now(), 'products', 'csv' from operations; insert into import_rows (import_oid, n, outcome) select oid, 1, 'created' from imports
          line-is-its-moves                     | update unit_moves set units = 2
          messages-are-numbered                 | update streams set next_out = next_out + 1
          notices-wait-in-order                 | update channel_notices set created = now() - interval '2 d', expires = now() - interval '1 d'
          notices-wait-in-order                 | insert into channel_notices (type, object_oid, data, created, expires) select 'hms.listing.changed.v1', p.oid, data, now(), now() + interval '1 d' from (select oid from products limit 1) p, (values ('{"version": 4}'), ('{"version": 3}')) v (data)
          operation-is-within-its-total         | insert into operations (oid, version, created, modified, kind, principal, mandate, parameters, state, done, total) values (gen_random_uuid(), 1, now(), now(), 'export', 'office:a', '{}', '{}', 'waiting', 2, 1)
          order-is-its-lines                    | update orders set q_accepted = 2, q_lost = 1
          purged-is-locked-out                  | update artisans set state = 'closed', purged = now()
          refund-is-within-net                  | alter table order_lines alter refund_due_minor drop expression; update order_lines set refund_due_minor = 99999
          relay-follows-links                   | update stream_leases set link = 'file'
          reserved-is-open                      | update stock set reserved = 2
          results-have-a-job                    | insert into job_chunk_result (job, lo, hi, attempt, epoch, node, started, wall_micros, cpu_micros, payload) values (gen_random_uuid(), 0, 1, 1, 1, 'a', now(), 1, 1, '')
          schedule-counts-its-slots             | insert into schedule (oid, version, created, modified, name, cron, zone, overlap, missed, type, parameters, priority, options, submitted_by, paused, next_at) values (gen_random_uuid(), 1, now(), now(), 'a', '0 3 * * *', 'UTC', 'skip', 'last', 'noop', '{}', 5, '{}', 'mia', false, now()); insert into job (oid, type, parameters, state, tenant, submitted_by, created, schedule, slot) select gen_random_uuid(), 'noop', '{}', 'QUEUED', 'mia', 'mia', now(), oid, now() - interval '1 d' from schedule
          shares-are-the-whole                  | update work_orders set tax_minor = tax_minor + 1
          states-follow-units                   | update work_orders set work_state = 'fulfilled'
          units-are-in-one-chunk                | insert into job (oid, type, parameters, state, tenant, submitted_by, created, units_total, units_done) select gen_random_uuid(), 'noop', '{}', 'QUEUED', 'mia', 'mia', now(), 4, 3
          units-are-in-one-chunk                | insert into job (oid, type, parameters, state, tenant, submitted_by, created, units_total, units_done) select gen_random_uuid(), 'noop', '{}', 'QUEUED', 'mia', 'mia', now(), 4, 4; insert into job_chunk_result (job, lo, hi, attempt, epoch, node, started, wall_micros, cpu_micros, payload) select oid, n, n + 2, 1, 1, 'a', now(), 1, 1, '' from job, generate_series(0, 1) n
          visible-is-approved                   | update product_revisions r set reviewer = concat('office:', a.email) from artisans a where a.oid = r.artisan_oid
          webhook-is-within-its-stream          | insert into webhooks (oid, version, created, modified, channel_oid, url, types, enabled, wrapped_secret, position, next_at, until) select gen_random_uuid(), 1, now(), now(), recipient_oid, 'https://shop.example/', '{}', true, decode(repeat('00', 60), 'hex'), next_out, now(), now() from streams where kind = 'channel' limit 1
          """)
  void a_rule_notices_what_breaks_it(String rule, String crime) {
    var broken =
        BAZAAR
            .owner()
            .withConnection(one ->
                one.query("begin; " + crime)
                    .execute()
                    .compose(done -> new Invariants(one).broken())
                    .compose(found -> one.query("rollback").execute().map(found)))
            .await();

    assertThat(broken).extracting(Broken::rule).contains(rule);
    assertThat(BAZAAR.broken()).isEmpty();
  }

  @Test
  void there_is_no_rule_without_a_twin() {
    assertThat(Invariants.rules()).hasSize(20);
  }
}
