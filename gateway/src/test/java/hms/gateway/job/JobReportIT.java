package hms.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.Ask;
import hms.domain.Role;
import hms.domain.Sha256;
import hms.storage.DomainJson;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code GET /jobs/{oid}/report} of a job that was computed. */
final class JobReportIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void it_shows_what_was_computed_and_a_browser_may_run_nothing_of_it() {
    var body = DomainJson.object().put("type", "noop");
    body.putObject("parameters").put("units", 200).put("failEvery", 0);
    body.putObject("options").put("chunkUnits", 10);
    String oid = Ask.post("/jobs").by(Role.OPERATOR).body(body).send().good().at("/oid").asText();
    await()
        .atMost(PATIENCE)
        .until(() ->
            Ask.get("/jobs/" + oid)
                .by(Role.AUDITOR)
                .send()
                .at("/state")
                .asText()
                .equals("SUCCEEDED"));

    var report = Ask.get("/jobs/" + oid + "/report").by(Role.AUDITOR).send().good();

    assertThat(report.text())
        .contains("noop: SUCCEEDED", "CONFIRMED", "200 of 200", "<rect class=\"bar\"")
        .contains("units 0 to 9,", "&quot;units&quot; : 200", "Each chunk");
    String style = report.text().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
    assertThat(report.header("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; style-src 'sha256-")
        .contains(Base64.getEncoder().encodeToString(Sha256.of(style)))
        .contains("frame-ancestors 'none'");
    assertThat(report.header("Cache-Control")).contains("private, no-store");
  }

  @Test
  void one_that_is_not_there_has_none() {
    Ask.get("/jobs/" + UUID.randomUUID() + "/report")
        .by(Role.AUDITOR)
        .send()
        .problem(404, "not-found");
  }
}
