package hms.domain.message;

import hms.domain.Outcome;
import hms.domain.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What the header {@code Signature-Input} of a request says, in the profile {@code hms-v1} of RFC
 * 9421: one signature, label {@code sig1}, six known components, five parameters.
 *
 * @param components what is covered, in the order of the signature
 * @param created in whole seconds
 * @param expires in whole seconds
 * @param nonce 16 to 64 of base64url
 * @param key oid of the key
 * @param parameters the text after {@code sig1=}, exactly as it was read
 */
public record SignatureInput(
    List<String> components,
    Instant created,
    Instant expires,
    String nonce,
    UUID key,
    String parameters) {
  private static final Duration SKEW_MAX = Duration.ofSeconds(300);
  private static final Duration LIFE_MAX = Duration.ofSeconds(300);
  private static final int LENGTH_MAX = 1024;
  private static final String LABEL = "sig1=";
  private static final Pattern WHOLE =
      Pattern.compile(
          "sig1=\\((?<list>\"[a-z@-]+\"( \"[a-z@-]+\")*)\\)(?<rest>(;[a-z]+=(\\d{1,12}|\"[A-Za-z0-9_.:/+-]*\"))+)");
  private static final Map<String, Pattern> PARAMETERS =
      Map.of(
          "created", Pattern.compile("\\d{1,12}"),
          "expires", Pattern.compile("\\d{1,12}"),
          "nonce", Pattern.compile("\"[A-Za-z0-9_-]{16,64}\""),
          "keyid", Pattern.compile("\"" + Party.Form.OID.pattern() + "\""),
          "tag", Pattern.compile("\"hms-v1\""));

  public SignatureInput {
    components = List.copyOf(components);
  }

  /** The input of a new signature over {@code request}. Instants are cut to seconds. */
  static SignatureInput of(SignedRequest request, UUID key, Instant created, String nonce) {
    Instant expires = created.plus(LIFE_MAX);
    String list = "(\"" + String.join("\" \"", request.components()) + "\")";
    String parameters =
        "%s;created=%d;expires=%d;nonce=\"%s\";keyid=\"%s\";tag=\"hms-v1\""
            .formatted(list, created.getEpochSecond(), expires.getEpochSecond(), nonce, key);
    return parse(LABEL + parameters).orThrow();
  }

  /** Reads the header; whatever is not exactly of the profile is refused as Untrusted. */
  public static Outcome<SignatureInput> parse(String header) {
    var whole = WHOLE.matcher(header);
    if (header.length() > LENGTH_MAX || !whole.matches()) return malformed("form");
    var components = List.of(whole.group("list").replace("\"", "").split(" ", -1));
    var found = new HashMap<String, String>();
    for (String part : whole.group("rest").substring(1).split(";", -1)) {
      int equals = part.indexOf('=');
      String name = part.substring(0, equals);
      if (found.put(name, part.substring(equals + 1)) != null) return malformed(name + " twice");
    }
    return checked(components, found, header.substring(LABEL.length()));
  }

  /** The value of the header. */
  public String header() {
    return LABEL + parameters;
  }

  /** Whether it may be used at this instant: created +-300 s, expired never, life at most 300 s. */
  public Outcome<SignatureInput> at(Instant now) {
    if (Duration.between(created, now).abs().compareTo(SKEW_MAX) > 0) return untrusted("skew");
    if (expires.isAfter(created.plus(LIFE_MAX))) return untrusted("expires too late");
    return now.isAfter(expires) ? untrusted("expired") : Outcome.done(this);
  }

  private static Outcome<SignatureInput> checked(
      List<String> components, Map<String, String> found, String text) {
    found.remove("alg"); // the key decides, whatever it says
    if (!found.keySet().equals(PARAMETERS.keySet())) return malformed("parameters");
    for (var parameter : PARAMETERS.entrySet()) {
      String value = found.getOrDefault(parameter.getKey(), "");
      if (!parameter.getValue().matcher(value).matches()) return malformed(parameter.getKey());
    }
    boolean known =
        components.stream()
            .allMatch(c -> SignedRequest.DERIVED.contains(c) || SignedRequest.HEADERS.contains(c));
    if (!known || new LinkedHashSet<>(components).size() != components.size()) {
      return malformed("components");
    }
    return read(components, found, text);
  }

  private static Outcome<SignatureInput> read(
      List<String> components, Map<String, String> found, String text) {
    try {
      return Outcome.done(
          new SignatureInput(
              components,
              Instant.ofEpochSecond(Long.parseLong(found.getOrDefault("created", ""))),
              Instant.ofEpochSecond(Long.parseLong(found.getOrDefault("expires", ""))),
              unquoted(found.getOrDefault("nonce", "")),
              UUID.fromString(unquoted(found.getOrDefault("keyid", ""))),
              text));
    } catch (DateTimeException beyondTime) {
      return malformed("created");
    }
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1);
  }

  private static Outcome<SignatureInput> malformed(String what) {
    return untrusted("malformed Signature-Input: " + what);
  }

  private static Outcome<SignatureInput> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
