package hms.cluster.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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

  @Test
  void the_key_says_which_partition_and_nothing_else_does() {
    var lines = new Lines("kiln\t1\nkiln\t2\nkiln\nglaze\t1".getBytes(StandardCharsets.UTF_8));

    var partitions = lines.all().stream().map(line -> lines.partition(line, 1000)).toList();

    assertThat(partitions.subList(0, 3)).containsOnly(partitions.getFirst());
    assertThat(partitions.getLast()).isNotEqualTo(partitions.getFirst());
    // CRC-32C of "123456789", from its definition.
    var known = new Lines("123456789".getBytes(StandardCharsets.UTF_8));
    assertThat(known.partition(known.all().getFirst(), 1_000_000))
        .isEqualTo((int) (0xe3069283L % 1_000_000));
  }

  @Test
  void the_last_line_has_an_end() {
    assertThat(Lines.whole("a\nb".getBytes(StandardCharsets.UTF_8))).asString().isEqualTo("a\nb\n");
    assertThat(Lines.whole(new byte[0])).isEmpty();
    var out = new ByteArrayOutputStream();
    var lines = new Lines("a".getBytes(StandardCharsets.UTF_8));
    lines.write(lines.all().getFirst(), out);
    assertThat(out.toByteArray()).asString().isEqualTo("a\n");
  }
}
