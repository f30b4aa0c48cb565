package hms.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import hms.gateway.http.Part;
import hms.gateway.http.PartAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Parts are done one after the other, for as long as there is time. */
final class BatchRunTest {
  private static final PartAnswer LATE = answer(503, "{\"code\":\"unavailable\"}");
  private final List<String> done = new ArrayList<>();

  @Test
  void a_part_begins_when_the_one_before_has_ended() {
    var first = Promise.<PartAnswer>promise();
    var run =
        new BatchRun(
                parts(2),
                part -> {
                  done.add(part.opId());
                  return part.opId().equals("0")
                      ? first.future()
                      : Future.succeededFuture(answer(204, null));
                },
                () -> true,
                () -> LATE)
            .run();

    assertThat(done).containsExactly("0");
    first.complete(answer(201, "{\"oid\":1}"));

    assertThat(done).containsExactly("0", "1");
    assertThat(run.result())
        .hasToString(
            """
            {"results":[{"opId":"0","status":201,"etag":"\\"v1\\"","body":{"oid":1}},\
            {"opId":"1","status":204,"etag":"\\"v1\\""}]}\
            """);
  }

  @Test
  void what_there_is_no_time_for_is_not_begun() {
    var run =
        new BatchRun(parts(200), this::good, () -> done.size() < 150, () -> LATE).run().result();

    assertThat(done).hasSize(150);
    assertThat(run.at("/results/149/status").asInt()).isEqualTo(200);
    assertThat(run.at("/results/150/status").asInt()).isEqualTo(503);
    assertThat(run.at("/results/199").toString())
        .isEqualTo(
            """
            {"opId":"199","status":503,"etag":"\\"v1\\"","body":{"code":"unavailable"}}\
            """);
  }

  private Future<PartAnswer> good(Part part) {
    done.add(part.opId());
    return Future.succeededFuture(answer(200, "{}"));
  }

  private static PartAnswer answer(int status, String json) {
    return new PartAnswer(status, Optional.of("\"v1\""), false, Optional.ofNullable(json));
  }

  private static List<Part> parts(int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> new Part("" + i, "listProduct", Map.of(), null, null))
        .toList();
  }
}
