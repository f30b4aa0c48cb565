package hms.gateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of what jobs leave, only what has served its time goes. */
final class JobSweepIT {
  private final SweptHouse house = new SweptHouse();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void what_jobs_read_is_kept_for_a_day_after_their_end() {
    house.execute(
        """
        insert into job (oid, type, parameters, state, tenant, submitted_by, created)
        values ('00000000-0000-0000-0000-000000000001', 'squares', '{}', 'QUEUED', 'mia', 'mia', now()),
          ('00000000-0000-0000-0000-000000000002', 'squares', '{}', 'QUEUED', 'mia', 'mia', now());
        update job set state = 'FAILED', reason = 'PLAN: x',
            ended = now() - case when oid::text like '%1' then interval '25 hours' else interval '23 hours' end;
        insert into job_input (job, unit, bytes)
        select oid, n, '' from job, generate_series(0, 699) n
        """);

    assertThat(house.swept()).isEqualTo(700);

    assertThat(house.count("job_input where job = '00000000-0000-0000-0000-000000000002'"))
        .isEqualTo(700);
  }

  @Test
  void a_file_that_jobs_read_is_kept_until_a_day_after_their_end() {
    house.execute(
        """
        insert into files (oid, expires, media_type)
        select ('00000000-0000-0000-0000-00000000000' || n)::uuid, now() - interval '1 h', 'text/plain'
        from generate_series(1, 4) n;
        insert into job_upload (oid, file_oid, principal) select oid, oid, 'mia' from files;
        insert into job (oid, type, parameters, state, tenant, submitted_by, created)
        select oid, 'stream', jsonb_build_object('input', upper(oid::text)), 'QUEUED', 'mia',
            case when oid::text like '%4' then 'jo' else 'mia' end, now()
        from files;
        update job set state = 'FAILED', reason = 'PLAN: x',
            ended = now() - case when oid::text like '%1' then interval '25 hours' else interval '23 hours' end
        where oid::text < '00000000-0000-0000-0000-000000000003'
        """);

    assertThat(house.swept()).as("what ended long ago, and what only another names").isEqualTo(2);

    assertThat(house.count("job_upload where oid::text like '%2' or oid::text like '%3'"))
        .isEqualTo(2);
  }

  @Test
  void what_cannot_be_removed_holds_up_nothing_else_and_nothing_waits_for_the_next_run() {
    house.execute(
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
    assertThat(house.swept()).isEqualTo(1 + 11_000 + 11_000 + 1);
  }

  @Test
  void results_of_jobs_are_kept_for_a_week_and_jobs_for_three_months() {
    house.execute(
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

    assertThat(house.swept()).isEqualTo(2 + 2 * (700 + 63 + 1) + 2 + 3 + 1);

    assertThat(house.count("job_chunk_result")).isEqualTo(700);
    assertThat(house.count("job_blob where job::text like '%1'")).isEqualTo(63);
    assertThat(house.count("job where swept is null and not bare")).isEqualTo(1);
    assertThat(house.count("job where bare")).as("known for longer").isEqualTo(1);
    assertThat(house.count("job_event where job::text like '%3'")).isZero();
    assertThat(house.swept()).isZero();
  }

  @Test
  void a_job_stays_while_another_one_waits_for_it() {
    house.execute(
        """
        insert into job (oid, type, parameters, state, tenant, submitted_by, created)
        values ('00000000-0000-0000-0000-000000000001', 'squares', '{}', 'QUEUED', 'mia', 'mia', now());
        update job set state = 'FAILED', reason = 'PLAN: x', ended = now() - interval '91 days';
        insert into job (oid, type, parameters, state, tenant, submitted_by, created, after)
        values ('00000000-0000-0000-0000-000000000002', 'squares', '{}', 'QUEUED', 'mia', 'mia', now(),
          '{00000000-0000-0000-0000-000000000001}')
        """);

    assertThat(house.swept()).as("marked, and bare").isEqualTo(2);
    assertThat(house.count("job")).isEqualTo(2);
  }
}
