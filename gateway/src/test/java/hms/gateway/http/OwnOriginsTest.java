package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnOriginsTest {

  @Test
  void an_office_on_its_own_machine_is_reached_under_each_of_its_names() {
    var own = OwnOrigins.of("http://127.0.0.1:8080", 8080);

    assertThat(own.have("http://localhost:8080")).isTrue();
    assertThat(own.have("http://127.0.0.1:8080")).isTrue();
    assertThat(own.have("http://[::1]:8080")).isTrue();
    assertThat(own.have("http://localhost:8081")).isFalse();
    assertThat(own.have("https://localhost:8080")).isFalse();
    assertThat(own.have("http://localhost.example:8080")).isFalse();
  }

  /** What answers there on the machine of somebody far away is not ours. */
  @Test
  void an_office_on_the_net_has_one_name() {
    var own = OwnOrigins.of("https://office.example", 8080);

    assertThat(own.have("https://office.example")).isTrue();
    assertThat(own.have("http://localhost:8080")).isFalse();
    assertThat(own.have("https://office.example.evil.example")).isFalse();
    assertThat(own.have("null")).isFalse();
    assertThat(own.have(null)).isFalse();
  }
}
