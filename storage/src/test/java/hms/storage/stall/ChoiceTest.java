package hms.storage.stall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.storage.DomainJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What "mine again" says: the same wish, by somebody who knows what is there now. */
final class ChoiceTest {
  private static final UUID BOWL = new UUID(0, 1);
  private static final Map<String, JsonNode> SEEN = Map.of("name", new TextNode("now"));
  private static final String OID = "\"oid\":\"" + BOWL + "\"";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "product.update | {OID,\"baseVersion\":3,\"changes\":[{\"field\":\"name\",\"from\":\"old\",\"to\":\"mine\"}]}"
            + "| {OID,\"baseVersion\":9,\"changes\":[{\"field\":\"name\",\"from\":\"now\",\"to\":\"mine\"}]}",
        "product.update | {OID,\"changes\":[{\"field\":\"size\",\"from\":\"old\",\"to\":\"mine\"}]}"
            + "| {OID,\"changes\":[{\"field\":\"size\",\"from\":null,\"to\":\"mine\"}]}",
        "work_order.accept | {OID,\"baseVersion\":3} | {OID,\"baseVersion\":9}",
        "work_order.ship | {OID,\"shipment\":\"s\"} | {OID,\"shipment\":\"s\"}",
        "product.delete | {OID} | {OID}"
      })
  void a_refused_message_is_said_on_top_of_what_is_there(String name, String said, String again) {
    var asked = StallSubjects.aMessage(name, BOWL, tree(said));
    var card =
        Cards.of(asked, tree("{\"status\":\"refused\"}"), Samples::ids, Makers.NOW).getFirst();

    assertThat(Choice.again(card, 9, SEEN).map(ObjectNode::toString))
        .contains(tree(again).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true | {OID,\"baseVersion\":9,\"changes\":[{\"field\":\"name\",\"from\":\"now\",\"to\":\"mine\"}]}",
        "false | {OID,\"baseVersion\":9,\"changes\":[{\"field\":\"name\",\"from\":\"theirs\",\"to\":\"mine\"}]}"
      })
  void a_field_in_conflict_is_said_alone(boolean known, String again) {
    var asked = StallSubjects.aMessage("product.update", BOWL, tree("{OID}"));
    var reply =
        tree(
            """
            {"status": "conflict", "conflicts": [
              {"field": "name", "base": "old", "mine": "mine", "theirs": "theirs"}]}
            """);
    var card = Cards.of(asked, reply, Samples::ids, Makers.NOW).getFirst();

    assertThat(Choice.again(card, 9, known ? SEEN : Map.of()).map(ObjectNode::toString))
        .contains(tree(again).toString());
  }

  private static ObjectNode tree(String json) {
    var text = json.replace("OID", OID).getBytes(StandardCharsets.UTF_8);
    return (ObjectNode) DomainJson.parse(text).orThrow();
  }
}
