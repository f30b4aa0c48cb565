package hms.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import hms.domain.Refusal;
import hms.domain.Refusal.Invalid;
import java.util.List;
import java.util.Set;

/** Says in a sender's words why its JSON did not fit a record. */
final class Bindings {
  /** Members that the office alone writes: naming one is an attempt, not a typing error. */
  private static final Set<String> SERVER_OWNED =
      Set.of(
          "storeAvailable",
          "state",
          "artisan",
          "version",
          "created",
          "modified",
          "handle",
          "queueId",
          "approvedRevision",
          "reserved",
          "live",
          "status",
          "number",
          "oid",
          "active",
          "deleted",
          "keys",
          "reason",
          "purged",
          "importNotes");

  /** Members of an artisan's promise: they have calls of their own, which nobody else may make. */
  private static final Set<String> MAKER_OWNED = Set.of("available", "stock");

  private static final String OWN_WORDS = ", from `[^`]*`| ?\\(start marker at .*|`[^`]*` ?";

  private Bindings() {}

  static Refusal refusal(JsonProcessingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown -> unknownMember(unknown);
      case InvalidTypeIdException kind ->
          Invalid.of(pointer(kind), "kind", "unknown or missing kind");
      case MismatchedInputException wrong ->
          Invalid.of(pointer(wrong), "type", "expected " + expected(wrong));
      case JsonMappingException rule -> Invalid.of(pointer(rule), "rule", firstLine(cause(rule)));
      default -> Invalid.of("", "malformed", plain(e));
    };
  }

  /** The reader's words without those about its own classes and settings. */
  static String plain(JsonProcessingException e) {
    if (e instanceof MismatchedInputException) return "one value, found more behind it";
    return firstLine(e.getOriginalMessage()).replaceAll(OWN_WORDS, "");
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static Refusal unknownMember(UnrecognizedPropertyException e) {
    if (SERVER_OWNED.contains(e.getPropertyName())) {
      return new Refusal.Denied("written by the office only", List.of(e.getPropertyName()));
    }
    if (MAKER_OWNED.contains(e.getPropertyName())) {
      return new Refusal.Denied(
          "written by the artisan, by a call of its own", List.of(e.getPropertyName()));
    }
    String known =
        e.getKnownPropertyIds().stream().map(Object::toString).sorted().toList().toString();
    return Invalid.of(pointer(e), "unknown", "unknown member; known are " + known);
  }

  private static String pointer(JsonMappingException e) {
    var pointer = new StringBuilder();
    for (var step : e.getPath()) {
      String name = step.getFieldName() != null ? step.getFieldName() : "" + step.getIndex();
      pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  private static String expected(MismatchedInputException e) {
    Class<?> type = e.getTargetType();
    if (type == null) return "another type";
    if (type == String.class) return "text";
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) return "a " + number(type);
    if (type.isEnum()) return "one of the known words";
    if (type.isArray() || List.class.isAssignableFrom(type)) return "an array";
    return "a " + type.getSimpleName();
  }

  private static String number(Class<?> type) {
    return type == boolean.class || type == Boolean.class ? "boolean" : "whole number";
  }

  private static String cause(JsonMappingException e) {
    var cause = e.getCause();
    return cause != null && cause.getMessage() != null ? cause.getMessage() : "breaks a rule";
  }
}
