package hms.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One answer of a server, as its bytes come in. Source: RFC 9112, sections 4 and 6. */
final class Answer {
  private static final String LENGTH = "\r\ncontent-length:";
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int ROOM = 16 * 1024;

  private byte[] seen = new byte[ROOM];
  private int size;
  private int end;
  private int status;

  /** Forgets the answer before. */
  void begin() {
    size = 0;
    end = 0;
  }

  /**
   * Whether it ends with these bytes.
   *
   * @throws IllegalStateException if it says nowhere how long it is, which a node always does
   */
  boolean ends(ByteBuffer more) {
    int from = Math.max(0, size - 3);
    int length = more.remaining();
    if (size + length > seen.length) seen = Arrays.copyOf(seen, 2 * (size + length));
    more.get(seen, size, length);
    size += length;
    if (end == 0) readHead(from);
    return end > 0 && size >= end;
  }

  int status() {
    return status;
  }

  private void readHead(int from) {
    for (int at = from; at + 3 < size; at++) {
      if (seen[at] == '\r' && seen[at + 2] == '\r' && seen[at + 3] == '\n') {
        String head = new String(seen, 0, at + 2, StandardCharsets.ISO_8859_1);
        status = Integer.parseInt(head, STATUS_AT, STATUS_AT + 3, 10);
        end = at + 4 + length(head);
        return;
      }
    }
  }

  private int length(String head) {
    if (status == NO_CONTENT || status == NOT_MODIFIED) return 0;
    int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (at < 0) throw new IllegalStateException("an answer without its length: " + head);
    int from = at + LENGTH.length();
    return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
  }
}
