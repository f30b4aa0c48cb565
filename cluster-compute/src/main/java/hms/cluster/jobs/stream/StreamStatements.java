package hms.cluster.jobs.stream;

import hms.storage.JobStatement;

/** Where lines come from, and where counters go. */
final class StreamStatements {
  private static final int BLOCK_BYTES = 64 * 1024;

  /** Raises if whoever submitted the job has no such input, or its file is gone or damaged. */
  private static final String BLOCKS =
      """
      insert into job_input (job, unit, bytes)
      select $1, b.unit, b.bytes from blocks_of_input($1, $2, $3) b
      """;

  /** Of committed chunks, each once, whoever computed it how often. */
  private static final String COUNTERS =
      """
      with counted as materialized (
        select split_part(line, E'\\t', 1) as its_group, split_part(line, E'\\t', 2) as name,
            sum(split_part(line, E'\\t', 3)::numeric) as n
        from string_to_table(convert_from(job_left($1, $2), 'UTF8'), E'\\n') line
        where line <> ''
        group by 1, 2 order by 1, 2 limit 100),
      told as (
        insert into job_event (job, kind, detail)
        select $1, 'counter', its_group || ',' || name || ' = ' || n from counted
        order by its_group, name)
      update job set result = result || jsonb_build_object('counters', (
          select jsonb_object_agg(g.its_group, g.counters)
          from (select its_group, jsonb_object_agg(name, n) as counters
            from counted group by its_group) g))
      where oid = $1 and exists (select from counted)
      """;

  private StreamStatements() {}

  static JobStatement blocks(StreamParameters asked) {
    return JobStatement.of(BLOCKS, asked.input(), BLOCK_BYTES);
  }

  static JobStatement counters(int part) {
    return JobStatement.of(COUNTERS, part);
  }
}
