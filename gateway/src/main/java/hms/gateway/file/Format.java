package hms.gateway.file;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How rows stand in a file. */
public enum Format {
  /** A JSON object a line. Source: github.com/ndjson/ndjson-spec. */
  NDJSON("application/x-ndjson"),
  /** With a line of names first. Source: RFC 4180. */
  CSV("text/csv");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** By its name on the wire: {@code csv}. */
  public static Optional<Format> of(String word) {
    return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** By a {@code Content-Type}. */
  public static Optional<Format> ofMediaType(String type) {
    String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(each -> each.mediaType.equals(bare)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
