package hms.storage.pg;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a report of a job is drawn from: as much for ten million chunks as for ten thousand. Each
 * question reads the rows of the job's chunks once.
 */
public final class PgJobReport {
  private static final String SPREAD =
      """
      select width_bucket(wall_micros, $2::bigint[]) as class, count(*) as chunks,
          sum(wall_micros)::bigint as wall_micros, sum(cpu_micros)::bigint as cpu_micros
      from job_chunk_result where job = $1 group by 1 order by 1
      """;

  private static final String BARS =
      """
      select lo, hi, attempt, node, started, wall_micros
      from (
        select lo, hi, attempt, node, started, wall_micros, row_number() over (order by lo) as n
        from job_chunk_result where job = $1) numbered
      where (n - 1) % $2 = 0
      order by started, lo limit $3
      """;

  private static final String FAILURES =
      "select class, count(*) as n from job_failure where job = $1 group by class order by class";

  private final PgSession session;

  PgJobReport(PgSession session) {
    this.session = session;
  }

  /**
   * Chunks that took about as long.
   *
   * @param index 0: less than the first bound; n: from bound n - 1 on, and less than bound n
   */
  public record Spread(int index, long chunks, long wallMicros, long cpuMicros) {}

  /** A committed chunk; {@code hi} is the first unit behind it. */
  public record Bar(long lo, long hi, int attempt, String node, Instant started, long wallMicros) {}

  /** Attempts that came to nothing, by class. */
  public record Failed(String failure, long attempts) {}

  /**
   * How long chunks took.
   *
   * @param boundsMicros ascending
   */
  public Future<List<Spread>> spread(UUID job, List<Long> boundsMicros) {
    return session.list(
        row ->
            new Spread(
                row.getInteger("class"),
                row.getLong("chunks"),
                row.getLong("wall_micros"),
                row.getLong("cpu_micros")),
        SPREAD,
        job,
        boundsMicros.toArray(Long[]::new));
  }

  /**
   * Chunks by the time when they were begun.
   *
   * @param each the so-manieth, in the order of units; 1: all
   */
  public Future<List<Bar>> bars(UUID job, long each, int limit) {
    return session.list(
        row ->
            new Bar(
                row.getLong("lo"),
                row.getLong("hi"),
                row.getInteger("attempt"),
                row.getString("node"),
                PgSession.instant(row, "started"),
                row.getLong("wall_micros")),
        BARS,
        job,
        each,
        limit);
  }

  public Future<List<Failed>> failures(UUID job) {
    return session.list(row -> new Failed(row.getString("class"), row.getLong("n")), FAILURES, job);
  }
}
