package hms.domain.message;

import static hms.domain.message.Attribute.*;

import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message with all that its signature covers: well-formed, always, but not yet proved. Every
 * attribute is kept as the text on the wire, because that text is signed. Immutable.
 *
 * <p>Made by {@link #draft()} and {@link Signer#sign}, or read by {@link #parse}. Source:
 * CloudEvents 1.0 over AMQP 1.0, binary mode; docs/messages.md.
 */
public final class Envelope {
  private final Map<Attribute, String> attributes;
  private final byte[] data;

  private Envelope(Map<Attribute, String> attributes, byte[] data) {
    this.attributes = attributes;
    this.data = data;
  }

  /** An empty form to fill in. */
  public static EnvelopeDraft draft() {
    return new EnvelopeDraft(Map.of(), new byte[0]);
  }

  /** A form that begins with what this one says, unsigned: to number, stamp or sign anew. */
  public EnvelopeDraft redraft() {
    return new EnvelopeDraft(attributes, data);
  }

  /**
   * Reads what came over the wire: row 1 of the checks on receipt, and nothing of the others.
   *
   * @param properties application properties, prefix {@code cloudEvents_} or {@code cloudEvents:}
   * @param contentType the AMQP property content-type
   * @param data the bytes of the one data section
   * @return refused as Untrusted, {@code malformed: ...}
   */
  public static Outcome<Envelope> parse(
      Map<String, String> properties, @Nullable String contentType, byte[] data) {
    return switch (EnvelopeForm.read(properties)) {
      case Refused<Map<Attribute, String>>(var why) -> Outcome.refused(why);
      case Done<Map<Attribute, String>>(var found) -> {
        found.put(DATA_CONTENT_TYPE, Objects.requireNonNullElse(contentType, ""));
        Optional<String> flaw = EnvelopeForm.flaw(found, data, true);
        yield flaw.isPresent()
            ? EnvelopeForm.malformed(flaw.get())
            : Outcome.done(new Envelope(found, data.clone()));
      }
    };
  }

  static Envelope of(Map<Attribute, String> attributes, byte[] data) {
    EnvelopeForm.flaw(attributes, data, false)
        .ifPresent(flaw -> {
          throw new IllegalArgumentException(flaw);
        });
    return new Envelope(new EnumMap<>(attributes), data.clone());
  }

  /** The application properties, with prefix {@code cloudEvents_}; the content type is apart. */
  public Map<String, String> attributes() {
    var properties = new LinkedHashMap<String, String>();
    attributes.forEach((attribute, text) -> properties.put(attribute.property(), text));
    properties.remove(DATA_CONTENT_TYPE.property());
    return properties;
  }

  /** UUIDv7 as text, the same in every attempt to send. */
  public String id() {
    return text(ID);
  }

  /** {@link Party#urn()} of the sender. */
  public String source() {
    return text(SOURCE);
  }

  /** The address it is meant for, see {@link Queues}. */
  public String recipient() {
    return text(RECIPIENT);
  }

  /** Oid of the key that signs. */
  public String keyId() {
    return text(KEY_ID);
  }

  /** {@code hms.<name>.v<major>}. */
  public String type() {
    return text(TYPE);
  }

  /** Position in the sender's stream, from 1; 0 = unsequenced. */
  public long sequence() {
    return Long.parseLong(text(SEQUENCE));
  }

  /** Instant of this attempt, see {@link WireTime}. */
  public String sentAt() {
    return text(SENT_AT);
  }

  /** End of use. */
  public String expires() {
    return text(EXPIRES);
  }

  /** When it happened or was asked. */
  public String time() {
    return text(TIME);
  }

  /** On replies, the id that is answered. */
  public Optional<String> correlationId() {
    return find(CORRELATION_ID);
  }

  /** {@code <kind>/<oid>}; absent if the data have no oid. */
  public Optional<String> subject() {
    return find(SUBJECT);
  }

  /** {@code urn:hms:schema:<name>:<major>.<minor>}. */
  public String dataSchema() {
    return text(DATA_SCHEMA);
  }

  /** Always {@code application/json}. */
  public String dataContentType() {
    return text(DATA_CONTENT_TYPE);
  }

  /** UTF-8 JSON object, at most 256 KiB: exactly these bytes are hashed. A copy. */
  public byte[] data() {
    return data.clone();
  }

  /** Base64url; absent until signed. */
  public Optional<String> signature() {
    return find(SIGNATURE);
  }

  /** W3C trace context; not signed. */
  public Optional<String> traceparent() {
    return find(TRACEPARENT);
  }

  Optional<String> find(Attribute attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Envelope that
        && attributes.equals(that.attributes)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return attributes.hashCode();
  }

  /** What a log may show: no data. */
  @Override
  public String toString() {
    return "%s %s #%d from %s to %s".formatted(type(), id(), sequence(), source(), recipient());
  }

  private String text(Attribute required) {
    return Objects.requireNonNull(attributes.get(required));
  }
}
