package hms.gateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.fixture.Samples;
import hms.storage.pg.Invariants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has served its time goes, and nothing else. */
final class HouseSweepIT {
  private final SweptHouse house = new SweptHouse();
  private final String artisan = Samples.ids().toString();
  private final String product = Samples.ids().toString();

  @AfterEach
  void close() {
    house.close();
  }

  @BeforeEach
  void anArtisan() {
    house.execute(
        """
        insert into artisans (oid, version, created, modified, handle, state, profile, email,
            queue_id, link, import_notes)
        values ('%1$s', 1, now(), now(), 'mira', 'active', '{}', 'mira@maker.example',
            'art-' || repeat('a', 26), 'amqp', '{}');
        insert into streams (recipient_oid, kind) values ('%1$s', 'artisan')
        """
            .formatted(artisan));
  }

  @Test
  void answers_are_kept_for_a_day() {
    house.execute(
        """
        insert into idempotency_keys (principal, key, fingerprint, created)
        select 'office:ana', 'key-' || n, decode(repeat('0f', 32), 'hex'),
          now() - interval '24 hours' + make_interval(mins => n * 2 - 1200)
        from generate_series(1, 1200) n
        """);
    long young = house.count("idempotency_keys where created >= now() - interval '24 hours'");

    assertThat(house.swept()).isEqualTo(1200 - (int) young);

    assertThat(young).isBetween(500L, 700L);
    assertThat(house.count("idempotency_keys")).isEqualTo(young);
    assertThat(house.swept()).isZero();
  }

  @Test
  void sessions_and_failures_to_sign_in_are_known_for_a_day_after_their_end() {
    house.execute(
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

    assertThat(house.swept()).isEqualTo(5);

    assertThat(house.count("sessions")).isEqualTo(1);
    assertThat(house.count("sign_in_attempts")).isEqualTo(1);
  }

  @Test
  void nonces_go_after_a_quarter_of_an_hour_and_calls_of_webhooks_after_a_month() {
    house.execute(
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

    assertThat(house.swept()).isEqualTo(3 + 2);

    assertThat(house.count("used_nonces")).isEqualTo(2);
    assertThat(house.count("webhook_attempts")).isEqualTo(1);
  }

  @Test
  void a_stream_loses_its_beginning_and_what_waits_stays_however_old() {
    house.execute(
        """
        insert into outbox (message_id, recipient_oid, sequence, type, payload, created, expires, sent)
        select gen_random_uuid(), '%s', n, 'hms.test.v1', '', now() - interval '60 days',
          now(), case when n <= 3 then now() - interval '31 days'
            when n <= 5 then now() - interval '29 days' end
        from generate_series(1, 7) n;
        update streams set next_out = 8
        """
            .formatted(artisan));

    assertThat(house.swept()).isEqualTo(3);

    assertThat(house.count("outbox where sequence >= 4")).isEqualTo(4);
    assertThat(house.broken()).isEmpty();
    house.execute("delete from outbox where sequence = 6");
    assertThat(house.broken())
        .extracting(Invariants.Broken::rule)
        .containsExactly("messages-are-numbered");
  }

  @Test
  void what_came_long_ago_is_forgotten_whether_it_was_read_or_still_waits() {
    for (int days : new int[] {29, 31}) {
      house.execute(
          """
          insert into inbox (sender_oid, message_id, sequence, type, data_hash, signature, received)
          values ('%1$s', gen_random_uuid(), %2$d, 'hms.test.v1', decode(repeat('0f', 32), 'hex'),
            'signature', now() - interval '%2$d days');
          insert into parked_messages (sender_oid, sequence, attributes, body, received)
          values ('%1$s', %2$d, '{}', '', now() - interval '%2$d days')
          """
              .formatted(artisan, days));
    }

    assertThat(house.swept()).isEqualTo(2);

    assertThat(house.count("inbox where sequence = 29")).isEqualTo(1);
    assertThat(house.count("parked_messages where sequence = 29")).isEqualTo(1);
    assertThat(house.count("inbox") + house.count("parked_messages")).isEqualTo(2);
  }

  @Test
  void a_picture_that_nothing_names_is_marked_and_goes_after_thirty_days() {
    String named = picture();
    String unnamed = picture();
    aDraftWith(named);

    assertThat(house.swept()).isEqualTo(1);
    assertThat(
            house.count(
                "product_images where unused_since is not null and oid = '" + unnamed + "'"))
        .isEqualTo(1);
    house.execute("update product_images set unused_since = now() - interval '29 days'");
    assertThat(house.swept()).isZero();
    house.execute("update product_images set unused_since = now() - interval '31 days'");

    assertThat(house.swept()).isEqualTo(1);

    assertThat(house.count("product_images where oid = '" + named + "'")).isEqualTo(1);
    assertThat(house.count("image_bytes where image_oid = '" + unnamed + "'")).isZero();
    assertThat(house.count("image_bytes")).isEqualTo(1);
  }

  private String picture() {
    String oid = Samples.ids().toString();
    house.execute(
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
    house.execute(
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
}
