package hms.cluster.jobs.copurchase;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.JobType;
import hms.cluster.job.Plan;
import hms.cluster.job.Plan.Stage;
import hms.cluster.job.Reduction;
import hms.cluster.job.RowLines;
import hms.cluster.job.Stopped;
import hms.cluster.job.Verdict;
import hms.domain.Outcome;
import hms.domain.job.Interval;
import hms.storage.JobStatement;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code co-purchase}: which products are ordered together. Units of the first stage are orders, of
 * the second one the parts that products are divided among.
 *
 * <p>Parameters: {@code days} of orders (365), {@code partitions} (64), {@code topK} others of a
 * product (20), {@code minSupport}: orders with both (3). Rows go to {@code recommendation}.
 */
public final class CoPurchase implements JobType<CoPurchaseParameters, RowLines> {
  private static final List<String> COLUMNS =
      List.of("product", "rank", "other", "together", "score");
  private static final long NANOS_A_UNIT_OF_ORDERS = 3_000_000;
  private static final long NANOS_A_PART = 50_000_000;
  private static final int UNITS_OF_ORDERS_MAX = 64;
  private static final Comparator<Recommended> BEST =
      Comparator.comparingDouble(Recommended::score)
          .reversed()
          .thenComparing(each -> each.pair().other().oid(), Pair.BYTES);

  private record Recommended(Pair pair, int together, double score) {}

  @Override
  public String name() {
    return "co-purchase";
  }

  @Override
  public Outcome<CoPurchaseParameters> parameters(JsonObject json) {
    return CoPurchaseParameters.read(json);
  }

  @Override
  public Plan plan(CoPurchaseParameters asked) {
    return new Plan(
        List.of(
            new Stage(0, NANOS_A_UNIT_OF_ORDERS, UNITS_OF_ORDERS_MAX),
            new Stage(asked.partitions(), NANOS_A_PART, 1)),
        Optional.of(CoPurchaseStatements.orders(asked)));
  }

  @Override
  public RowLines compute(CoPurchaseParameters asked, Interval range, ChunkContext chunk)
      throws Stopped {
    return chunk.stage() == 0 ? map(asked, range, chunk) : reduce(asked, range, chunk);
  }

  /** Leaves the pairs of these orders to the parts of their products. */
  private static RowLines map(CoPurchaseParameters asked, Interval range, ChunkContext chunk)
      throws Stopped {
    var pairs = new Pairs();
    for (long unit = range.lo(); unit < range.hi(); unit++) {
      var in = ByteBuffer.wrap(chunk.input(unit)).position(Long.BYTES);
      while (in.hasRemaining()) {
        chunk.checkpoint();
        var products = new Pair.Product[in.getInt()];
        for (int i = 0; i < products.length; i++) products[i] = Pair.Product.read(in);
        pairs.addOrder(products);
      }
    }
    pairs.parts(asked.partitions(), chunk::emit);
    return new RowLines(new byte[0]);
  }

  /** Adds up what was left to these parts, and tells their sums to the oracle. */
  private static RowLines reduce(CoPurchaseParameters asked, Interval range, ChunkContext chunk)
      throws Stopped {
    var rows = new RowLines.Writer();
    long counted = 0;
    for (long part = range.lo(); part < range.hi(); part++) {
      chunk.checkpoint();
      var pairs = new Pairs();
      pairs.add(chunk.input(part));
      var sorted = pairs.sorted();
      for (int together : sorted.values()) counted += together;
      recommend(asked, sorted, rows, chunk);
    }
    chunk.emit(0, ByteBuffer.allocate(Long.BYTES).putLong(counted).array());
    return rows.written();
  }

  /**
   * @param pairs in the order of their products
   */
  private static void recommend(
      CoPurchaseParameters asked,
      Map<Pair, Integer> pairs,
      RowLines.Writer rows,
      ChunkContext chunk)
      throws Stopped {
    var others = new ArrayList<Recommended>();
    for (var each : pairs.entrySet()) {
      var pair = each.getKey();
      if (!others.isEmpty() && !others.getFirst().pair().product().equals(pair.product())) {
        chunk.checkpoint();
        write(asked, others, rows);
        others.clear();
      }
      int together = each.getValue();
      if (together >= asked.minSupport()) {
        others.add(new Recommended(pair, together, pair.score(together)));
      }
    }
    write(asked, others, rows);
  }

  private static void write(
      CoPurchaseParameters asked, List<Recommended> others, RowLines.Writer rows) {
    others.sort(BEST);
    int rank = 1;
    for (var each : others.subList(0, Math.min(asked.topK(), others.size()))) {
      String product = each.pair().product().oid().toString();
      String other = each.pair().other().oid().toString();
      rows.add(product, rank++, other, each.together(), each.score());
    }
  }

  @Override
  public Reduction<RowLines> reduction(CoPurchaseParameters asked) {
    return new RowLines.Joined(COLUMNS);
  }

  /** The oracle is in SQL. */
  @Override
  public Verdict verify(CoPurchaseParameters asked, RowLines total) {
    return new Verdict.NotChecked();
  }

  @Override
  public Optional<JobStatement> oracle(CoPurchaseParameters asked) {
    return Optional.of(CoPurchaseStatements.pairs());
  }

  @Override
  public Optional<JobStatement> publication(CoPurchaseParameters asked) {
    return Optional.of(CoPurchaseStatements.publish());
  }
}
