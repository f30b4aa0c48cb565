package hms.storage.pg;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as it goes to PostgreSQL.
 *
 * @param sql with {@code $1}, {@code $2}, ... for the values
 * @param values as the driver takes them: UUID, String, Long, OffsetDateTime, Buffer, arrays, null
 */
public record Sent(String sql, List<@Nullable Object> values) {
  public Sent {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }
}
