package hms.cluster.jobs.stream;

import hms.storage.JobStatement;

/** Where lines come from, and where counters go. */
final class StreamStatements {
  private static final int BLOCK_BYTES = 64 * 1024;

  /** Raises if whoever submitted the job has no such export, or its file is gone or damaged. */
  private static final String BLOCKS =
      """
      insert into job_input (job, unit, bytes)
      select $1, b.unit, b.bytes from blocks_of_export($1, $2, $3) b
      """;

  private static final String COUNTERS =
      """
      insert into job_event (job, kind, detail)
      select $1, 'counter', split_part(line, E'\\t', 1) || ',' || split_part(line, E'\\t', 2)
          || ' = ' || sum(split_part(line, E'\\t', 3)::numeric)
      from string_to_table(convert_from(job_left($1, $2), 'UTF8'), E'\\n') line
      where line <> ''
      group by split_part(line, E'\\t', 1), split_part(line, E'\\t', 2)
      order by 3 limit 100
      """;

  private StreamStatements() {}

  static JobStatement blocks(StreamParameters asked) {
    return JobStatement.of(BLOCKS, asked.input(), BLOCK_BYTES);
  }

  static JobStatement counters(int part) {
    return JobStatement.of(COUNTERS, part);
  }
}
