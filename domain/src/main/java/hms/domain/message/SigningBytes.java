package hms.domain.message;

import static hms.domain.message.Attribute.*;

import hms.domain.LengthPrefixed;
import hms.domain.Sha256;

/**
 * Which bytes of a message are signed: {@code HMSv1} and 15 fields, each behind its length. Source:
 * docs/messages.md, with a test vector.
 */
public final class SigningBytes {
  private static final Attribute[] AFTER_DIRECTION = {
    SOURCE,
    RECIPIENT,
    KEY_ID,
    ID,
    TYPE,
    SEQUENCE,
    SENT_AT,
    EXPIRES,
    TIME,
    CORRELATION_ID,
    SUBJECT,
    DATA_SCHEMA,
    DATA_CONTENT_TYPE
  };

  private SigningBytes() {}

  public static byte[] of(Envelope envelope, Direction direction) {
    var bytes = new LengthPrefixed("HMSv1").field(direction.wire());
    for (var attribute : AFTER_DIRECTION)
      bytes = bytes.field(envelope.find(attribute).orElse(null));
    return bytes.field(Sha256.of(envelope.data())).toBytes();
  }
}
