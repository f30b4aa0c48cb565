package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Sha256;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are packed for those who can unpack them. */
final class PackingTest {

  @Test
  void what_was_packed_part_by_part_is_the_whole_again() throws IOException {
    var packing = new Packing();
    var sent = Buffer.buffer();
    for (int i = 0; i < 1000; i++) {
      sent.appendBuffer(packing.add(Buffer.buffer("row %d of many\n".formatted(i))));
    }
    sent.appendBuffer(packing.end());

    var text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(sent.getBytes())).readAllBytes(),
            StandardCharsets.UTF_8);

    assertThat(text.lines()).hasSize(1000).startsWith("row 0 of many");
    assertThat(sent.length()).isLessThan(text.length() / 3);
    assertThat(packing.sha256()).isEqualTo(Sha256.of(sent.getBytes()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gzip", "GZIP", "br, gzip;q=0.5", "br|gzip", "*", "gzip ; q=1.0", "*;q=0, gzip"})
  void who_takes_it_gets_it(String said) {
    assertThat(Packing.isTaken(headers(said))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "identity", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "*, gzip;q=0.0"})
  void who_does_not_gets_the_file_as_it_is(String said) {
    assertThat(Packing.isTaken(headers(said))).isFalse();
  }

  private static List<String> headers(String said) {
    return said.isEmpty() ? List.of() : Arrays.asList(said.split("\\|"));
  }
}
