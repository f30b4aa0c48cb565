package hms.domain.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parts of an HTTP request that a signature can cover. Source: RFC 9421, docs/messages.md.
 *
 * @param method in upper case
 * @param targetUri the absolute URI; the office builds it from its public URL, never from Host
 * @param headers by name in any case; a header that is repeated is joined by comma and blank
 */
public record SignedRequest(String method, String targetUri, Map<String, String> headers) {
  static final List<String> DERIVED = List.of("@method", "@target-uri");
  static final List<String> HEADERS =
      List.of("content-digest", "content-type", "idempotency-key", "if-match");

  public SignedRequest {
    var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    headers = byName;
  }

  /** What must be covered: method, target, and those of the four headers that are there. */
  List<String> components() {
    var present = new ArrayList<>(DERIVED);
    HEADERS.stream().filter(headers::containsKey).forEach(present::add);
    return present;
  }

  Optional<String> value(String component) {
    return switch (component) {
      case "@method" -> Optional.of(method);
      case "@target-uri" -> Optional.of(targetUri);
      default -> Optional.ofNullable(headers.get(component)).map(String::strip);
    };
  }
}
