package hms.domain.webhook;

import java.net.InetAddress;
import java.util.List;

/**
 * Is an address one of the internet at large? Whatever is not known to be is refused: this machine,
 * private networks, links, relays that lead to any of them, what is reserved. Source: the
 * special-purpose registries of IANA, RFC 6890, and those that tell of IPv6 addresses that carry
 * one of IPv4.
 */
public final class PublicAddress {
  private static final int IPV4 = 4;
  private static final int IPV6 = 16;

  private static final List<Block> NOT_PUBLIC_4 =
      List.of(
          Block.of(8, 0),
          Block.of(8, 10),
          Block.of(10, 100, 64),
          Block.of(8, 127),
          Block.of(16, 169, 254),
          Block.of(12, 172, 16),
          Block.of(24, 192, 0, 0),
          Block.of(24, 192, 0, 2),
          Block.of(24, 192, 88, 99),
          Block.of(16, 192, 168),
          Block.of(15, 198, 18),
          Block.of(24, 198, 51, 100),
          Block.of(24, 203, 0, 113),
          // Multicast, reserved, broadcast.
          Block.of(3, 224));

  /** All that is given out lies here: not ::1, ::ffff:0:0/96, 64:ff9b::/96, fc00::/7, fe80::/10. */
  private static final Block GLOBAL_6 = Block.of(3, 0x20);

  private static final List<Block> NOT_PUBLIC_6 =
      List.of(
          // Teredo, ORCHID and others of the IETF's own; documentation; 6to4; documentation.
          Block.of(23, 0x20, 0x01, 0x00),
          Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
          Block.of(16, 0x20, 0x02),
          Block.of(20, 0x3f, 0xff));

  /**
   * All addresses that begin alike.
   *
   * @param bits how many of them count
   */
  private record Block(int bits, List<Integer> bytes) {
    static Block of(int bits, Integer... bytes) {
      return new Block(bits, List.of(bytes));
    }

    boolean has(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int at = bit / Byte.SIZE;
        int given = at < bytes.size() ? bytes.get(at) : 0;
        int mask = 0x80 >> bit % Byte.SIZE;
        if ((address[at] & mask) != (given & mask)) return false;
      }
      return true;
    }
  }

  private PublicAddress() {}

  /** True if it may be called. */
  public static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    return switch (bytes.length) {
      case IPV4 -> NOT_PUBLIC_4.stream().noneMatch(block -> block.has(bytes));
      case IPV6 ->
          GLOBAL_6.has(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.has(bytes));
      default -> false;
    };
  }
}
