package hms.storage;

import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.product.Product;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stranger's bytes have one meaning or none. */
final class DomainJsonStrictTest {

  @Test
  void an_object_of_depth_twenty_is_read() {
    assertThat(DomainJson.parse(nested(20))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void one_level_more_is_refused() {
    assertThat(malformed(nested(21))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "1",
        "\"text\"",
        "{",
        "{\"a\":1}}",
        "{\"a\":1} {}",
        "{\"a\":1} x",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":NaN}",
        "{\"a\":1 /* note */}",
        "\uFEFF{\"a\":1}",
        "{\"a\":\"\u0001\"}"
      })
  void what_is_not_exactly_one_object_is_refused(String text) {
    assertThat(malformed(text.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @Test
  void a_number_or_a_text_beyond_all_measure_is_refused() {
    assertThat(malformed(utf8("{\"a\":" + "1".repeat(41) + "}"))).isTrue();
    assertThat(malformed(utf8("{\"a\":\"" + "x".repeat((1 << 20) + 1) + "\"}"))).isTrue();
    assertThat(malformed(utf8("{\"" + "x".repeat(257) + "\":1}"))).isTrue();
  }

  private record Values(Integer number, Boolean flag, Instant at, UUID oid, Product.State state) {}

  @ParameterizedTest
  @CsvSource({
    "number,''",
    "number,' '",
    "number,'\\u0000'",
    "flag,''",
    "flag,' '",
    "at,''",
    "oid,''",
    "oid,' '",
    "state,''"
  })
  void an_empty_text_is_neither_a_number_nor_nothing(String member, String text) {
    byte[] json = utf8("{\"%s\":\"%s\"}".formatted(member, text));
    assertThat(why(DomainJson.read(json, Values.class))).isInstanceOf(Refusal.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xff, 0xc0, 0xe2, 0xed, 0x80})
  void bytes_that_are_not_utf_8_are_refused(int wrong) {
    assertThat(malformed(quoted(wrong))).isTrue();
  }

  @Test
  void overlong_forms_and_encoded_surrogates_are_not_utf_8() {
    assertThat(malformed(quoted(0xc1, 0x81))).isTrue();
    assertThat(malformed(quoted(0xed, 0xa0, 0x80))).isTrue();
    assertThat(malformed(quoted(0xf4, 0x90, 0x80, 0x80))).isTrue();
  }

  private static byte[] quoted(int... inner) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(utf8("{\"a\":\""));
    for (int each : inner) bytes.write(each);
    bytes.writeBytes(utf8("\"}"));
    return bytes.toByteArray();
  }

  private static boolean malformed(byte[] json) {
    return why(DomainJson.parse(json)) instanceof Refusal.Invalid invalid && invalid.malformed();
  }

  private static byte[] nested(int depth) {
    return utf8("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
