package hms.storage.pg;

import hms.storage.pg.Invariants.Rule;
import java.util.Map;

/** What must hold of jobs, as of trade: see {@link Invariants}. Source: docs/compute.md. */
final class JobInvariants {
  /** The commit checks it, where else a key would. Source: docs/adr/0069. */
  private static final String RESULTS =
      """
      select r.job as oid from (select distinct job from job_chunk_result) r
      where not exists (select from job j where j.oid = r.job) order by r.job
      """;

  /** What is counted as done or dead is in a chunk of that kind, and nothing is in two. */
  private static final String UNITS =
      """
      select j.oid from job j
      left join lateral (
        select sum(c.hi - c.lo) filter (where not c.dead) as done,
            sum(c.hi - c.lo) filter (where c.dead) as dead,
            bool_or(c.lo < c.reached) as doubled
        from (
          select lo, hi, dead, max(hi) over (
              order by lo, hi rows between unbounded preceding and 1 preceding) as reached
          from (
            select r.lo, r.hi, false as dead from job_chunk_result r where r.job = j.oid
            union all select d.lo, d.hi, true from job_dead_chunk d where d.job = j.oid) pieces) c
        ) found on true
      where ($1::uuid[] is null or j.oid = any($1))
        and ((j.swept is null and coalesce(found.done, 0) <> j.units_done)
          or coalesce(found.dead, 0) <> j.units_dead or found.doubled)
      order by j.oid
      """;

  /** Each job of a slot is counted, and no slot makes one before it is due or while it waits. */
  private static final String SLOTS =
      """
      select s.oid from schedule s left join job j on j.schedule = s.oid and j.slot is not null
      group by s.oid
      having count(j.slot) > s.runs or max(j.slot) > s.last_at
        or bool_or(j.slot = any(s.waiting)) or bool_or(j.slot >= s.next_at)
        or s.waiting[array_upper(s.waiting, 1)] >= s.next_at
      order by s.oid
      """;

  static final Map<String, Rule> RULES =
      Map.of(
          "results-have-a-job", Rule.whole("job_chunk_result", RESULTS),
          "schedule-counts-its-slots", Rule.whole("schedule", SLOTS),
          "units-are-in-one-chunk", Rule.drawn("job", UNITS));

  private JobInvariants() {}
}
