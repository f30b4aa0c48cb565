package hms.gateway.http;

import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where pages of ours come from. An office that is reached on its own machine is reached under each
 * name of that machine: a person who types localhost is no stranger. Source: RFC 6454, 6.2.
 *
 * @param all as browsers write them: {@code https://office.example}
 */
record OwnOrigins(Set<String> all) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  OwnOrigins {
    all = Set.copyOf(all);
  }

  /**
   * @param publicUrl how browsers reach the office, without a path
   * @param port that is listened on
   */
  static OwnOrigins of(String publicUrl, int port) {
    var all = new TreeSet<String>(Set.of(publicUrl));
    var url = URI.create(publicUrl);
    if (LOOPBACK.contains(Objects.requireNonNullElse(url.getHost(), ""))) {
      LOOPBACK.forEach(name -> all.add(url.getScheme() + "://" + name + ":" + port));
    }
    return new OwnOrigins(all);
  }

  boolean have(@Nullable String origin) {
    return origin != null && all.contains(origin);
  }

  @Override
  public String toString() {
    return String.join(", ", new TreeSet<>(all));
  }
}
