package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Lifecycle;
import hms.domain.order.OrderStatus;
import hms.domain.order.UnitLedger;
import hms.domain.order.UnitLedger.Bucket;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The generated column says what Java says, wherever the pieces stand. */
final class OrderStatusIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();

  /** Every set of buckets that holds something, with each flag: 4 x 1023 orders. */
  private static final String EVERY =
      """
      insert into orders (oid, version, created, modified, number, channel_oid, external_id,
          request_hash, customer_oid, placed_at, ship_to_name, ship_to, currency, items_minor,
          discount_minor, shipping_minor, tax_minor, total_minor, held_reason, closed, q_ordered,
          q_pending, q_accepted, q_shipped, q_delivered, q_returned, q_refunded, q_undecided,
          q_rejected, q_cancelled, q_lost)
      select gen_random_uuid(), 1, now(), now(), 'n-' || bits || h.held || c.ended, o.channel_oid,
          'e-' || bits || h.held || c.ended, o.request_hash, o.customer_oid, now(), 'x', '{}', 'EUR',
          0, 0, 0, 0, 0, case when h.held then 'why' end, case when c.ended then now() end,
          length(replace(bits::bit(10)::text, '0', '')),
          bits & 1, bits >> 1 & 1, bits >> 2 & 1, bits >> 3 & 1, bits >> 4 & 1, bits >> 5 & 1,
          bits >> 6 & 1, bits >> 7 & 1, bits >> 8 & 1, bits >> 9 & 1
      from (select * from orders limit 1) o, generate_series(1, 1023) bits, (values (true), (false)) h (held),
          (values (true), (false)) c (ended)
      """;

  private static final String STATUSES =
      """
      select status, held_reason is not null as held, closed is not null as closed, q_pending,
          q_accepted, q_shipped, q_delivered, q_returned, q_refunded, q_undecided, q_rejected,
          q_cancelled, q_lost
      from orders where number like 'n-%' order by number
      """;

  @Test
  void the_column_and_the_enum_agree_on_every_combination() {
    var unused = new Given(OFFICE).anOrder(UnitLedger.pending(1));
    OFFICE.execute(EVERY);

    var rows = OFFICE.asOwner(STATUSES);

    assertThat(rows).hasSize(4 * 1023);
    for (var row : rows) {
      var units = PgUnits.read(row);
      var expected = OrderStatus.of(units, row.getBoolean("held"), row.getBoolean("closed"));
      assertThat(row.getString("status")).as("%s", units).isEqualTo(Lifecycle.word(expected));
    }
  }

  @Test
  void every_bucket_has_its_column() {
    var units = new EnumMap<Bucket, Integer>(Bucket.class);
    for (var bucket : Bucket.values()) units.put(bucket, bucket.ordinal() + 1);
    var order = new Given(OFFICE).anOrder(new UnitLedger(units));

    var found = OFFICE.stores().orders().find(order.oid()).future().await().orThrow();

    assertThat(found.units()).isEqualTo(new UnitLedger(units));
  }
}
