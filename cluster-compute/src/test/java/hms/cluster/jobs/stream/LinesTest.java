package hms.cluster.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final byte[] LETTERS = {'a', 'b', 'B', '\t', ' ', '\n', '\n', (byte) 0xc3, 0, '1'};

  @Test
  void they_are_sorted_as_sort_does() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      byte[] bytes = new byte[random.nextInt(round < 15 ? 400 : 200_000)];
      for (int i = 0; i < bytes.length; i++) bytes[i] = LETTERS[random.nextInt(LETTERS.length)];
      bytes = Lines.whole(bytes);

      assertThat(new Lines(bytes).sortedByKey(() -> {}))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(Shell.pipe("LC_ALL=C sort -s -t '\t' -k1,1", bytes));
    }
  }

  /** 8 bytes a line to sort them, and twice the line itself as it is told. */
  @Test
  void short_lines_are_not_objects() throws Exception {
    byte[] bytes = new byte[2_000_000];
    Arrays.fill(bytes, (byte) '\n');

    long before = allocated();
    byte[] sorted = new Lines(bytes).sortedByKey(() -> {});

    assertThat(allocated() - before).isLessThan(12L * bytes.length);
    assertThat(sorted).isEqualTo(bytes);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void the_key_says_which_partition_and_nothing_else_does() {
    var lines = new Lines("kiln\t1\nkiln\t2\nkiln\nglaze\t1".getBytes(StandardCharsets.UTF_8));

    int kiln = lines.partition(0, 1000);

    assertThat(lines.partition(lines.next(0), 1000)).isEqualTo(kiln);
    assertThat(lines.partition(14, 1000)).isEqualTo(kiln);
    assertThat(lines.next(14)).isEqualTo(19);
    assertThat(lines.partition(19, 1000)).isNotEqualTo(kiln);
    // CRC-32C of "123456789", from its definition.
    var known = new Lines("123456789".getBytes(StandardCharsets.UTF_8));
    assertThat(known.partition(0, 1_000_000)).isEqualTo((int) (0xe3069283L % 1_000_000));
  }

  @Test
  void the_last_line_has_an_end() {
    assertThat(Lines.whole("a\nb".getBytes(StandardCharsets.UTF_8))).asString().isEqualTo("a\nb\n");
    assertThat(Lines.whole(new byte[0])).isEmpty();
    var out = new ByteArrayOutputStream();
    var lines = new Lines("a".getBytes(StandardCharsets.UTF_8));
    lines.write(0, out);
    assertThat(out.toByteArray()).asString().isEqualTo("a\n");
  }
}
