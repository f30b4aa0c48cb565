package hms.domain.message;

import static hms.domain.message.Attribute.*;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** An envelope that is being written. For one thread; {@link #build} checks it. */
public final class EnvelopeDraft {
  private final Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
  private byte[] data;

  EnvelopeDraft(Map<Attribute, String> attributes, byte[] data) {
    this.attributes.putAll(attributes);
    this.attributes.remove(SIGNATURE);
    this.attributes.put(SPECVERSION, "1.0");
    this.attributes.put(DATA_CONTENT_TYPE, "application/json");
    this.data = data;
  }

  public EnvelopeDraft id(UUID id) {
    return with(ID, id.toString());
  }

  public EnvelopeDraft from(Party source) {
    return with(SOURCE, source.urn());
  }

  /** The address it is meant for, see {@link Queues}. */
  public EnvelopeDraft to(String address) {
    return with(RECIPIENT, address);
  }

  /**
   * Names type and schema: {@code work_order.accept} of 1.0 is {@code hms.work_order.accept.v1}.
   */
  public EnvelopeDraft type(String name, int major, int minor) {
    return with(TYPE, "hms.%s.v%d".formatted(name, major))
        .with(DATA_SCHEMA, "urn:hms:schema:%s:%d.%d".formatted(name, major, minor));
  }

  /**
   * The object it is about; the kind is the type's name up to the first dot. Set the type first.
   */
  public EnvelopeDraft about(UUID oid) {
    String type = Objects.requireNonNull(attributes.get(TYPE), "set the type first");
    return with(SUBJECT, type.substring(4, type.indexOf('.', 4)) + "/" + oid);
  }

  /** The message that this one answers. */
  public EnvelopeDraft answers(String id) {
    return with(CORRELATION_ID, id);
  }

  /** Position in the sender's stream, from 1; 0 = unsequenced. */
  public EnvelopeDraft sequence(long sequence) {
    return with(SEQUENCE, "%020d".formatted(sequence));
  }

  /** When it happened or was asked. */
  public EnvelopeDraft time(Instant time) {
    return with(TIME, WireTime.format(time));
  }

  /** This attempt to send. */
  public EnvelopeDraft sent(Instant sentAt, Instant expires) {
    return with(SENT_AT, WireTime.format(sentAt)).with(EXPIRES, WireTime.format(expires));
  }

  /** W3C trace context; not signed. */
  public EnvelopeDraft traceparent(String text) {
    return with(TRACEPARENT, text);
  }

  /** UTF-8 JSON object. */
  public EnvelopeDraft data(byte[] json) {
    data = json.clone();
    return this;
  }

  /** The key that will sign: {@link Signer} sets its own. */
  public EnvelopeDraft key(UUID key) {
    return with(KEY_ID, key.toString());
  }

  EnvelopeDraft signature(String text) {
    return with(SIGNATURE, text);
  }

  /**
   * The envelope.
   *
   * @throws IllegalArgumentException naming the attribute that is missing or not well-formed
   */
  public Envelope build() {
    return Envelope.of(attributes, data);
  }

  private EnvelopeDraft with(Attribute attribute, String text) {
    attributes.put(attribute, text);
    return this;
  }
}
