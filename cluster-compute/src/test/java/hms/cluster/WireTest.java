package hms.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.Chunk;
import hms.domain.job.ChunkResult;
import hms.domain.job.JobBrief;
import hms.domain.job.JobMessage;
import hms.domain.job.Lot;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final Chunk CHUNK = new Chunk(new UUID(1, 2), 3, 4, Long.MAX_VALUE, 5);
  private static final JobBrief BRIEF =
      new JobBrief(CHUNK.job(), 3, "factors", "{\"to\":9}", 9, "factors:1", "");

  @Test
  void each_kind_of_message_arrives_as_its_own_record() {
    JobMessage.ToOrchestrator sent = new JobMessage.HandBack("a", 1, List.of(CHUNK));

    var read = Wire.read(Wire.write(sent), JobMessage.ToOrchestrator.class);

    assertThat(read).isEqualTo(sent);
  }

  @Test
  void grants_and_cancels_keep_their_units() {
    List<JobMessage.ToWorker> sent =
        List.of(
            new JobMessage.Grant("a", 1, 2, List.of(new Lot(CHUNK, 7, 30_000, true))),
            new JobMessage.Grant("a", 1, 2, List.of()).with(List.of(BRIEF)),
            new JobMessage.Cancel("a", CHUNK.job(), 3, List.of(CHUNK.interval()), true),
            new JobMessage.WhatDoYouHold("a", List.of(), 3));

    for (var each : sent) {
      assertThat(Wire.read(Wire.write(each), JobMessage.ToWorker.class)).isEqualTo(each);
    }
  }

  @Test
  void results_keep_their_bytes_and_instants() {
    var result =
        new ChunkResult(
            CHUNK, "a", Instant.parse("2026-11-22T10:00:00.123456789Z"), 7, 6, new byte[] {-1, 0});

    var read =
        Wire.read(
            Wire.write(new JobMessage.ResultBatch("a", 1, List.of(result))),
            JobMessage.ResultBatch.class);

    assertThat(read.results().getFirst()).usingRecursiveComparison().isEqualTo(result);
  }

  @Test
  void a_grant_of_an_earlier_version_tells_of_no_job() {
    var earlier =
        Buffer.buffer("{\"kind\":\"Grant\",\"from\":\"a\",\"session\":1,\"first\":2,\"lots\":[]}");

    var read = Wire.read(earlier, JobMessage.ToWorker.class);

    assertThat(read).isEqualTo(new JobMessage.Grant("a", 1, 2, List.of()));
  }

  @Test
  void members_of_a_later_version_are_passed_over() {
    var later =
        Buffer.buffer(
            "{\"kind\":\"Echo\",\"from\":\"a\",\"session\":1,\"n\":2,\"waitingWeight\":3,\"new\":4}");

    var read = Wire.read(later, JobMessage.ToWorker.class);

    assertThat(read).isEqualTo(new JobMessage.Echo("a", 1, 2, 3));
  }
}
