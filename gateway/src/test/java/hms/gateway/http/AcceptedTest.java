package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller takes, said as RFC 9110 has it. */
class AcceptedTest {
  @ParameterizedTest
  @CsvSource({
    "'', true",
    "*/*, true",
    "application/json, true",
    "APPLICATION/JSON, true",
    "application/*, true",
    "'text/html, application/xhtml+xml, */*;q=0.8', true",
    "'text/csv;q=1.0, application/json;q=0.001', true",
    "application/json;charset=utf-8, true",
    "text/csv, false",
    "text/*, false",
    "applicationx/*, false",
    "application/json;q=0, false",
    "'*/*, application/json;q=0.0', false",
    "'application/*;q=0, application/json', true",
    "nonsense, false"
  })
  void json_is_taken_or_not(String header, boolean taken) {
    assertThat(Accepted.of(List.of(header)).anyOf(List.of("application/json"))).isEqualTo(taken);
  }
}
