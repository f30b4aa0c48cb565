package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Ask;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hms batch}: a file of changes, a line for what came of each. */
final class BatchCommandIT {
  private static final int USAGE = 2;
  private static final int SOME_REFUSED = 11;
  private static TestMaker maker;

  @TempDir private Path dir;
  private final Operator operator = new Operator();

  @BeforeAll
  static void enrol() {
    maker = TestMaker.enrolled();
  }

  @Test
  void each_line_is_done_and_told() throws IOException {
    var bowl = maker.sells(3);
    var jug = maker.sells(3);

    int code = run(unlist(bowl) + "\n\n" + unlist(jug) + "\n");

    assertThat(code).as(operator.err() + operator.out()).isZero();
    assertThat(results()).extracting(each -> each.path("opId").asText()).containsExactly("1", "2");
    assertThat(results()).extracting(each -> each.path("status").asInt()).containsOnly(200);
  }

  @Test
  void what_is_refused_is_told_and_the_same_key_does_nothing_twice() throws IOException {
    var bowl = maker.sells(3);
    String file =
        "{\"operations\":[%s,{\"opId\":\"odd\",\"operationId\":\"flyProduct\"}]}"
            .formatted(unlist(bowl));
    String key = UUID.randomUUID().toString();

    assertThat(run(file, "--key", key)).as(operator.err()).isEqualTo(SOME_REFUSED);
    assertThat(operator.err()).contains("key: " + key);
    assertThat(results().get(1).at("/body/code").asText()).isEqualTo("invalid");
    assertThat(run(file, "--key", key)).isEqualTo(SOME_REFUSED);

    assertThat(results().getFirst().path("replayed").asBoolean()).as(operator.out()).isTrue();
  }

  @Test
  void more_than_a_batch_takes_are_sent_in_several() throws IOException {
    var line = "{\"operationId\":\"unlistProduct\",\"path\":{\"oid\":\"none\"}}\n";

    assertThat(run(line.repeat(201))).isEqualTo(SOME_REFUSED);

    assertThat(results()).hasSize(201);
    assertThat(results().getLast().path("opId").asText()).isEqualTo("201");
  }

  @Test
  void what_is_no_json_is_refused_before_anything_is_sent() throws IOException {
    assertThat(run("{\"operationId\":\n")).isEqualTo(USAGE);
    assertThat(operator.err()).contains("JSON object 1");
    assertThat(run("")).isEqualTo(USAGE);
    assertThat(operator.err()).contains("no change");
    assertThat(run("7")).isEqualTo(USAGE);
    assertThat(operator.err()).contains("object");
  }

  private int run(String file, String... more) throws IOException {
    var path = Files.writeString(dir.resolve("changes.ndjson"), file);
    var token = Files.writeString(dir.resolve("token"), TestOffice.get().token(Role.REVIEWER));
    var office = Map.of("HMS_SERVER", TestOffice.get().url(), "HMS_TOKEN_FILE", token.toString());
    var args =
        IntStream.range(0, more.length + 2)
            .mapToObj(i -> i == 0 ? "batch" : i <= more.length ? more[i - 1] : path.toString())
            .toArray(String[]::new);
    return operator.run(office, "", args);
  }

  private List<JsonNode> results() {
    return operator.out().lines().map(line -> DomainJson.own(line, JsonNode.class)).toList();
  }

  private static String unlist(UUID product) {
    long seen = maker.ask(Ask.get("/products/" + product)).good().at("/version").asLong();
    return """
    {"operationId":"unlistProduct","path":{"oid":"%s"},"ifMatch":"\\"v%d\\"","body":{"reason":"Broken"}}\
    """
        .formatted(product, seen);
  }
}
