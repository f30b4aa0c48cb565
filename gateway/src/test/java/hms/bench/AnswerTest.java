package hms.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Where answers end, however their bytes come in. */
final class AnswerTest {
  private static final String PAGE =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: a\r\n\r\nabc\r\n";
  private static final String SEEN = "HTTP/1.1 304 Not Modified\r\nETag: a\r\n\r\n";

  private final Answer answer = new Answer();

  @Test
  void endsWithTheLastByteOfItsBody() {
    assertThat(bytesUntilEnd(PAGE, 1)).isEqualTo(PAGE.length());
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void endsWithWhateverPieceBringsIt() {
    for (int piece = 2; piece <= PAGE.length(); piece++) {
      answer.begin();
      assertThat(bytesUntilEnd(PAGE, piece)).as("pieces of %d", piece).isEqualTo(PAGE.length());
    }
  }

  @Test
  void hasNoBodyWhereNothingWasModified() {
    assertThat(bytesUntilEnd(SEEN, 7)).isEqualTo(SEEN.length());
    assertThat(answer.status()).isEqualTo(304);
  }

  @Test
  void isNotReadWithoutItsLength() {
    assertThatThrownBy(() -> bytesUntilEnd("HTTP/1.1 200 OK\r\nETag: a\r\n\r\nabc", 100))
        .hasMessageContaining("without its length");
  }

  @Test
  void hasRoomForALongOne() {
    String body = "x".repeat(100_000);
    String page = "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n" + body;
    assertThat(bytesUntilEnd(page, 30_000)).isEqualTo(page.length());
  }

  /** How many bytes it has been given when it says that it ends; 0 if it never does. */
  private int bytesUntilEnd(String text, int piece) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int at = 0; at < bytes.length; at += piece) {
      int length = Math.min(piece, bytes.length - at);
      if (answer.ends(ByteBuffer.wrap(bytes, at, length))) return at + length;
    }
    return 0;
  }
}
