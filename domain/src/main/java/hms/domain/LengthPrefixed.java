package hms.domain;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Fields one after the other, each behind its length, so that none can move into its neighbour. */
public final class LengthPrefixed {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(640);

  /**
   * @param magic ASCII bytes that say what follows
   */
  public LengthPrefixed(String magic) {
    bytes.writeBytes(magic.getBytes(StandardCharsets.US_ASCII));
  }

  /** Text in UTF-8; an absent field has length 0. */
  public LengthPrefixed field(@Nullable String text) {
    return field(text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8));
  }

  public LengthPrefixed field(byte[] value) {
    bytes.writeBytes(ByteBuffer.allocate(8).putLong(value.length).array());
    bytes.writeBytes(value);
    return this;
  }

  public byte[] toBytes() {
    return bytes.toByteArray();
  }
}
