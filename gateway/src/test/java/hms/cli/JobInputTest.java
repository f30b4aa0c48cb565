package hms.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import hms.StubOffice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hms job submit --input FILE}: what is sent, to an office that writes it down. */
final class JobInputTest {
  private static final String KEPT = "018f2f3a-7b7c-7000-8000-000000000001";

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final Operator operator = new Operator();
  @TempDir private Path dir;
  private final StubOffice office = new StubOffice(this::answer);

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void a_file_is_sent_and_named_in_the_job_once_the_job_is_known_to_be_good() throws IOException {
    Path file = Files.writeString(dir.resolve("lines"), "bowl\nkiln\n");

    assertThat(submit("stream", "--param", "mapper=cat", "--input", file.toString()))
        .as(operator.err())
        .isZero();

    assertThat(heard).hasSize(3);
    assertThat(heard.get(0)).startsWith("/api/v1/jobs?dryRun=true ").contains("\"mapper\":\"cat\"");
    assertThat(heard.get(1)).isEqualTo("/api/v1/job-inputs bowl\nkiln\n");
    assertThat(heard.get(2)).startsWith("/api/v1/jobs ").contains("\"input\":\"" + KEPT + "\"");
  }

  @Test
  void a_file_of_a_job_that_would_be_refused_is_not_sent() throws IOException {
    Path file = Files.writeString(dir.resolve("lines"), "bowl\n");

    assertThat(submit("refused", "--input", file.toString())).isNotZero();

    assertThat(heard).singleElement().asString().startsWith("/api/v1/jobs?dryRun=true ");
  }

  @Test
  void under_a_dedupe_key_the_same_file_has_the_same_key_and_another_one_another()
      throws IOException {
    Path file = Files.writeString(dir.resolve("lines"), "bowl\n");
    String[] asked = {"--dedupe-key", "may", "--input", file.toString()};

    submit("stream", asked);
    submit("stream", asked);
    submit("stream", "--dedupe-key", "june", "--input", file.toString());
    Files.writeString(file, "kiln\n");
    submit("stream", asked);

    assertThat(keys).hasSize(4).allMatch(key -> key.matches("[!-~]{16,255}"));
    assertThat(keys.get(1)).isEqualTo(keys.get(0));
    assertThat(Set.copyOf(keys)).hasSize(3);
  }

  @Test
  void a_file_that_is_not_there_or_one_input_too_many_is_a_slip_of_the_command_line() {
    assertThat(submit("stream", "--input", dir.resolve("gone").toString())).isEqualTo(2);
    assertThat(operator.err()).contains("there is no file").contains("gone");
    assertThat(submit("stream", "--param", "input=x", "--input", "lines")).isEqualTo(2);
    assertThat(operator.err()).contains("one too many");
  }

  private int submit(String type, String... more) {
    var args = Stream.concat(Stream.of("job", "submit", type), Stream.of(more));
    var server = office.url().toString();
    return operator.run(
        Map.of("HMS_SERVER", server, "HMS_TOKEN", "hms_x"), "", args.toArray(String[]::new));
  }

  private void answer(HttpExchange call) throws IOException {
    String body = new String(call.getRequestBody().readAllBytes(), UTF_8);
    heard.add(call.getRequestURI() + " " + body);
    if (call.getRequestURI().getPath().endsWith("/job-inputs")) {
      keys.add(call.getRequestHeaders().getFirst("Idempotency-Key"));
    }
    boolean refused = body.contains("refused");
    byte[] said = "{\"oid\":\"%s\"}".formatted(KEPT).getBytes(UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(refused ? 422 : 201, said.length);
    call.getResponseBody().write(said);
    call.close();
  }
}
