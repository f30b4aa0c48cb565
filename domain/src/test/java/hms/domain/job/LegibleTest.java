package hms.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LegibleTest {
  @Test
  void what_nobody_can_read_or_keep_is_replaced_and_nothing_else() {
    assertThat(Legible.of("a\0b\u001bc\rd\u0085e")).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde");
    assertThat(Legible.of("at\tline 1\nTöpfe \ud83c\udffa"))
        .isEqualTo("at\tline 1\nTöpfe \ud83c\udffa");
    assertThat(Legible.of("\ud83c and \udffa")).isEqualTo("\ufffd and \ufffd");
  }

  @Test
  void it_is_cut_without_leaving_half_a_character() {
    assertThat(Legible.of("ab\ud83c\udffa", 3)).isEqualTo("ab\ufffd");
    assertThat(Legible.of("ab", 3)).isEqualTo("ab");
  }
}
