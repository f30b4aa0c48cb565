package hms.cluster.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.cluster.jobs.BuiltIn;
import hms.domain.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VariantTest {
  static Stream<Variant> all() {
    return Variant.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void all_give_the_same_bytes(Variant variant) throws Exception {
    var work = work("factors", "{\"from\":1,\"to\":100000}");
    var run = variant.run(work, 2);

    assertThat(run.bytes()).isEqualTo(new Serial().run(work, 1).bytes());
    assertThat(run.json()).contains("1166750");
    assertThat(run.wall()).isPositive();
    assertThat(run.cpu()).isGreaterThanOrEqualTo(Duration.ZERO); // counted in steps of 10 ms
  }

  @ParameterizedTest
  @MethodSource("all")
  void all_tell_how_far_they_are_and_leave_their_parts_in_order(Variant variant) throws Exception {
    var work = work("factors", "{\"from\":1,\"to\":2100,\"show\":\"factor\"}");
    var told = new ConcurrentSkipListSet<Long>();

    var computed = variant.compute(work, variant.slots(2), told::add);

    assertThat(told.last()).isEqualTo(2100);
    var lines = new ByteArrayOutputStream();
    for (byte[] part : computed.parts()) lines.write(part);
    assertThat(Sha256.hex(lines.toByteArray()))
        .isEqualTo(HexFormat.of().formatHex(computed.total().bytes()));
    assertThat(lines.toString(StandardCharsets.UTF_8)).startsWith("1:\n2: 2\n");
  }

  @ParameterizedTest
  @MethodSource("all")
  void what_a_chunk_throws_is_told(Variant variant) {
    var work = work("noop", "{\"units\":100,\"failEvery\":50}");

    assertThatThrownBy(() -> variant.run(work, 2)).isInstanceOf(Exception.class);
  }

  @Test
  void a_job_of_one_unit_has_one_chunk() throws Exception {
    assertThat(new Threads().run(work("noop", "{\"units\":1}"), 8).json()).contains("1");
  }

  private static Work work(String type, String parameters) {
    return Work.of(BuiltIn.types(), type, parameters).orThrow();
  }
}
