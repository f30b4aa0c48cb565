package hms.cluster.jobs.copurchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import hms.cluster.job.GivenInput;
import hms.cluster.job.JobType;
import hms.cluster.job.JobTypeContract;
import hms.cluster.job.RowLines;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CoPurchaseTest extends JobTypeContract<CoPurchaseParameters, RowLines> {
  @Override
  protected JobType<CoPurchaseParameters, RowLines> type() {
    return new CoPurchase();
  }

  @Override
  protected List<String> samples() {
    return List.of("{\"partitions\":5}", "{\"partitions\":1,\"topK\":2,\"minSupport\":1}");
  }

  @Override
  protected List<byte[]> input(String json) {
    var random = new Random(42);
    var orders = new ArrayList<List<Integer>>();
    for (int n = 0; n < 120; n++) {
      var products = new TreeSet<Integer>();
      for (int m = random.nextInt(6); m >= 0; m--) products.add(random.nextInt(12));
      orders.add(List.copyOf(products));
    }
    var units = new ArrayList<byte[]>();
    for (int n = 0; n < orders.size(); n += 10) units.add(unit(orders, orders.subList(n, n + 10)));
    return units;
  }

  @Test
  void what_is_ordered_together_most_comes_first_and_ties_go_by_oid() throws Exception {
    var orders =
        List.of(
            List.of(1, 2),
            List.of(1, 2),
            List.of(1, 2, 3),
            List.of(1, 3),
            List.of(1, 4),
            List.of(4));

    var rows = rows("{\"partitions\":3,\"minSupport\":1,\"topK\":2}", orders);

    var ofOne = rows.stream().filter(row -> row.getString(0).equals(oid(1).toString())).toList();
    assertThat(ofOne).hasSize(2);
    assertThat(ofOne.getFirst().getString(2)).isEqualTo(oid(2).toString());
    assertThat(ofOne.getFirst().getInteger(3)).isEqualTo(3);
    assertThat(ofOne.getFirst().getDouble(4)).isCloseTo(3 / Math.sqrt(5 * 3), offset(1e-12));
    assertThat(ofOne.get(1).getString(2)).as("2 of 2 beats 1 of 2").isEqualTo(oid(3).toString());
    var ofThree = rows.stream().filter(row -> row.getString(0).equals(oid(3).toString())).toList();
    assertThat(ofThree).extracting(row -> row.getInteger(1)).containsExactly(1, 2);
    var ofFour = rows.stream().filter(row -> row.getString(0).equals(oid(4).toString())).toList();
    assertThat(ofFour)
        .singleElement()
        .satisfies(
            row -> assertThat(row.getDouble(4)).isCloseTo(1 / Math.sqrt(2 * 5), offset(1e-12)));
  }

  @Test
  void what_is_rarely_ordered_together_is_not_told() throws Exception {
    var orders = List.of(List.of(1, 2), List.of(1, 2), List.of(1, 2, 3), List.of(1, 3));

    var rows = rows("{}", orders);

    assertThat(rows).extracting(row -> row.getInteger(3)).containsOnly(3).hasSize(2);
  }

  @Test
  void every_part_tells_how_many_pairs_it_was_given() throws Exception {
    var orders = List.of(List.of(1, 2), List.of(1, 2, 3), List.of(4));

    assertThat(pairsTold("{\"partitions\":4}", orders)).isEqualTo(2 + 6);
  }

  @Test
  void bad_parameters_are_told_where_they_are() {
    var bad = new JsonObject("{\"days\":0,\"partitions\":2000,\"topK\":1.5}");

    assertThat(type().parameters(bad).toString()).contains("/days", "/partitions", "/topK");
  }

  private List<JsonArray> rows(String json, List<List<Integer>> orders) throws Exception {
    var asked = type().parameters(new JsonObject(json)).orThrow();
    var reduced = reduced(asked, mapped(asked, orders));
    byte[] lines = type().compute(asked, new Interval(0, asked.partitions()), reduced).bytes();
    return new String(lines, StandardCharsets.UTF_8).lines().map(JsonArray::new).toList();
  }

  private long pairsTold(String json, List<List<Integer>> orders) throws Exception {
    var asked = type().parameters(new JsonObject(json)).orThrow();
    var reduced = reduced(asked, mapped(asked, orders));
    var unused = type().compute(asked, new Interval(0, asked.partitions()), reduced);
    return ByteBuffer.wrap(reduced.left(0)).getLong();
  }

  private GivenInput mapped(CoPurchaseParameters asked, List<List<Integer>> orders)
      throws Exception {
    var map = GivenInput.of(0, List.of(unit(orders, orders)));
    var unused = type().compute(asked, new Interval(0, 1), map);
    return map;
  }

  private static GivenInput reduced(CoPurchaseParameters asked, GivenInput map) {
    var parts = new ArrayList<byte[]>();
    for (int part = 0; part < asked.partitions(); part++) parts.add(map.left(part));
    return GivenInput.of(1, parts);
  }

  /** As SQL would freeze it. */
  private static byte[] unit(List<List<Integer>> all, List<List<Integer>> some) {
    var out = ByteBuffer.allocate(10_000).putLong(0);
    for (var order : some) {
      out.putInt(order.size());
      for (int product : order) {
        var oid = oid(product);
        out.putLong(oid.getMostSignificantBits()).putLong(oid.getLeastSignificantBits());
        out.putInt((int) all.stream().filter(each -> each.contains(product)).count());
      }
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private static UUID oid(int product) {
    return new UUID(0x018f2f3a7b7c7000L, 0x8000000000000000L + product);
  }
}
