package hms.cluster.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.cluster.job.GivenInput;
import hms.cluster.job.JobType;
import hms.cluster.job.JobTypeContract;
import hms.cluster.job.TransientFailure;
import hms.domain.job.Interval;
import hms.storage.Ids;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamJobTest extends JobTypeContract<StreamParameters, byte[]> {
  private static final String WORDS =
      "{\"input\":\"018f2f3a-7b7c-7000-8000-000000000001\",\"mapper\":\"words\",\"reducer\":\"count\",\"partitions\":%d}";

  @TempDir private Path dir;

  @Override
  protected JobType<StreamParameters, byte[]> type() {
    return new StreamJob(Unconfined.words());
  }

  @Override
  protected List<String> samples() {
    return List.of(
        "{\"input\":\"018f2f3a-7b7c-7000-8000-000000000001\",\"mapper\":\"cat\"}",
        WORDS.formatted(3));
  }

  /** Blocks of lines; one is empty, as behind a line that is longer than a block. */
  @Override
  protected List<byte[]> input(String json) {
    var random = new Random(42);
    var blocks = new ArrayList<byte[]>();
    for (int block = 0; block < 8; block++) {
      var lines = new StringBuilder();
      for (int line = 0; line < (block == 3 ? 0 : 40); line++) {
        for (int word = random.nextInt(6); word >= 0; word--) {
          lines.append("pot").append(random.nextInt(30)).append(' ');
        }
        lines.append('\n');
      }
      blocks.add(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
    return blocks;
  }

  @Test
  void one_partition_is_what_the_shell_makes_of_it() throws Exception {
    var all = new ByteArrayOutputStream();
    input("").forEach(all::writeBytes);
    byte[] expected = Shell.pipe(Unconfined.pipeline(), all.toByteArray());

    byte[] found = computed(WORDS.formatted(1), 1);

    assertThat(expected).isNotEmpty();
    assertThat(found).isEqualTo(expected);
    byte[] some = computed(WORDS.formatted(5), 5);
    assertThat(new Lines(some).sortedByKey(() -> {}))
        .as("the same lines in parts")
        .isEqualTo(expected);
  }

  @Test
  void bad_parameters_are_told_where_they_are() {
    var bad = new JsonObject("{\"input\":\"orders.csv\",\"mapper\":\"/bin/sh\",\"partitions\":0}");

    assertThat(type().parameters(bad).toString()).contains("/input", "/mapper", "/partitions");
    bad.put("reducer", 7);
    assertThat(type().parameters(bad).toString()).contains("/reducer");
  }

  @Test
  void only_what_can_be_run_is_a_program() throws Exception {
    Path script = Files.writeString(dir.resolve("map.sh"), "#!/bin/sh\ncat\n");
    assertThatThrownBy(() -> Program.of("map=" + script)).hasMessageContaining("is no program");
    assertThat(script.toFile().setExecutable(true)).isTrue();

    var map = Program.of("map=" + script + " --fast  -x");

    assertThat(map.command()).containsExactly(script.toString(), "--fast", "-x");
    for (String bad : List.of("map", "map=", "map=cat", "Map=/bin/cat", "=/bin/cat")) {
      assertThatThrownBy(() -> Program.of(bad)).as(bad).hasMessageContaining("expected name=");
    }
    String before = map.digest();
    Files.writeString(script, "#!/bin/sh\ntac\n");
    assertThat(map.digest()).as("another program").isNotEqualTo(before);
  }

  @Test
  void a_program_that_is_replaced_under_a_node_computes_nothing() throws Exception {
    Path script = script("cat");
    var job = new StreamJob(Unconfined.of(Program.of("map=" + script)));
    assertThat(mapped(job)).asString().isEqualTo("kiln\n");

    Files.writeString(script, "#!/bin/sh\ntac\nexit 1\n");

    assertThatThrownBy(() -> mapped(job))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining("map is not what it was when this node started: start it anew");
    Files.delete(script);
    assertThatThrownBy(() -> mapped(job)).isInstanceOf(TransientFailure.class);
  }

  @Test
  void what_a_program_tells_while_it_is_replaced_is_not_kept() throws Exception {
    for (String end : List.of("cat", "exit 3")) {
      Path script = script("echo >> \"$0\"\n" + end);
      var job = new StreamJob(Unconfined.of(Program.of("map=" + script)));

      assertThatThrownBy(() -> mapped(job)).as(end).isInstanceOf(TransientFailure.class);
    }
  }

  private Path script(String text) throws IOException {
    Path script = Files.writeString(dir.resolve("map.sh"), "#!/bin/sh\n" + text + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private static byte[] mapped(StreamJob job) throws Exception {
    var json = new JsonObject().put("input", Ids.next().toString()).put("mapper", "map");
    var asked = job.parameters(json).orThrow();
    var lines = GivenInput.of(0, List.of("kiln\n".getBytes(StandardCharsets.UTF_8)));
    return job.compute(asked, new Interval(0, 1), lines);
  }

  private byte[] computed(String json, int partitions) throws Exception {
    var asked = type().parameters(new JsonObject(json)).orThrow();
    var input = input(json);
    var map = GivenInput.of(0, input);
    assertThat(type().compute(asked, new Interval(0, input.size()), map)).isEmpty();
    var parts = new ArrayList<byte[]>();
    for (int part = 0; part < partitions; part++) parts.add(map.left(part));
    return type().compute(asked, new Interval(0, partitions), GivenInput.of(1, parts));
  }
}
