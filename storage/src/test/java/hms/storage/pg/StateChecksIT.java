package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Lifecycle;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanKey;
import hms.domain.job.JobState;
import hms.domain.order.CancelRequest;
import hms.domain.order.FactReport;
import hms.domain.order.Order;
import hms.domain.order.Shipment;
import hms.domain.order.UnitLedger.Edge;
import hms.domain.order.WorkOrder;
import hms.domain.product.Product;
import hms.domain.product.ProductImage;
import hms.domain.product.ProductRevision;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each CHECK (... IN (...)) lists exactly the words of its enum. */
final class StateChecksIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final Pattern WORD = Pattern.compile("'([a-zA-Z_]+)'::text");
  private static final String CHECK =
      """
      select pg_get_constraintdef(c.oid) from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.conrelid = ($1::text)::regclass and c.contype = 'c' and a.attname = $2
        and array_length(c.conkey, 1) = 1 and pg_get_constraintdef(c.oid) like '% ANY (ARRAY%'
      """;

  static Stream<Arguments> columns() {
    return Stream.of(
        Arguments.of("artisans", "state", Artisan.State.class),
        Arguments.of("artisan_keys", "state", ArtisanKey.State.class),
        Arguments.of("products", "state", Product.State.class),
        Arguments.of("product_revisions", "state", ProductRevision.State.class),
        Arguments.of("product_revisions", "kind", ProductRevision.Kind.class),
        Arguments.of("work_orders", "request_state", WorkOrder.Request.class),
        Arguments.of("work_orders", "work_state", WorkOrder.Work.class),
        Arguments.of("work_orders", "held_by", WorkOrder.Side.class),
        Arguments.of("shipments", "state", Shipment.State.class),
        Arguments.of("shipments", "tracking_status", Shipment.TrackingStatus.class),
        Arguments.of("cancel_requests", "state", CancelRequest.State.class),
        Arguments.of("cancel_requests", "asked_by", CancelRequest.Side.class),
        Arguments.of("cancel_requests", "refusal", CancelRequest.Refusal.class),
        Arguments.of("fact_reports", "state", FactReport.State.class),
        Arguments.of("image_bytes", "size", ProductImage.Size.class));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void a_column_takes_the_words_of_its_enum(String table, String column, Class<Enum<?>> type) {
    var words = words(table, column);

    assertThat(words)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(type.getEnumConstants()).map(Lifecycle::word).toList());
  }

  @Test
  void the_column_of_jobs_takes_the_names_of_their_states() {
    assertThat(words("job", "state"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(JobState.values()).map(Enum::name).toList());
  }

  @Test
  void one_revision_is_open_in_every_state_that_is_not_an_end() {
    var index =
        OFFICE
            .asOwner("select pg_get_indexdef('product_revisions_one_open'::regclass)")
            .getFirst()
            .getString(0);
    var states = Arrays.stream(ProductRevision.State.values());

    assertThat(words(index))
        .containsExactlyInAnyOrderElementsOf(
            states
                .filter(s -> !ProductRevision.LIFECYCLE.finalStates().contains(s))
                .map(Lifecycle::word)
                .toList());
  }

  @Test
  void an_order_asks_for_attention_in_the_words_of_its_enum() {
    var check =
        OFFICE
            .asOwner(
                "select pg_get_constraintdef(oid) from pg_constraint"
                    + " where conname = 'orders_attention_check'")
            .getFirst()
            .getString(0);

    assertThat(words(check))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Order.Attention.values()).map(Lifecycle::word).toList());
  }

  @Test
  void units_move_between_the_buckets_of_the_ledger_only() {
    var froms =
        Arrays.stream(Edge.values()).map(edge -> Lifecycle.word(edge.from())).distinct().toList();
    var tos =
        Arrays.stream(Edge.values())
            .map(edge -> edge.to().map(Lifecycle::word).orElse("elsewhere"))
            .distinct()
            .toList();

    assertThat(words("unit_moves", "from_bucket")).containsExactlyInAnyOrderElementsOf(froms);
    assertThat(words("unit_moves", "to_bucket")).containsExactlyInAnyOrderElementsOf(tos);
  }

  private static List<String> words(String table, String column) {
    var checks = OFFICE.asOwner(CHECK, table, column);
    assertThat(checks).as("one CHECK of %s.%s", table, column).hasSize(1);
    return words(checks.getFirst().getString(0));
  }

  private static List<String> words(String definition) {
    return WORD.matcher(definition).results().map(found -> found.group(1)).toList();
  }
}
