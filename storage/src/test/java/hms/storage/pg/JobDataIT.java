package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.job.EndReason;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.domain.job.JobWish;
import hms.storage.JobStatement;
import hms.storage.JobStore;
import hms.storage.StatementFailure;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What jobs freeze, read and publish. */
final class JobDataIT {
  private static final String TELL =
      "insert into job_event (job, kind, detail) values ($1, 'published', $2)";

  private final DataJobs jobs = new DataJobs();

  @AfterEach
  void close() {
    jobs.close();
  }

  @Test
  void what_is_frozen_is_read_by_units_and_stays_as_it_was() {
    Job job = jobs.claimed();

    assertThat(jobs.store().data().freeze(job.oid(), 1, squares(10)).await()).contains(10L);

    assertThat(input(job, 3, 6)).containsExactly("9", "16", "25");
    assertThat(input(job, 9, 12)).as("beyond the end").containsExactly("81");
  }

  @Test
  void freezing_again_replaces_what_was_there() {
    Job job = jobs.claimed();
    jobs.store().data().freeze(job.oid(), 1, squares(10)).await();

    assertThat(jobs.store().data().freeze(job.oid(), 1, squares(4)).await()).contains(4L);

    assertThat(input(job, 0, 10)).containsExactly("0", "1", "4", "9");
  }

  @Test
  void a_late_owner_freezes_nothing() {
    Job job = jobs.claimed();
    jobs.store().data().freeze(job.oid(), 1, squares(3)).await();

    assertThat(jobs.store().data().freeze(job.oid(), 7, squares(9)).await()).isEmpty();
    assertThat(input(job, 0, 10)).hasSize(3);

    jobs.store().plan(job.oid(), 1, 3, DataJobs.CODE).await();
    assertThat(jobs.store().data().freeze(job.oid(), 1, squares(9)).await())
        .as("planned")
        .isEmpty();
    assertThat(input(job, 0, 10)).hasSize(3);
  }

  @Test
  void a_statement_that_cannot_work_is_told_from_a_fault() {
    Job job = jobs.claimed();

    for (var sql :
        List.of(
            "insert into nowhere values ($1)",
            "select 1 / 0 where $1 is not null",
            // As the server does with a statement that takes too long.
            """
            insert into job_input (job, unit, bytes) select $1, n, '' from generate_series(0, 99999) n
            where pg_cancel_backend(pg_backend_pid())
            """)) {
      assertThatThrownBy(
              () -> jobs.store().data().freeze(job.oid(), 1, JobStatement.of(sql)).await())
          .as(sql)
          .isInstanceOf(StatementFailure.class);
    }
  }

  @Test
  void an_oracle_sees_rows_and_input_and_changes_nothing() {
    Job job = jobs.planned(2);
    jobs.commit(job, 0, 1, "[\"bowl\",1]\n[\"cup\",2]\n");
    jobs.commit(job, 1, 2, "[\"jug\",4]\n");
    var sum =
        JobStatement.of("select 'sum', $2, sum((r ->> 1)::int)::text from job_rows($1) r", "7");

    var judged = jobs.store().data().judge(job.oid(), sum).await();

    assertThat(judged)
        .singleElement()
        .satisfies(each -> {
          assertThat(each.what()).isEqualTo("sum");
          assertThat(each.found()).isEqualTo(each.expected()).isEqualTo("7");
        });
    assertThatThrownBy(() ->
            jobs.store()
                .data()
                .judge(
                    job.oid(),
                    JobStatement.of("delete from job_input where job = $1 returning 1, 1, 1"))
                .await())
        .hasMessageContaining("read-only");
  }

  @Test
  void a_result_is_published_with_the_end_of_its_job_and_once() {
    Job job = jobs.planned(1);
    jobs.commit(job, 0, 1, "x\n");
    var end =
        new JobStore.End.Succeeded("{}", true, Optional.of(JobStatement.of(TELL, "the rows")));

    assertThat(jobs.store().finish(job.oid(), 7, end).await()).as("fenced").isFalse();
    assertThat(published(job)).isZero();
    assertThat(jobs.store().finish(job.oid(), 1, end).await()).isTrue();
    assertThat(jobs.store().finish(job.oid(), 1, end).await()).as("twice").isFalse();

    assertThat(published(job)).isEqualTo(1);
    assertThat(jobs.find(job).state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void a_job_whose_result_cannot_be_published_has_not_ended() {
    Job job = jobs.planned(1);
    jobs.commit(job, 0, 1, "x\n");
    var bad = JobStatement.of("insert into job_input values ($1, -1, '')");

    assertThatThrownBy(() ->
            jobs.store()
                .finish(job.oid(), 1, new JobStore.End.Succeeded("{}", true, Optional.of(bad)))
                .await())
        .isInstanceOf(StatementFailure.class);

    assertThat(jobs.find(job).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void a_job_that_is_tried_again_keeps_its_count_unless_all_of_it_is() {
    Job job = jobs.planned(3);
    jobs.store().finish(job.oid(), 1, new JobStore.End.Failed(EndReason.DEADLINE, "")).await();

    assertThat(jobs.store().wish(job.oid(), JobWish.RETRY, "mia").await().orThrow().unitsTotal())
        .isEqualTo(3);
    jobs.store().wish(job.oid(), JobWish.CANCEL, "mia").await();

    Job other = jobs.planned(3);
    jobs.store().finish(other.oid(), 1, new JobStore.End.Failed(EndReason.DEADLINE, "")).await();
    assertThat(
            jobs.store().wish(other.oid(), JobWish.RETRY_ALL, "mia").await().orThrow().unitsTotal())
        .isZero();
  }

  @Test
  void a_job_whose_results_are_being_removed_can_only_be_tried_again_whole() {
    Job job = jobs.planned(3);
    jobs.store().finish(job.oid(), 1, new JobStore.End.Failed(EndReason.DEADLINE, "")).await();
    jobs.pool()
        .preparedQuery("update job set swept = now(), bare = true where oid = $1")
        .execute(Tuple.of(job.oid()))
        .await();

    assertThat(jobs.store().wish(job.oid(), JobWish.RETRY, "mia").await().toString())
        .contains("results-swept", "retry_all");
    assertThat(jobs.find(job).state()).isEqualTo(JobState.FAILED);

    assertThat(jobs.store().wish(job.oid(), JobWish.RETRY_ALL, "mia").await().orThrow().state())
        .isEqualTo(JobState.QUEUED);
    assertThat(
            jobs.count(
                "select count(*) from job where oid = $1 and (swept is not null or bare)", job))
        .isZero();
  }

  private static JobStatement squares(int units) {
    return JobStatement.of(
        """
        insert into job_input (job, unit, bytes)
        select $1, n, convert_to((n * n)::text, 'UTF8') from generate_series(0, $2 - 1) n
        """,
        units);
  }

  private List<String> input(Job job, long lo, long hi) {
    return jobs.store().data().input(job.oid(), new Interval(lo, hi)).await().stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  private long published(Job job) {
    return jobs.count("select count(*) from job_event where job = $1 and kind = 'published'", job);
  }
}
