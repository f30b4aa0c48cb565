package hms.bench;

import hms.cluster.job.BoundJob;
import hms.cluster.job.ChunkContext;
import hms.cluster.jobs.BuiltIn;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** The kernels of jobs that read the database, on one core, from input as it would be frozen. */
final class DataKernels {
  private static final long SEED = 42;
  private static final int WEEKS = 156;
  private static final int PRODUCTS = 1000;
  private static final int ORDERS_A_UNIT = 200;
  private static final int UNITS_OF_ORDERS = 100;
  private static final int LINES_AN_ORDER = 4;

  private final int rounds;

  DataKernels(int rounds) {
    this.rounds = rounds;
  }

  List<Figure> run() {
    var series = series();
    var orders = orders();
    double products = series.size() / seconds("demand-forecast", series, 50);
    double lines =
        (double) UNITS_OF_ORDERS
            * ORDERS_A_UNIT
            * LINES_AN_ORDER
            / seconds("co-purchase", orders, 50);
    var pictures = Photos.asFrozen();
    double photos = pictures.size() / seconds("image-renditions", pictures, 1);
    return List.of(
        new Figure("demand-forecast", products, "products/s", ">= 2000"),
        new Figure("co-purchase-map", lines, "lines/s", ">= 200000"),
        new Figure("image-renditions", photos, "images/s", ">= 4"));
  }

  /** CPU seconds of the median round, after one that does not count. */
  private double seconds(String type, List<byte[]> input, int chunk) {
    var job = BuiltIn.types().bind(type, "{}").orThrow();
    var threads = ManagementFactory.getThreadMXBean();
    var each = new ArrayList<Double>();
    for (int round = 0; round <= rounds; round++) {
      long began = threads.getCurrentThreadCpuTime();
      compute(job, input, chunk);
      if (round > 0) each.add((threads.getCurrentThreadCpuTime() - began) / 1e9);
    }
    return Comparison.median(each);
  }

  private static void compute(BoundJob<?, ?> job, List<byte[]> input, int chunk) {
    try {
      for (int lo = 0; lo < input.size(); lo += chunk) {
        var range = new Interval(lo, Math.min(input.size(), lo + chunk));
        var unused = job.compute(range, new Frozen(input));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Three years of weeks each, a third of them without a sale. */
  private static List<byte[]> series() {
    var random = new Random(SEED);
    var all = new ArrayList<byte[]>();
    for (int product = 0; product < PRODUCTS; product++) {
      var sold = new JsonArray();
      for (int week = 0; week < WEEKS; week++) {
        if (random.nextInt(3) > 0) sold.add(new JsonArray().add(week).add(1 + random.nextInt(9)));
      }
      var json = new JsonObject().put("product", new UUID(7, product).toString());
      json.put("first", "2023-01-02").put("buckets", WEEKS).put("sold", sold);
      all.add(json.toBuffer().getBytes());
    }
    return all;
  }

  private static List<byte[]> orders() {
    var random = new Random(SEED);
    int bytes = Long.BYTES + ORDERS_A_UNIT * (Integer.BYTES + LINES_AN_ORDER * 20);
    var all = new ArrayList<byte[]>();
    for (int unit = 0; unit < UNITS_OF_ORDERS; unit++) {
      var out = ByteBuffer.allocate(bytes).putLong(0);
      for (int order = 0; order < ORDERS_A_UNIT; order++) {
        out.putInt(LINES_AN_ORDER);
        int first = random.nextInt(PRODUCTS - LINES_AN_ORDER);
        for (int line = 0; line < LINES_AN_ORDER; line++) {
          out.putLong(7).putLong(first + line).putInt(80);
        }
      }
      all.add(out.array());
    }
    return all;
  }

  /** What is left is taken by nobody. */
  record Frozen(List<byte[]> units) implements ChunkContext {
    @Override
    public void checkpoint() {}

    @Override
    public byte[] input(long unit) {
      return units.get(Math.toIntExact(unit));
    }

    @Override
    public void emit(int part, byte[] bytes) {}
  }
}
