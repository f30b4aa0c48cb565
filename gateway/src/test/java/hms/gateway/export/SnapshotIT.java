package hms.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** An artisan takes away all that is its own, as of one moment. */
final class SnapshotIT {
  private final TestMaker maker = TestMaker.enrolled();

  @Test
  void all_that_is_its_own_is_there_as_it_reads_it() {
    var sold = maker.sells(5);
    var draft = maker.offers(Bodies.product(2, maker.image())).at("/product");
    String shop = TestOffice.get().newStorefront();
    var order = Ask.post("/orders").by(shop).body(Bodies.order(sold)).send().good();
    var other = TestMaker.enrolled();
    other.sells(1);

    var answer = maker.ask(snapshot(maker)).good();

    var lines = lines(answer.text());
    assertThat(answer.header("Content-Type")).contains("application/x-ndjson");
    assertThat(kinds(lines))
        .containsExactly(
            "artisan", "product", "product", "revision", "revision", "work-order", "through");
    assertThat(lines.getFirst().at("/object/oid").asText()).isEqualTo(maker.oid().toString());
    assertThat(lines.getFirst().at("/object/terms").has("notes")).isFalse();
    assertThat(oids(lines, "product"))
        .containsExactlyInAnyOrder(sold.toString(), draft.path("oid").asText());
    assertThat(lines.get(1).at("/object/stock/onHand").asInt()).isIn(5, 4);
    assertThat(oids(lines, "work-order")).containsExactly(order.at("/workOrders/0/oid").asText());
    var stream = maker.ask(Ask.get("/artisans/" + maker.oid() + "/stream")).good();
    assertThat(lines.getLast().path("through").asLong())
        .isPositive()
        .isEqualTo(stream.at("/lastOut").asLong());
    assertThat(answer.text()).doesNotContain(other.oid().toString());
  }

  @Test
  void who_can_unpack_it_gets_it_packed_and_the_office_sees_the_same() throws IOException {
    maker.offers(Bodies.product(2, maker.image()));
    var plain = maker.ask(snapshot(maker)).good();

    var packed = snapshot(maker).by(Role.ARTISAN_MANAGER).with("Accept-Encoding", "gzip");
    var answer = packed.send().good();

    assertThat(answer.header("Content-Encoding")).contains("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.bytes())).readAllBytes())
        .isEqualTo(plain.bytes());
  }

  @Test
  void nobody_else_gets_it() {
    var other = TestMaker.enrolled();
    String unknown = other.ask(Ask.get("/artisans/" + UUID.randomUUID() + "/snapshot")).text();

    var foreign = other.ask(snapshot(maker)).problem(404, "not-found");

    assertThat(foreign.at("/detail"))
        .isEqualTo(DomainJson.own(unknown, JsonNode.class).at("/detail"));
    snapshot(maker).send().problem(401, "unauthenticated");
    snapshot(maker).by(Role.OPERATOR).send().problem(403, "forbidden");
  }

  private static Ask snapshot(TestMaker of) {
    return Ask.get("/artisans/" + of.oid() + "/snapshot");
  }

  private static List<JsonNode> lines(String text) {
    return text.lines().map(line -> DomainJson.own(line, JsonNode.class)).toList();
  }

  private static List<String> kinds(List<JsonNode> lines) {
    return lines.stream()
        .map(each -> each.has("through") ? "through" : each.path("kind").asText())
        .toList();
  }

  private static List<String> oids(List<JsonNode> lines, String kind) {
    return lines.stream()
        .filter(each -> each.path("kind").asText().equals(kind))
        .map(each -> each.at("/object/oid").asText())
        .toList();
  }
}
