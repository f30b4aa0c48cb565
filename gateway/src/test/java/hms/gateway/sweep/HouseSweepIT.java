package hms.gateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.fixture.Samples;
import hms.gateway.command.Mint;
import hms.storage.TestPostgres;
import hms.storage.pg.Invariants;
import hms.storage.pg.PgPools;
import hms.storage.pg.PgStores;
import hms.storage.pg.RolePools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has served its time goes, and nothing else. */
final class HouseSweepIT {
  private final Vertx vertx = Vertx.vertx();
  private final TestPostgres.Database database = TestPostgres.freshDatabase();
  private final Pool owner = PgPools.open(vertx, database.owner());
  private final HouseSweep sweep =
      new HouseSweep(
          new PgStores(RolePools.open(vertx, database.office()), () -> {}),
          new Mint(Clock.systemUTC(), new SecureRandom()),
          Duration.ofDays(7),
          queue -> Future.failedFuture("no broker"));
  private final String artisan = Samples.ids().toString();
  private final String product = Samples.ids().toString();

  @BeforeEach
  void anArtisan() {
    execute(
        """
        insert into artisans (oid, version, created, modified, handle, state, profile, email,
            queue_id, link, import_notes)
        values ('%1$s', 1, now(), now(), 'mira', 'active', '{}', 'mira@maker.example',
            'art-' || repeat('a', 26), 'amqp', '{}');
        insert into streams (recipient_oid, kind) values ('%1$s', 'artisan')
        """
            .formatted(artisan));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void what_jobs_read_is_kept_for_a_day_after_their_end() {
    execute(
        """
        insert into job (oid, type, parameters, state, tenant, submitted_by, created)
        values ('00000000-0000-0000-0000-000000000001', 'squares', '{}', 'QUEUED', 'mia', 'mia', now()),
          ('00000000-0000-0000-0000-000000000002', 'squares', '{}', 'QUEUED', 'mia', 'mia', now());
        update job set state = 'FAILED', reason = 'PLAN: x',
            ended = now() - case when oid::text like '%1' then interval '25 hours' else interval '23 hours' end;
        insert into job_input (job, unit, bytes)
        select oid, n, '' from job, generate_series(0, 699) n
        """);

    assertThat(swept()).isEqualTo(700);

    assertThat(count("job_input where job = '00000000-0000-0000-0000-000000000002'"))
        .isEqualTo(700);
  }

  @Test
  void a_file_that_jobs_read_is_kept_until_a_day_after_their_end() {
    execute(
        """
        insert into files (oid, expires, media_type)
        select ('00000000-0000-0000-0000-00000000000' || n)::uuid, now() - interval '1 h', 'text/plain'
        from generate_series(1, 4) n;
        insert into job_upload (oid, file_oid, principal) select oid, oid, 'mia' from files;
        insert into job (oid, type, parameters, state, tenant, submitted_by, created)
        select oid, 'stream', jsonb_build_object('input', upper(oid::text)), 'QUEUED', 'mia', 'mia', now()
        from files where oid::text not like '%4';
        update job set state = 'FAILED', reason = 'PLAN: x',
            ended = now() - case when oid::text like '%1' then interval '25 hours' else interval '23 hours' end
        where oid::text not like '%3'
        """);

    assertThat(swept()).as("what ended long ago, and what nobody reads").isEqualTo(2);

    assertThat(count("job_upload where oid::text like '%2' or oid::text like '%3'")).isEqualTo(2);
  }

  @Test
  void what_cannot_be_removed_holds_up_nothing_else_and_nothing_waits_for_the_next_run() {
    execute(
        """
        revoke delete on inbox from hms_office;
        insert into job (oid, type, parameters, state, tenant, submitted_by, created)
        values ('00000000-0000-0000-0000-000000000001', 'squares', '{}', 'QUEUED', 'mia', 'mia', now());
        update job set state = 'FAILED', reason = 'PLAN: x', ended = now() - interval '8 days';
        insert into job_chunk_result (job, lo, hi, attempt, epoch, node, started, wall_micros, cpu_micros, payload)
        select oid, n, n + 1, 1, 1, 'a', now(), 1, 1, '' from job, generate_series(0, 10999) n;
        insert into job_rejected (job, unit, reason)
        select oid, n, 'no' from job, generate_series(0, 10999) n
        """);

    // Its mark, too, and that nothing is left.
    assertThat(swept()).isEqualTo(1 + 11_000 + 11_000 + 1);
  }

  @Test
  void results_of_jobs_are_kept_for_a_week_and_jobs_for_three_months() {
    execute(
        """
        insert into job (oid, type, parameters, state, tenant, submitted_by, created, units_total)
        select ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'squares', '{}', 'QUEUED', 'mia', 'mia', now(), 700
        from generate_series(1, 3) n;
        update job set state = 'FAILED', reason = 'PLAN: x', ended = now() - case right(oid::text, 1)
            when '1' then interval '6 days' when '2' then interval '8 days' else interval '91 days' end;
        insert into job_chunk_result (job, lo, hi, attempt, epoch, node, started, wall_micros, cpu_micros, payload)
        select oid, n, n + 1, 1, 1, 'a', now(), 1, 1, '' from job, generate_series(0, 699) n;
        insert into job_blob (job, part, lo, hi, piece, bytes)
        select oid, part, 0, 1, n, 'x' from job, generate_series(-1, 1) part, generate_series(0, 20) n;
        insert into job_rejected (job, unit, reason) select oid, 0, 'no' from job;
        insert into job_failure (job, lo, hi, attempt, epoch, node, class, message, stack, at)
        select oid, 0, 1, 1, 1, 'a', 'BUG', '', '', now() - interval '31 days' from job
        """);

    assertThat(swept()).isEqualTo(2 + 2 * (700 + 63 + 1) + 2 + 3 + 1);

    assertThat(count("job_chunk_result")).isEqualTo(700);
    assertThat(count("job_blob where job::text like '%1'")).isEqualTo(63);
    assertThat(count("job where swept is null and not bare")).isEqualTo(1);
    assertThat(count("job where bare")).as("known for longer").isEqualTo(1);
    assertThat(count("job_event where job::text like '%3'")).isZero();
    assertThat(swept()).isZero();
  }

  @Test
  void a_job_stays_while_another_one_waits_for_it() {
    execute(
        """
        insert into job (oid, type, parameters, state, tenant, submitted_by, created)
        values ('00000000-0000-0000-0000-000000000001', 'squares', '{}', 'QUEUED', 'mia', 'mia', now());
        update job set state = 'FAILED', reason = 'PLAN: x', ended = now() - interval '91 days';
        insert into job (oid, type, parameters, state, tenant, submitted_by, created, after)
        values ('00000000-0000-0000-0000-000000000002', 'squares', '{}', 'QUEUED', 'mia', 'mia', now(),
          '{00000000-0000-0000-0000-000000000001}')
        """);

    assertThat(swept()).as("marked, and bare").isEqualTo(2);
    assertThat(count("job")).isEqualTo(2);
  }

  @Test
  void answers_are_kept_for_a_day() {
    execute(
        """
        insert into idempotency_keys (principal, key, fingerprint, created)
        select 'office:ana', 'key-' || n, decode(repeat('0f', 32), 'hex'),
          now() - interval '24 hours' + make_interval(mins => n * 2 - 1200)
        from generate_series(1, 1200) n
        """);
    long young = count("idempotency_keys where created >= now() - interval '24 hours'");

    assertThat(swept()).isEqualTo(1200 - (int) young);

    assertThat(young).isBetween(500L, 700L);
    assertThat(count("idempotency_keys")).isEqualTo(young);
    assertThat(swept()).isZero();
  }

  @Test
  void sessions_and_failures_to_sign_in_are_known_for_a_day_after_their_end() {
    execute(
        """
        insert into office_users (oid, email, name, roles)
        values ('00000000-0000-7000-8000-000000000001', 'ana@office.example', 'Ana', '{}');
        insert into sessions (oid, version, created, modified, user_oid, client, hash, seen, expires,
          stepped_up_until)
        select gen_random_uuid(), 1, now(), now(), '00000000-0000-7000-8000-000000000001', 'cli',
          decode(md5(n::text) || md5(n::text), 'hex'), now(), now() - make_interval(hours => n),
          now()
        from generate_series(23, 25) n;
        insert into sign_in_attempts (subject, failures, last, blocked_until)
        select decode(md5(n::text) || md5(n::text), 'hex'), 1, now() - make_interval(hours => n),
          now() - make_interval(hours => n)
        from generate_series(23, 26) n
        """);

    assertThat(swept()).isEqualTo(5);

    assertThat(count("sessions")).isEqualTo(1);
    assertThat(count("sign_in_attempts")).isEqualTo(1);
  }

  @Test
  void nonces_go_after_a_quarter_of_an_hour_and_calls_of_webhooks_after_a_month() {
    execute(
        """
        insert into artisan_keys (oid, version, created, modified, artisan_oid, wrapped_secret,
            fingerprint, state, challenge, challenge_expires)
        values ('%1$s', 1, now(), now(), '%1$s', '', repeat('0f', 32), 'pending', 'x', now());
        insert into used_nonces (key_oid, nonce, at)
        select '%1$s', repeat(n::text, 8), now() - make_interval(mins => n)
        from generate_series(13, 17) n;
        insert into channels (oid, version, created, modified, name)
        values ('%2$s', 1, now(), now(), 'shop');
        insert into webhooks (oid, version, created, modified, channel_oid, url, types, enabled,
            wrapped_secret, position, next_at, until)
        values ('%2$s', 1, now(), now(), '%2$s', 'https://shop.example/', '{}', true,
            decode(repeat('00', 60), 'hex'), 0, now(), now());
        insert into webhook_attempts (webhook_oid, n, message_id, at, body, millis)
        select '%2$s', n, gen_random_uuid(), now() - make_interval(days => n), '', 1
        from generate_series(29, 31) n
        """
            .formatted(artisan, product));

    assertThat(swept()).isEqualTo(3 + 2);

    assertThat(count("used_nonces")).isEqualTo(2);
    assertThat(count("webhook_attempts")).isEqualTo(1);
  }

  @Test
  void a_stream_loses_its_beginning_and_what_waits_stays_however_old() {
    execute(
        """
        insert into outbox (message_id, recipient_oid, sequence, type, payload, created, expires, sent)
        select gen_random_uuid(), '%s', n, 'hms.test.v1', '', now() - interval '60 days',
          now(), case when n <= 3 then now() - interval '31 days'
            when n <= 5 then now() - interval '29 days' end
        from generate_series(1, 7) n;
        update streams set next_out = 8
        """
            .formatted(artisan));

    assertThat(swept()).isEqualTo(3);

    assertThat(count("outbox where sequence >= 4")).isEqualTo(4);
    assertThat(new Invariants(owner).broken().await()).isEmpty();
    execute("delete from outbox where sequence = 6");
    assertThat(new Invariants(owner).broken().await())
        .extracting(Invariants.Broken::rule)
        .containsExactly("messages-are-numbered");
  }

  @Test
  void what_came_long_ago_is_forgotten_whether_it_was_read_or_still_waits() {
    for (int days : new int[] {29, 31}) {
      execute(
          """
          insert into inbox (sender_oid, message_id, sequence, type, data_hash, signature, received)
          values ('%1$s', gen_random_uuid(), %2$d, 'hms.test.v1', decode(repeat('0f', 32), 'hex'),
            'signature', now() - interval '%2$d days');
          insert into parked_messages (sender_oid, sequence, attributes, body, received)
          values ('%1$s', %2$d, '{}', '', now() - interval '%2$d days')
          """
              .formatted(artisan, days));
    }

    assertThat(swept()).isEqualTo(2);

    assertThat(count("inbox where sequence = 29")).isEqualTo(1);
    assertThat(count("parked_messages where sequence = 29")).isEqualTo(1);
    assertThat(count("inbox") + count("parked_messages")).isEqualTo(2);
  }

  @Test
  void a_picture_that_nothing_names_is_marked_and_goes_after_thirty_days() {
    String named = picture();
    String unnamed = picture();
    aDraftWith(named);

    assertThat(swept()).isEqualTo(1);
    assertThat(count("product_images where unused_since is not null and oid = '" + unnamed + "'"))
        .isEqualTo(1);
    execute("update product_images set unused_since = now() - interval '29 days'");
    assertThat(swept()).isZero();
    execute("update product_images set unused_since = now() - interval '31 days'");

    assertThat(swept()).isEqualTo(1);

    assertThat(count("product_images where oid = '" + named + "'")).isEqualTo(1);
    assertThat(count("image_bytes where image_oid = '" + unnamed + "'")).isZero();
    assertThat(count("image_bytes")).isEqualTo(1);
  }

  private String picture() {
    String oid = Samples.ids().toString();
    execute(
        """
        insert into product_images (oid, created, artisan_oid, media_type, sha256, live)
        values ('%1$s', now() - interval '1 day', '%2$s', 'image/png', repeat('0f', 32), false);
        insert into image_bytes (image_oid, size, width, height, bytes)
        values ('%1$s', 'original', 1, 1, '\\x00')
        """
            .formatted(oid, artisan));
    return oid;
  }

  private void aDraftWith(String picture) {
    execute(
        """
        insert into products (oid, version, created, modified, artisan_oid, handle, state, available,
            content, import_notes)
        values ('%1$s', 1, now(), now(), '%2$s', 'bowl', 'draft', true,
            jsonb_build_object('name', 'Bowl', 'images',
              jsonb_build_array(jsonb_build_object('image', '%3$s', 'primary', true))), '{}');
        update product_images set product_oid = '%1$s' where oid = '%3$s'
        """
            .formatted(product, artisan, picture));
  }

  private int swept() {
    return sweep.sweep().await();
  }

  private void execute(String sql) {
    owner.query(sql).execute().await();
  }

  private long count(String rows) {
    return owner
        .query("select count(*) from " + rows)
        .execute()
        .await()
        .iterator()
        .next()
        .getLong(0);
  }
}
