package hms.cluster.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the code of others says is written down wherever it can be kept. */
class MessagesTest {
  @Test
  void what_an_exception_says_can_be_kept() {
    assertThat(Attempt.message(new IllegalStateException("a\0b")))
        .isEqualTo("java.lang.IllegalStateException: a\ufffdb");
    assertThat(Attempt.message(new IllegalStateException("x".repeat(2000)))).hasSize(1000);
  }

  @Test
  void why_a_unit_is_rejected_can_be_kept() {
    var remains = new Remains();

    remains.reject(7, "a\0b\ud83c");

    assertThat(remains.take().rejected()).containsEntry(7L, "a\ufffdb\ufffd");
  }
}
