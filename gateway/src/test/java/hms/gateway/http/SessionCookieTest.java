package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SessionCookieTest {

  @Test
  void over_tls_it_is_bound_to_this_very_host() {
    var cookie = SessionCookie.of("https://hms.example");

    assertThat(cookie.set("abc"))
        .isEqualTo("__Host-hms=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
    assertThat(cookie.clear())
        .isEqualTo("__Host-hms=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure");
  }

  @Test
  void on_ones_own_machine_it_has_another_name_so_that_it_is_never_taken_for_that_one() {
    assertThat(SessionCookie.of("http://127.0.0.1:8080").set("abc"))
        .isEqualTo("hms_dev=abc; Path=/; HttpOnly; SameSite=Strict");
  }

  @Test
  void what_pages_send_does_not_give_the_secret_away() {
    assertThat(SessionCookie.csrfToken("abc"))
        .hasSize(43)
        .isNotEqualTo(SessionCookie.csrfToken("abd"));
  }
}
