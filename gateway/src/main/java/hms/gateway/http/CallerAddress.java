package hms.gateway.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From where a call comes. A proxy that the operator trusts tells it in {@code X-Forwarded-For};
 * what anybody else writes there is not believed.
 */
final class CallerAddress {
  private static final CharSequence FORWARDED = HttpHeaders.createOptimized("x-forwarded-for");

  /** Whoever has one address of IPv6 has a network of 64 bits of them. */
  private static final int NETWORK_BYTES = 8;

  private static final int IPV4_BYTES = 4;

  private final Set<String> proxies;

  /**
   * @param proxies addresses of the proxies that are believed
   */
  CallerAddress(Set<String> proxies) {
    this.proxies = Set.copyOf(proxies);
  }

  /** The address, or for IPv6 its network; {@code unknown} if the connection has none. */
  String of(HttpServerRequest request) {
    var remote = request.remoteAddress();
    String peer = remote == null ? null : remote.hostAddress();
    return peer == null ? "unknown" : of(peer, request.getHeader(FORWARDED));
  }

  String of(String peer, @Nullable String forwarded) {
    return network(client(peer, forwarded));
  }

  /** Each proxy adds who called it at the end: the last one that is no proxy of ours is meant. */
  private String client(String peer, @Nullable String forwarded) {
    if (forwarded == null || !proxies.contains(peer)) return peer;
    var hops = Arrays.asList(forwarded.split(",", -1)).reversed();
    for (String each : hops) {
      String hop = each.strip();
      if (!NetUtil.isValidIpV4Address(hop) && !NetUtil.isValidIpV6Address(hop)) return peer;
      if (!proxies.contains(hop)) return hop;
    }
    return peer;
  }

  private static String network(String address) {
    if (address.indexOf(':') < 0) return address;
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null || bytes.length == IPV4_BYTES) return address;
    return HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES);
  }
}
