package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stranger writes into a header is not believed. */
class CallerAddressTest {
  private final CallerAddress address = new CallerAddress(Set.of("127.0.0.1", "10.0.0.7"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | | 203.0.113.9",
        "203.0.113.9 | 198.51.100.1 | 203.0.113.9",
        "127.0.0.1 | | 127.0.0.1",
        "127.0.0.1 | 198.51.100.1 | 198.51.100.1",
        "127.0.0.1 | 192.0.2.66, 198.51.100.1, 10.0.0.7 | 198.51.100.1",
        "127.0.0.1 | 192.0.2.66, proxy.example | 127.0.0.1",
        "127.0.0.1 | 10.0.0.7 | 127.0.0.1",
        "127.0.0.1 | ,,, | 127.0.0.1",
        "2001:db8:1:2:3:4:5:6 | | 20010db800010002",
        "2001:db8:1:2:ffff::1 | | 20010db800010002",
        "127.0.0.1 | 2001:db8:1:3::9 | 20010db800010003"
      })
  void the_last_hop_that_is_no_proxy_of_ours_is_meant(
      String peer, String forwarded, String expected) {
    assertThat(address.of(peer, forwarded)).isEqualTo(expected);
  }
}
