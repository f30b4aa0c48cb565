package hms.domain.message;

import static hms.domain.message.Attribute.Need.*;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The attributes of an envelope: name on the wire, whether it must be there, and its form. */
enum Attribute {
  SPECVERSION("specversion", ALWAYS, "1.0"::equals),
  ID("id", ALWAYS, Party.Form.OID),
  SOURCE("source", ALWAYS, text -> Party.parse(text).isPresent()),
  RECIPIENT("hmsrecipient", ALWAYS, Queues::isAddress),
  TYPE("type", ALWAYS, Pattern.compile("hms\\.[a-z0-9_]+(\\.[a-z0-9_]+)*\\.v[1-9]\\d{0,2}")),
  DATA_SCHEMA(
      "dataschema",
      ALWAYS,
      Pattern.compile("urn:hms:schema:[a-z0-9_]+(\\.[a-z0-9_]+)*:[1-9]\\d{0,2}\\.\\d{1,3}")),
  SUBJECT("subject", OPTIONAL, Pattern.compile("[a-z0-9_]+/" + Party.Form.OID.pattern())),
  SEQUENCE("sequence", ALWAYS, Attribute::isSequence),
  TIME("time", ALWAYS, Attribute::isTime),
  SENT_AT("hmssentat", ALWAYS, Attribute::isTime),
  EXPIRES("expirytime", ALWAYS, Attribute::isTime),
  CORRELATION_ID("correlationid", OPTIONAL, Party.Form.OID),
  KEY_ID("hmskeyid", ALWAYS, Party.Form.OID),
  SIGNATURE("hmssig", ON_WIRE, Pattern.compile("[A-Za-z0-9_-]{43}|[A-Za-z0-9_-]{86}")),
  /** Travels as the AMQP property content-type, in the structured form as an attribute. */
  DATA_CONTENT_TYPE("datacontenttype", ALWAYS, "application/json"::equals),
  TRACEPARENT("traceparent", OPTIONAL, text -> true);

  /** When an attribute must be there: an envelope that is not yet signed has no signature. */
  enum Need {
    ALWAYS,
    ON_WIRE,
    OPTIONAL
  }

  static final String PREFIX = "cloudEvents_";
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,256}");
  private static final Map<String, Attribute> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(each -> each.name, Function.identity()));

  private final String name;
  private final Need need;
  private final Predicate<String> form;

  Attribute(String name, Need need, Pattern form) {
    this(name, need, text -> form.matcher(text).matches());
  }

  Attribute(String name, Need need, Predicate<String> form) {
    this.name = name;
    this.need = need;
    this.form = form;
  }

  static Optional<Attribute> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The name without prefix. */
  String wire() {
    return name;
  }

  /** The name of the application property. */
  String property() {
    return PREFIX + name;
  }

  boolean required(boolean onWire) {
    return need == ALWAYS || need == ON_WIRE && onWire;
  }

  boolean wellFormed(String text) {
    return PRINTABLE.matcher(text).matches() && form.test(text);
  }

  private static boolean isTime(String text) {
    return WireTime.parse(text).isPresent();
  }

  /** 20 digits that a signed 64-bit number can hold. */
  private static boolean isSequence(String text) {
    return text.matches("\\d{20}") && text.compareTo("0%d".formatted(Long.MAX_VALUE)) <= 0;
  }
}
