package hms.storage.pg;

import hms.domain.order.UnitLedger;
import hms.domain.order.UnitLedger.Bucket;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A unit ledger as the columns q_pending, q_accepted ... in the order of {@link Bucket}. */
final class PgUnits {
  private PgUnits() {}

  static UnitLedger read(Row row) {
    var units = new EnumMap<Bucket, Integer>(Bucket.class);
    for (var bucket : Bucket.values()) {
      units.put(bucket, row.getInteger("q_" + bucket.name().toLowerCase(Locale.ROOT)));
    }
    return new UnitLedger(units);
  }

  /** {@code before}, the quantity, then all buckets. */
  static @Nullable Object[] values(UnitLedger units, @Nullable Object... before) {
    List<@Nullable Object> all = new ArrayList<>();
    for (var each : before) all.add(each);
    all.add(units.quantity());
    for (var bucket : Bucket.values()) all.add(units.in(bucket));
    return all.toArray();
  }
}
