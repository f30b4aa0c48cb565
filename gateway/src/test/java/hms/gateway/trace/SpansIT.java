package hms.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestLink;
import hms.TestMaker;
import hms.TestOffice;
import hms.TestShop;
import hms.domain.Role;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One order, from the request to the message that an artisan gets, is one tree. */
class SpansIT {
  private static final String CALLER = "00f067aa0ba902b7";

  private static TestMaker maker;
  private static UUID product;

  private final String trace = UUID.randomUUID().toString().replace("-", "");

  @BeforeAll
  static void sell() {
    maker = TestMaker.enrolled();
    product = maker.sells(100);
  }

  @Test
  void an_order_is_one_tree_over_http_bus_sql_outbox_and_amqp() {
    order("01").good();
    maker.hears("work_order.sent");

    var spans = spansWith(SpanKind.SERVER, SpanKind.CLIENT, SpanKind.PRODUCER);
    var ids = spans.stream().map(SpanData::getSpanId).collect(Collectors.toSet());
    assertThat(spans)
        .as(tree(spans))
        .allMatch(each ->
            each.getParentSpanId().equals(CALLER)
                ? each.getKind() == SpanKind.SERVER
                : ids.contains(each.getParentSpanId()))
        .anyMatch(each -> each.toString().contains("hms.service.order"))
        .anyMatch(each -> each.getKind() == SpanKind.CLIENT && each.toString().contains("orders"));
    var sent = only(spans, SpanKind.PRODUCER);
    assertThat(sent.getName()).startsWith("send hms.artisan.");
  }

  @Test
  void a_trace_that_nobody_wants_told_is_passed_on_all_the_same() {
    var placed = order("00").good();
    maker.hears("work_order.sent");

    assertThat(TestOffice.get().spans(trace)).isEmpty();
    assertThat(
            TestOffice.get()
                .texts(
                    "select traceparent from outbox where subject = $1",
                    "work_order/" + placed.at("/workOrders/0/oid").asText()))
        .containsOnly("00-%s-%s-00".formatted(trace, CALLER));
  }

  @Test
  void what_a_message_causes_is_in_its_trace_to_the_reply() {
    var other = TestMaker.enrolled();
    var link = TestLink.of(other);
    String parent = "00-%s-%s-01".formatted(trace, CALLER);
    var sent = link.send(link.draft(1, "product.create", "{}").traceparent(parent));
    assertThat(link.reply(sent).getString("status")).isEqualTo("refused");

    var spans = spansWith(SpanKind.CONSUMER, SpanKind.PRODUCER);
    var taken = only(spans, SpanKind.CONSUMER);
    assertThat(taken.getParentSpanId()).as(tree(spans)).isEqualTo(CALLER);
    assertThat(only(spans, SpanKind.PRODUCER).getParentSpanId()).isEqualTo(taken.getSpanId());
    assertThat(spans).as(tree(spans)).anyMatch(each -> each.toString().contains("inbox"));
  }

  @Test
  void what_a_storefront_is_told_is_in_the_trace_of_the_change_and_so_is_its_deadline() {
    var shop = new TestShop();
    var bought = Ask.post("/orders").by(shop.token()).body(Bodies.order(product)).send().good();
    var hold = Ask.post("/orders/" + bought.at("/oid").asText() + "/hold").by(Role.ORDER_MANAGER);
    traced(hold.seen(bought.at("/version").asLong()), "01")
        .body("{\"reason\":\"late\"}")
        .send()
        .good();

    String told = "select traceparent from outbox where recipient_oid = $1";
    Awaitility.await().until(() -> !TestOffice.get().texts(told, shop.oid()).isEmpty());
    assertThat(TestOffice.get().texts(told, shop.oid()))
        .allSatisfy(each -> assertThat(each).startsWith("00-" + trace));
  }

  @Test
  void what_happens_by_itself_right_away_is_in_the_trace_of_what_set_it() {
    var offered = Bodies.product(1, maker.image());
    var ask = traced(Ask.post("/products").body(offered), "01");
    maker.ask(ask).good();

    var spans = spansWith(SpanKind.SERVER, SpanKind.CONSUMER);
    var judged = only(spans, SpanKind.CONSUMER);
    assertThat(judged.getName()).as(tree(spans)).isEqualTo("process deadline revision.judge");
    var ids = spans.stream().map(SpanData::getSpanId).toList();
    assertThat(ids).contains(judged.getParentSpanId());
  }

  @Test
  void what_is_computed_for_a_job_is_in_the_trace_of_its_submission() {
    var job =
        traced(Ask.post("/jobs").by(Role.OPERATOR), "01")
            .body(
                """
                {"type": "noop", "parameters": {"units": 3}, "options": {"chunkUnits": 1}}
                """)
            .send()
            .good();

    Awaitility.await().until(() -> named("complete noop").size() == 1);
    var submitted = only(spansWith(SpanKind.SERVER), SpanKind.SERVER);
    assertThat(named("open noop")).hasSize(1);
    assertThat(named("chunk noop"))
        .hasSize(3)
        .allSatisfy(each -> {
          assertThat(each.getParentSpanId()).isEqualTo(submitted.getSpanId());
          assertThat(each.getAttributes().toString())
              .contains(job.at("/oid").asText(), "hms.chunk", "hms.node", "hms.attempt=1");
        });
  }

  private List<SpanData> named(String name) {
    return TestOffice.get().spans(trace).stream()
        .filter(each -> each.getName().equals(name))
        .toList();
  }

  @Test
  void a_problem_says_of_which_trace_it_is() {
    var problem = traced(Ask.get("/orders"), "01").send().problem(401, "unauthenticated");

    assertThat(problem.at("/traceId").asText()).isEqualTo(trace);
    assertThat(Ask.get("/orders").send().json().has("traceId")).isFalse();
  }

  @Test
  void supervisors_leave_no_spans() {
    assertThat(traced(Ask.get("/livez"), "01").send().status()).isEqualTo(200);
    traced(Ask.get("/whoami"), "01").send().problem(401, "unauthenticated");

    var spans = spansWith(SpanKind.SERVER);
    assertThat(spans.stream().filter(each -> each.getKind() == SpanKind.SERVER))
        .hasSize(1)
        .noneMatch(each -> each.toString().contains("livez"));
  }

  private Answer order(String flags) {
    return traced(Ask.post("/orders").by(TestOffice.get().newStorefront()), flags)
        .body(Bodies.order(product))
        .send();
  }

  private Ask traced(Ask ask, String flags) {
    return ask.with("traceparent", "00-%s-%s-%s".formatted(trace, CALLER, flags));
  }

  private List<SpanData> spansWith(SpanKind... kinds) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> kinds().containsAll(Set.of(kinds)));
    return TestOffice.get().spans(trace);
  }

  private Set<SpanKind> kinds() {
    return TestOffice.get().spans(trace).stream()
        .map(SpanData::getKind)
        .collect(Collectors.toSet());
  }

  private static SpanData only(List<SpanData> spans, SpanKind kind) {
    var found = spans.stream().filter(each -> each.getKind() == kind).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static String tree(List<SpanData> spans) {
    return spans.stream()
        .map(each ->
            "%s <- %s %s %s %s"
                .formatted(
                    each.getSpanId(),
                    each.getParentSpanId(),
                    each.getKind(),
                    each.getName(),
                    each.getAttributes()))
        .collect(Collectors.joining("\n"));
  }
}
