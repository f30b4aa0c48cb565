package hms.storage.pg;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hms.domain.job.Chunk;
import hms.domain.job.ChunkResult;
import hms.domain.job.EndReason;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobCode;
import hms.domain.job.JobState;
import hms.domain.job.JobWish;
import hms.domain.job.Pace;
import hms.storage.Ids;
import hms.storage.JobData;
import hms.storage.JobStatement;
import hms.storage.JobStore;
import hms.storage.JobStore.ComputeNode;
import hms.storage.StatementFailure;
import hms.storage.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What jobs freeze, read and publish. */
final class JobDataIT {
  private static final Duration MISSED = Pace.DEFAULT.missed();
  private static final String TELL =
      "insert into job_event (job, kind, detail) values ($1, 'published', $2)";

  private static final JobCode CODE = new JobCode("squares", 1, "");

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool = PgPools.open(vertx, TestPostgres.freshDatabase().office());
  private final PgJobStore store = new PgJobStore(vertx, pool);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void what_is_frozen_is_read_by_units_and_stays_as_it_was() {
    Job job = claimed();

    assertThat(store.data().freeze(job.oid(), 1, squares(10)).await()).contains(10L);

    assertThat(input(job, 3, 6)).containsExactly("9", "16", "25");
    assertThat(input(job, 9, 12)).as("beyond the end").containsExactly("81");
  }

  @Test
  void freezing_again_replaces_what_was_there() {
    Job job = claimed();
    store.data().freeze(job.oid(), 1, squares(10)).await();

    assertThat(store.data().freeze(job.oid(), 1, squares(4)).await()).contains(4L);

    assertThat(input(job, 0, 10)).containsExactly("0", "1", "4", "9");
  }

  @Test
  void a_late_owner_freezes_nothing() {
    Job job = claimed();
    store.data().freeze(job.oid(), 1, squares(3)).await();

    assertThat(store.data().freeze(job.oid(), 7, squares(9)).await()).isEmpty();
    assertThat(input(job, 0, 10)).hasSize(3);

    store.plan(job.oid(), 1, 3, CODE).await();
    assertThat(store.data().freeze(job.oid(), 1, squares(9)).await()).as("planned").isEmpty();
    assertThat(input(job, 0, 10)).hasSize(3);
  }

  @Test
  void a_statement_that_cannot_work_is_told_from_a_fault() {
    Job job = claimed();

    for (var sql :
        List.of(
            "insert into nowhere values ($1)",
            "select 1 / 0 where $1 is not null",
            // As the server does with a statement that takes too long.
            """
            insert into job_input (job, unit, bytes) select $1, n, '' from generate_series(0, 99999) n
            where pg_cancel_backend(pg_backend_pid())
            """)) {
      assertThatThrownBy(() -> store.data().freeze(job.oid(), 1, JobStatement.of(sql)).await())
          .as(sql)
          .isInstanceOf(StatementFailure.class);
    }
  }

  @Test
  void an_oracle_sees_rows_and_input_and_changes_nothing() {
    Job job = planned(2);
    commit(job, 0, 1, "[\"bowl\",1]\n[\"cup\",2]\n");
    commit(job, 1, 2, "[\"jug\",4]\n");
    var sum =
        JobStatement.of("select 'sum', $2, sum((r ->> 1)::int)::text from job_rows($1) r", "7");

    var judged = store.data().judge(job.oid(), sum).await();

    assertThat(judged)
        .singleElement()
        .satisfies(each -> {
          assertThat(each.what()).isEqualTo("sum");
          assertThat(each.found()).isEqualTo(each.expected()).isEqualTo("7");
        });
    assertThatThrownBy(() ->
            store
                .data()
                .judge(
                    job.oid(),
                    JobStatement.of("delete from job_input where job = $1 returning 1, 1, 1"))
                .await())
        .hasMessageContaining("read-only");
  }

  @Test
  void a_result_is_published_with_the_end_of_its_job_and_once() {
    Job job = planned(1);
    commit(job, 0, 1, "x\n");
    var end =
        new JobStore.End.Succeeded("{}", true, Optional.of(JobStatement.of(TELL, "the rows")));

    assertThat(store.finish(job.oid(), 7, end).await()).as("fenced").isFalse();
    assertThat(published(job)).isZero();
    assertThat(store.finish(job.oid(), 1, end).await()).isTrue();
    assertThat(store.finish(job.oid(), 1, end).await()).as("twice").isFalse();

    assertThat(published(job)).isEqualTo(1);
    assertThat(find(job).state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void a_job_whose_result_cannot_be_published_has_not_ended() {
    Job job = planned(1);
    commit(job, 0, 1, "x\n");
    var bad = JobStatement.of("insert into job_input values ($1, -1, '')");

    assertThatThrownBy(() ->
            store
                .finish(job.oid(), 1, new JobStore.End.Succeeded("{}", true, Optional.of(bad)))
                .await())
        .isInstanceOf(StatementFailure.class);

    assertThat(find(job).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void a_job_that_is_tried_again_keeps_its_count_unless_all_of_it_is() {
    Job job = planned(3);
    store.finish(job.oid(), 1, new JobStore.End.Failed(EndReason.DEADLINE, "")).await();

    assertThat(store.wish(job.oid(), JobWish.RETRY, "mia").await().orThrow().unitsTotal())
        .isEqualTo(3);
    store.wish(job.oid(), JobWish.CANCEL, "mia").await();

    Job other = planned(3);
    store.finish(other.oid(), 1, new JobStore.End.Failed(EndReason.DEADLINE, "")).await();
    assertThat(store.wish(other.oid(), JobWish.RETRY_ALL, "mia").await().orThrow().unitsTotal())
        .isZero();
  }

  @Test
  void what_chunks_leave_is_read_by_parts_in_unit_order() {
    Job job = planned(6);
    leave(job, 3, 5, Map.of(0, "c", 2, "C"));
    leave(job, 0, 3, Map.of(0, "ab", 1, "x"));
    leave(job, 0, 2, Map.of(0, "cut elsewhere"));
    commit(job, 0, 3, "");
    commit(job, 3, 5, "");

    assertThat(left(job, 0, 5, 0, 3)).containsExactly("abc", "x", "C");
    assertThat(left(job, 0, 3, 0, 3)).as("of some").containsExactly("ab", "x", "");
    assertThat(left(job, 0, 5, 7, 8)).as("nothing").containsExactly("");
  }

  @Test
  void a_part_that_is_too_large_for_its_row_is_read_as_if_it_were_there() {
    Job job = planned(2);
    String large = "[\"bowl\",1]\n".repeat(200_000);
    leave(job, 0, 1, Map.of(JobData.Left.SELF, large));
    commit(job, 0, 1, "");
    commit(job, 1, 2, "[\"cup\",2]\n");

    var parts = store.parts(job.oid(), 0, 100L << 20).await();
    var rows = JobStatement.of("select 'rows', 200001::text, count(*)::text from job_rows($1)");

    assertThat(parts.getFirst().payload()).asString().isEqualTo(large);
    assertThat(parts.get(1).payload()).asString().isEqualTo("[\"cup\",2]\n");
    assertThat(store.data().judge(job.oid(), rows).await())
        .allSatisfy(each -> assertThat(each.found()).isEqualTo(each.expected()));
  }

  @Test
  void large_parts_come_a_few_at_a_time() {
    Job job = planned(6);
    String large = "x".repeat(3 << 20);
    for (int lo = 0; lo < 6; lo++) {
      if (lo % 2 == 0) leave(job, lo, lo + 1, Map.of(JobData.Left.SELF, large));
      commit(job, lo, lo + 1, lo % 2 == 0 ? "" : "y".repeat(100_000));
    }

    var first = store.parts(job.oid(), 0, 4 << 20).await();
    var second = store.parts(job.oid(), 2, 4 << 20).await();
    var alone = store.parts(job.oid(), 4, 1 << 20).await();

    assertThat(first).extracting(part -> part.payload().length).containsExactly(3 << 20, 100_000);
    assertThat(second).extracting(part -> part.interval().lo()).containsExactly(2L, 3L);
    assertThat(alone).as("larger than a page").singleElement();
  }

  @Test
  void a_unit_that_was_rejected_makes_its_job_partial() {
    Job job = planned(2);
    var bad = new JobData.Left(Map.of(), Map.of(1L, "no picture"));
    assertThat(store.data().keep(chunk(job, 0, 2), bad).await()).isTrue();
    assertThat(store.data().rejected(job.oid(), 5).await()).as("not committed").isEmpty();
    var part = new JobStore.End.Partial("{}");

    commit(job, 0, 2, "");

    assertThat(store.data().rejected(job.oid(), 5).await())
        .containsExactly(new JobData.Rejected(1, "no picture"));
    assertThat(store.finish(job.oid(), 1, part).await()).isTrue();
    assertThat(count("select units_rejected from job where oid = $1", job)).isEqualTo(1);
    store.wish(job.oid(), JobWish.RETRY_ALL, "mia").await();
    assertThat(count("select count(*) from job_rejected where job = $1", job)).isZero();
  }

  @Test
  void what_a_straggler_leaves_is_not_taken() {
    Job job = planned(2);
    leave(job, 0, 1, Map.of(0, "old"));
    store.finish(job.oid(), 1, new JobStore.End.Failed(EndReason.DEADLINE, "")).await();
    var late = new JobData.Left(Map.of(0, bytes("late")), Map.of());
    assertThat(store.data().keep(chunk(job, 0, 1), late).await()).as("ended").isFalse();
    store.wish(job.oid(), JobWish.RETRY_ALL, "mia").await();
    store.claim("a", Set.of(), MISSED, Set.of()).await();
    store.plan(job.oid(), 2, 2, CODE).await();

    assertThat(store.data().keep(chunk(job, 0, 1), late).await()).as("of an old epoch").isFalse();

    assertThat(count("select count(*) from job_blob where job = $1", job)).isZero();
  }

  @Test
  void a_job_can_be_cancelled_while_a_chunk_leaves_much() {
    Job job = planned(2);
    var much = new JobData.Left(Map.of(JobData.Left.SELF, new byte[64 << 20]), Map.of());

    var kept = store.data().keep(chunk(job, 0, 1), much);
    await().until(() -> count("select count(*) from job_blob where job = $1", job) > 0);
    store.wish(job.oid(), JobWish.CANCEL, "mia").await();

    assertThat(kept.await()).as("the cancel came between").isFalse();
    assertThat(count("select count(*) from job_blob where job = $1", job)).isBetween(1L, 63L);
  }

  @Test
  void what_a_chunk_leaves_in_many_parts_comes_whole_and_so_do_many_rejections() {
    Job job = planned(5000);
    var parts = new HashMap<Integer, String>();
    for (int part = 0; part < 5; part++) parts.put(part, "xyz".repeat(200_000 * part + 1));
    leave(job, 0, 2, parts);
    var reasons = LongStream.range(0, 2500).boxed().collect(toMap(unit -> unit, unit -> "no"));
    assertThat(store.data().keep(chunk(job, 2, 5000), new JobData.Left(Map.of(), reasons)).await())
        .isTrue();
    commit(job, 0, 2, "");
    commit(job, 2, 5000, "");

    assertThat(left(job, 0, 2, 0, 5)).isEqualTo(List.copyOf(new TreeMap<>(parts).values()));
    assertThat(store.data().rejected(job.oid(), 5000).await()).hasSize(2500);
  }

  @Test
  void a_job_whose_results_are_being_removed_can_only_be_tried_again_whole() {
    Job job = planned(3);
    store.finish(job.oid(), 1, new JobStore.End.Failed(EndReason.DEADLINE, "")).await();
    pool.preparedQuery("update job set swept = now(), bare = true where oid = $1")
        .execute(Tuple.of(job.oid()))
        .await();

    assertThat(store.wish(job.oid(), JobWish.RETRY, "mia").await().toString())
        .contains("results-swept", "retry_all");
    assertThat(find(job).state()).isEqualTo(JobState.FAILED);

    assertThat(store.wish(job.oid(), JobWish.RETRY_ALL, "mia").await().orThrow().state())
        .isEqualTo(JobState.QUEUED);
    assertThat(
            count("select count(*) from job where oid = $1 and (swept is not null or bare)", job))
        .isZero();
  }

  private void leave(Job job, long lo, long hi, Map<Integer, String> parts) {
    var left = new HashMap<Integer, byte[]>();
    parts.forEach((part, text) -> left.put(part, bytes(text)));
    assertThat(store.data().keep(chunk(job, lo, hi), new JobData.Left(left, Map.of())).await())
        .isTrue();
  }

  private List<String> left(Job job, long byLo, long byHi, long lo, long hi) {
    return store
        .data()
        .left(job.oid(), new Interval(byLo, byHi), new Interval(lo, hi))
        .await()
        .stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Chunk chunk(Job job, long lo, long hi) {
    return new Chunk(job.oid(), 1, lo, hi, 1);
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
    return store.data().input(job.oid(), new Interval(lo, hi)).await().stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  private long published(Job job) {
    return count("select count(*) from job_event where job = $1 and kind = 'published'", job);
  }

  private long count(String sql, Job job) {
    var rows = pool.preparedQuery(sql).execute(Tuple.of(job.oid())).await();
    return rows.iterator().next().getLong(0);
  }

  private Job find(Job job) {
    return store.find(job.oid()).await().orElseThrow();
  }

  private Job claimed() {
    Job job = Job.queued(Ids.next(), "squares", "{}", "mia", Instant.now());
    store.insert(job).await();
    var node = new ComputeNode("a", "node-a", 1, "test", List.of(CODE));
    store.renew(node, 0, Duration.ofSeconds(30)).await();
    assertThat(store.claim("a", Set.of(), MISSED, Set.of()).await()).isNotEmpty();
    return job;
  }

  private Job planned(long units) {
    Job job = claimed();
    assertThat(store.plan(job.oid(), 1, units, CODE).await()).isTrue();
    return job;
  }

  private void commit(Job job, long lo, long hi, String part) {
    var result = new ChunkResult(chunk(job, lo, hi), "a", Instant.now(), 1, 1, bytes(part));
    assertThat(store.commit(List.of(result), false).await()).isTrue();
  }
}
