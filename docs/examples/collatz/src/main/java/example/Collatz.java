package example;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.JobType;
import hms.cluster.job.Plan;
import hms.cluster.job.Reduction;
import hms.cluster.job.Stopped;
import hms.cluster.job.Verdict;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;

/**
 * {@code collatz}: which integer up to {@code to} takes most steps to 1, where an even one is halved
 * and an odd one tripled and raised by one.
 *
 * <p>A unit is an integer, numbered from 0 for 1. Partial results are small and their maximum is
 * associative, so any cutting gives the same bytes.
 */
public final class Collatz implements JobType<Collatz.Asked, Collatz.Longest> {
  /** Beyond, what comes on the way to 1 may not fit a long. */
  private static final long TO_MAX = 1_000_000_000;

  private static final int CHECKED_MAX = 1_000_000;
  private static final long NANOS_A_UNIT = 300;
  private static final int UNITS_A_CHECKPOINT = 4096;

  /** Integers from 1 to {@code to}. */
  public record Asked(long to) {}

  /** The least integer that takes most steps; {@code n} 0: none was looked at. */
  public record Longest(long n, long steps) {}

  /** How the job is called, and the folder of its jars. */
  @Override
  public String name() {
    return "collatz";
  }

  /** Raise it whenever a result could change. */
  @Override
  public int version() {
    return 1;
  }

  /** Tells all violations at once, each with a pointer, and what it does not know. */
  @Override
  public Outcome<Asked> parameters(JsonObject json) {
    var rules = new Rules();
    for (String each : json.fieldNames()) {
      rules.that(each.equals("to"), "/" + each, "unknown", "expected to");
    }
    Object to = json.getValue("to", 1_000_000);
    boolean whole = to instanceof Integer || to instanceof Long;
    rules.that(whole, "/to", "integer", "expected a whole number, found " + to);
    if (whole) rules.range("/to", ((Number) to).longValue(), 1, TO_MAX);
    return rules.broken() ? rules.refused() : Outcome.done(new Asked(((Number) to).longValue()));
  }

  @Override
  public Plan plan(Asked asked) {
    return new Plan(asked.to(), NANOS_A_UNIT);
  }

  /** From its arguments alone, and with a checkpoint at least every 5 ms. */
  @Override
  public Longest compute(Asked asked, Interval range, ChunkContext chunk) throws Stopped {
    var longest = new Longest(0, -1);
    for (long unit = range.lo(); unit < range.hi(); unit++) {
      if ((unit - range.lo()) % UNITS_A_CHECKPOINT == 0) {
        chunk.checkpoint();
        chunk.progress(unit - range.lo());
      }
      long steps = steps(unit + 1);
      if (steps > longest.steps()) longest = new Longest(unit + 1, steps);
    }
    return longest;
  }

  private static long steps(long from) {
    long steps = 0;
    for (long n = from; n != 1; steps++) {
      n = n % 2 == 0 ? n / 2 : Math.addExact(Math.multiplyExact(3, n), 1);
    }
    return steps;
  }

  @Override
  public Reduction<Longest> reduction(Asked asked) {
    return new Later();
  }

  /** An oracle shares no code with {@link #compute}: a table of what is known, filled upwards. */
  @Override
  public Verdict verify(Asked asked, Longest found) {
    if (asked.to() > CHECKED_MAX) return new Verdict.NotChecked();
    var expected = fromTable((int) asked.to());
    return expected.equals(found)
        ? new Verdict.Confirmed("table")
        : new Verdict.Refuted("table", "expected %s, found %s".formatted(expected, found));
  }

  private static Longest fromTable(int to) {
    var known = new int[to + 1];
    var longest = new Longest(1, 0);
    for (int n = 2; n <= to; n++) {
      long at = n;
      int steps = 0;
      while (at >= n) {
        steps += (at & 1) == 0 ? 1 : 2;
        at = (at & 1) == 0 ? at >> 1 : at + (at >> 1) + 1;
      }
      known[n] = steps + known[(int) at];
      if (known[n] > longest.steps()) longest = new Longest(n, known[n]);
    }
    return longest;
  }

  /** The longer one; of two alike, the left one, which is the least. Two longs, big-endian. */
  private static final class Later implements Reduction<Longest> {
    @Override
    public Longest empty() {
      return new Longest(0, -1);
    }

    @Override
    public Longest merge(Longest left, Longest right) {
      return right.steps() > left.steps() ? right : left;
    }

    @Override
    public byte[] write(Longest part) {
      return ByteBuffer.allocate(2 * Long.BYTES).putLong(part.n()).putLong(part.steps()).array();
    }

    @Override
    public Longest read(byte[] bytes) {
      var in = ByteBuffer.wrap(bytes);
      return new Longest(in.getLong(), in.getLong());
    }

    @Override
    public JsonObject json(Longest total) {
      return new JsonObject().put("n", total.n()).put("steps", total.steps());
    }
  }
}
