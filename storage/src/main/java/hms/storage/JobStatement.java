package hms.storage;

import java.util.List;
import java.util.stream.Stream;

/**
 * A statement of SQL by which a job type reads or writes the database. The engine runs it, behind
 * the fence, with at most five minutes; the type sees no connection.
 *
 * @param sql its {@code $1} is the oid of the job, {@code $2} and on are the values
 * @param values texts, numbers, booleans, UUIDs, instants as {@code OffsetDateTime}, and arrays of
 *     these
 */
public record JobStatement(String sql, List<Object> values) {
  public JobStatement {
    values = List.copyOf(values);
  }

  public static JobStatement of(String sql, Object... values) {
    return new JobStatement(sql, Stream.of(values).toList());
  }
}
