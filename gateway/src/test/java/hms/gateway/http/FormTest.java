package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.gateway.Forms;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  private static final byte[] PICTURE = {(byte) 0x89, 'P', '\r', '\n', 0, (byte) 0xff, '-', '-'};

  @Test
  void parts_come_as_they_were_sent() {
    var form = read(Forms.with("file", PICTURE).and("altText", "Eine Schüssel, 器").bytes("b"), "b");

    assertThat(form.files().get("file")).isEqualTo(PICTURE);
    assertThat(form.text("altText")).contains("Eine Schüssel, 器");
    assertThat(form.text("caption")).isEmpty();
  }

  @Test
  void the_boundary_does_not_matter_but_all_else_does() {
    var one = read(Forms.with("file", PICTURE).and("caption", "x").bytes("one"), "one");
    var same = read(Forms.with("file", PICTURE).and("caption", "x").bytes("other"), "other");
    var other = read(Forms.with("file", PICTURE).and("caption", "y").bytes("one"), "one");

    assertThat(same.fingerprint()).isEqualTo(one.fingerprint());
    assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
  }

  @Test
  void a_part_that_stands_twice_is_malformed() {
    byte[] once = Forms.with("file", PICTURE).and("caption", "x").bytes("b");
    String head = new String(once, StandardCharsets.ISO_8859_1);
    String twice = head.substring(0, head.indexOf("--b", 3)) + head;

    assertMalformed(twice.getBytes(StandardCharsets.ISO_8859_1), "multipart/form-data; boundary=b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; b"})
  void without_a_boundary_it_is_malformed(String type) {
    assertMalformed(Forms.with("file", PICTURE).bytes("b"), type);
  }

  @Test
  void a_part_whose_name_cannot_be_read_is_malformed() {
    byte[] whole = Forms.with("file", PICTURE).bytes("b");
    String bad =
        new String(whole, StandardCharsets.ISO_8859_1).replace("name=\"file\"", "name(\"file\"");

    assertMalformed(bad.getBytes(StandardCharsets.ISO_8859_1), "multipart/form-data; boundary=b");
  }

  @Test
  void what_is_cut_off_is_malformed_or_lacks_its_file() {
    byte[] whole = Forms.with("file", PICTURE).and("altText", "a").bytes("b");
    for (int end = 0; end < whole.length - 6; end++) {
      byte[] cut = Arrays.copyOf(whole, end);
      try {
        var form = read(cut, "b").having("file", Set.of("altText"));
        assertThat(form).as("cut at " + end).isInstanceOf(Outcome.Refused.class);
      } catch (EdgeRefusal refusal) {
        assertThat(refusal.problem().status()).isEqualTo(400);
      }
    }
  }

  @Test
  void unknown_parts_and_missing_files_are_named() {
    var form = read(Forms.with("photo", PICTURE).and("colour", "red").bytes("b"), "b");

    assertThat(pointer(form, Set.of())).isEqualTo("/colour");
    assertThat(pointer(form, Set.of("colour"))).isEqualTo("/photo");
    var bare = new Form(java.util.Map.of(), java.util.Map.of());
    assertThat(pointer(bare, Set.of())).isEqualTo("/file");
  }

  private static String pointer(Form form, Set<String> known) {
    return form.having("file", known) instanceof Outcome.Refused<Form>(Refusal.Invalid why)
        ? why.violations().getFirst().pointer()
        : "none";
  }

  private static Form read(byte[] body, String boundary) {
    return Form.read("multipart/form-data; boundary=" + boundary, body);
  }

  private static void assertMalformed(byte[] body, String type) {
    assertThatThrownBy(() -> Form.read(type, body))
        .isInstanceOfSatisfying(
            EdgeRefusal.class,
            refusal ->
                assertThat(refusal.problem().body().path("code").asText())
                    .isEqualTo("malformed-body"));
  }
}
