package hms.cluster.jobs.stream;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.JobType;
import hms.cluster.job.Plan;
import hms.cluster.job.Plan.Stage;
import hms.cluster.job.Reduction;
import hms.cluster.job.Stopped;
import hms.cluster.job.Verdict;
import hms.domain.Outcome;
import hms.domain.job.Interval;
import hms.storage.JobStatement;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * {@code stream}: a mapper over lines, and perhaps a reducer over what it tells, sorted by key.
 *
 * <p>Units of the first stage are blocks of 64 KiB with the lines that begin in them; of the second
 * one, the partitions of keys. Programs are pure, or results are not: the same lines give the same
 * lines, and a mapper tells of each line by itself. An empty input runs nothing.
 */
public final class StreamJob implements JobType<StreamParameters, byte[]> {
  /** Beyond all partitions. */
  private static final int COUNTERS = 1 << 20;

  private static final long NANOS_A_BLOCK = 2_000_000;
  private static final long NANOS_A_PARTITION = 100_000_000;
  private static final int BLOCKS_MAX = 128;

  private static final int LINES_A_CHECKPOINT = 1024;

  private final Programs programs;

  public StreamJob(Programs programs) {
    this.programs = programs;
  }

  @Override
  public String name() {
    return "stream";
  }

  @Override
  public String surroundings() {
    return programs.digest();
  }

  @Override
  public Outcome<StreamParameters> parameters(JsonObject json) {
    return StreamParameters.read(json, programs.names());
  }

  @Override
  public Plan plan(StreamParameters asked) {
    var stages = new ArrayList<Stage>();
    stages.add(new Stage(0, NANOS_A_BLOCK, BLOCKS_MAX));
    if (asked.reducer().isPresent()) {
      stages.add(new Stage(asked.partitions(), NANOS_A_PARTITION, 1));
    }
    return new Plan(stages, Optional.of(StreamStatements.blocks(asked)));
  }

  @Override
  public byte[] compute(StreamParameters asked, Interval range, ChunkContext chunk)
      throws Exception {
    chunk.checkpoint();
    if (chunk.stage() == 1) return reduced(asked, range, chunk);
    byte[] told = run(asked.mapper(), range, input(range, chunk), chunk);
    if (asked.reducer().isEmpty()) return told;
    divide(told, asked.partitions(), chunk);
    return new byte[0];
  }

  private static byte[] input(Interval range, ChunkContext chunk) {
    var input = new ByteArrayOutputStream();
    for (long unit = range.lo(); unit < range.hi(); unit++) input.writeBytes(chunk.input(unit));
    return input.toByteArray();
  }

  private byte[] reduced(StreamParameters asked, Interval range, ChunkContext chunk)
      throws Exception {
    var told = new ByteArrayOutputStream();
    for (long part = range.lo(); part < range.hi(); part++) {
      byte[] sorted = new Lines(chunk.input(part)).sortedByKey(chunk);
      var alone = new Interval(part, part + 1);
      told.writeBytes(run(asked.reducer().orElseThrow(), alone, sorted, chunk));
    }
    return told.toByteArray();
  }

  private byte[] run(String program, Interval range, byte[] input, ChunkContext chunk)
      throws Exception {
    if (input.length == 0) return input;
    String task = "task_%d_%d".formatted(chunk.stage(), range.lo());
    var environment =
        Map.of(
            "PATH",
            "/usr/bin:/bin",
            "LC_ALL",
            "C",
            "mapreduce_task_id",
            task,
            "mapreduce_task_attempt_id",
            task + "_0",
            "mapreduce_task_partition",
            Long.toString(range.lo()));
    var output = programs.run(program, environment, input, chunk);
    if (output.counters().length > 0) chunk.emit(COUNTERS, output.counters());
    return Lines.whole(output.bytes());
  }

  private static void divide(byte[] told, int partitions, ChunkContext chunk) throws Stopped {
    var lines = new Lines(told);
    var parts = new ByteArrayOutputStream[partitions];
    int n = 0;
    for (int line = 0; line < told.length; line = lines.next(line)) {
      if (n++ % LINES_A_CHECKPOINT == 0) chunk.checkpoint();
      int part = lines.partition(line, partitions);
      if (parts[part] == null) parts[part] = new ByteArrayOutputStream();
      lines.write(line, parts[part]);
    }
    for (int part = 0; part < partitions; part++) {
      if (parts[part] != null) chunk.emit(part, parts[part].toByteArray());
    }
  }

  @Override
  public Reduction<byte[]> reduction(StreamParameters asked) {
    return new Joined();
  }

  /** What programs of others should tell, only they know. */
  @Override
  public Verdict verify(StreamParameters asked, byte[] total) {
    return new Verdict.NotChecked();
  }

  /** Sums of counters go with the result, and become events; of a second try, once more. */
  @Override
  public Optional<JobStatement> publication(StreamParameters asked) {
    return Optional.of(StreamStatements.counters(COUNTERS));
  }

  /** Bytes behind each other. */
  private static final class Joined implements Reduction<byte[]> {
    @Override
    public Form form() {
      return Form.FILE;
    }

    @Override
    public byte[] empty() {
      return new byte[0];
    }

    @Override
    public byte[] merge(byte[] left, byte[] right) {
      var both = new ByteArrayOutputStream(left.length + right.length);
      both.writeBytes(left);
      both.writeBytes(right);
      return both.toByteArray();
    }

    @Override
    public byte[] write(byte[] part) {
      return part;
    }

    @Override
    public byte[] read(byte[] bytes) {
      return bytes;
    }

    @Override
    public JsonObject json(byte[] total) {
      return new JsonObject().put("bytes", total.length);
    }
  }
}
