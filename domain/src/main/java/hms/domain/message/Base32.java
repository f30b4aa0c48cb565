package hms.domain.message;

/** RFC 4648 base32 in lower case without padding: what people can read aloud and type. */
public final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private Base32() {}

  public static String encode(byte[] bytes) {
    var text = new StringBuilder((bytes.length * 8 + 4) / 5);
    int held = 0;
    int bits = 0;
    for (byte each : bytes) {
      held = held << 8 | each & 0xff;
      for (bits += 8; bits >= 5; bits -= 5) text.append(ALPHABET.charAt(held >> bits - 5 & 31));
    }
    if (bits > 0) text.append(ALPHABET.charAt(held << 5 - bits & 31));
    return text.toString();
  }
}
