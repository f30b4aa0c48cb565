package hms.storage.pg;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.domain.job.EndReason;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobWish;
import hms.storage.JobData;
import hms.storage.JobStatement;
import hms.storage.JobStore;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What chunks leave beside their results. */
final class ChunkLeavingsIT {
  private final DataJobs jobs = new DataJobs();

  @AfterEach
  void close() {
    jobs.close();
  }

  @Test
  void what_chunks_leave_is_read_by_parts_in_unit_order() {
    Job job = jobs.planned(6);
    leave(job, 3, 5, Map.of(0, "c", 2, "C"));
    leave(job, 0, 3, Map.of(0, "ab", 1, "x"));
    leave(job, 0, 2, Map.of(0, "cut elsewhere"));
    jobs.commit(job, 0, 3, "");
    jobs.commit(job, 3, 5, "");

    assertThat(left(job, 0, 5, 0, 3)).containsExactly("abc", "x", "C");
    assertThat(left(job, 0, 3, 0, 3)).as("of some").containsExactly("ab", "x", "");
    assertThat(left(job, 0, 5, 7, 8)).as("nothing").containsExactly("");
  }

  @Test
  void a_part_that_is_too_large_for_its_row_is_read_as_if_it_were_there() {
    Job job = jobs.planned(2);
    String large = "[\"bowl\",1]\n".repeat(200_000);
    leave(job, 0, 1, Map.of(JobData.Left.SELF, large));
    jobs.commit(job, 0, 1, "");
    jobs.commit(job, 1, 2, "[\"cup\",2]\n");

    var parts = jobs.store().parts(job.oid(), 0, 100L << 20).await();
    var rows = JobStatement.of("select 'rows', 200001::text, count(*)::text from job_rows($1)");

    assertThat(parts.getFirst().payload()).asString().isEqualTo(large);
    assertThat(parts.get(1).payload()).asString().isEqualTo("[\"cup\",2]\n");
    assertThat(jobs.store().data().judge(job.oid(), rows).await())
        .allSatisfy(each -> assertThat(each.found()).isEqualTo(each.expected()));
  }

  @Test
  void large_parts_come_a_few_at_a_time() {
    Job job = jobs.planned(6);
    String large = "x".repeat(3 << 20);
    for (int lo = 0; lo < 6; lo++) {
      if (lo % 2 == 0) leave(job, lo, lo + 1, Map.of(JobData.Left.SELF, large));
      jobs.commit(job, lo, lo + 1, lo % 2 == 0 ? "" : "y".repeat(100_000));
    }

    var first = jobs.store().parts(job.oid(), 0, 4 << 20).await();
    var second = jobs.store().parts(job.oid(), 2, 4 << 20).await();
    var alone = jobs.store().parts(job.oid(), 4, 1 << 20).await();

    assertThat(first).extracting(part -> part.payload().length).containsExactly(3 << 20, 100_000);
    assertThat(second).extracting(part -> part.interval().lo()).containsExactly(2L, 3L);
    assertThat(alone).as("larger than a page").singleElement();
  }

  @Test
  void a_unit_that_was_rejected_makes_its_job_partial() {
    Job job = jobs.planned(2);
    var bad = new JobData.Left(Map.of(), Map.of(1L, "no picture"));
    assertThat(jobs.store().data().keep(DataJobs.chunk(job, 0, 2), bad).await()).isTrue();
    assertThat(jobs.store().data().rejected(job.oid(), 5).await()).as("not committed").isEmpty();
    var part = new JobStore.End.Partial("{}");

    jobs.commit(job, 0, 2, "");

    assertThat(jobs.store().data().rejected(job.oid(), 5).await())
        .containsExactly(new JobData.Rejected(1, "no picture"));
    assertThat(jobs.store().finish(job.oid(), 1, part).await()).isTrue();
    assertThat(jobs.count("select units_rejected from job where oid = $1", job)).isEqualTo(1);
    jobs.store().wish(job.oid(), JobWish.RETRY_ALL, "mia").await();
    assertThat(jobs.count("select count(*) from job_rejected where job = $1", job)).isZero();
  }

  @Test
  void what_a_straggler_leaves_is_not_taken() {
    Job job = jobs.planned(2);
    leave(job, 0, 1, Map.of(0, "old"));
    jobs.store().finish(job.oid(), 1, new JobStore.End.Failed(EndReason.DEADLINE, "")).await();
    var late = new JobData.Left(Map.of(0, DataJobs.bytes("late")), Map.of());
    assertThat(jobs.store().data().keep(DataJobs.chunk(job, 0, 1), late).await())
        .as("ended")
        .isFalse();
    jobs.store().wish(job.oid(), JobWish.RETRY_ALL, "mia").await();
    jobs.store().claim("a", Set.of(), DataJobs.MISSED, Set.of()).await();
    jobs.store().plan(job.oid(), 2, 2, DataJobs.CODE).await();

    assertThat(jobs.store().data().keep(DataJobs.chunk(job, 0, 1), late).await())
        .as("of an old epoch")
        .isFalse();

    assertThat(jobs.count("select count(*) from job_blob where job = $1", job)).isZero();
  }

  @Test
  void a_job_can_be_cancelled_while_a_chunk_leaves_much() {
    Job job = jobs.planned(2);
    var much = new JobData.Left(Map.of(JobData.Left.SELF, new byte[64 << 20]), Map.of());

    var kept = jobs.store().data().keep(DataJobs.chunk(job, 0, 1), much);
    await().until(() -> jobs.count("select count(*) from job_blob where job = $1", job) > 0);
    jobs.store().wish(job.oid(), JobWish.CANCEL, "mia").await();

    assertThat(kept.await()).as("the cancel came between").isFalse();
    assertThat(jobs.count("select count(*) from job_blob where job = $1", job)).isBetween(1L, 63L);
  }

  @Test
  void what_a_chunk_leaves_in_many_parts_comes_whole_and_so_do_many_rejections() {
    Job job = jobs.planned(5000);
    var parts = new HashMap<Integer, String>();
    for (int part = 0; part < 5; part++) parts.put(part, "xyz".repeat(200_000 * part + 1));
    leave(job, 0, 2, parts);
    var reasons = LongStream.range(0, 2500).boxed().collect(toMap(unit -> unit, unit -> "no"));
    assertThat(
            jobs.store()
                .data()
                .keep(DataJobs.chunk(job, 2, 5000), new JobData.Left(Map.of(), reasons))
                .await())
        .isTrue();
    jobs.commit(job, 0, 2, "");
    jobs.commit(job, 2, 5000, "");

    assertThat(left(job, 0, 2, 0, 5)).isEqualTo(List.copyOf(new TreeMap<>(parts).values()));
    assertThat(jobs.store().data().rejected(job.oid(), 5000).await()).hasSize(2500);
  }

  private void leave(Job job, long lo, long hi, Map<Integer, String> parts) {
    var left = new HashMap<Integer, byte[]>();
    parts.forEach((part, text) -> left.put(part, DataJobs.bytes(text)));
    assertThat(
            jobs.store()
                .data()
                .keep(DataJobs.chunk(job, lo, hi), new JobData.Left(left, Map.of()))
                .await())
        .isTrue();
  }

  private List<String> left(Job job, long byLo, long byHi, long lo, long hi) {
    return jobs
        .store()
        .data()
        .left(job.oid(), new Interval(byLo, byHi), new Interval(lo, hi))
        .await()
        .stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }
}
