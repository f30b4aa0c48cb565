package hms.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import hms.storage.DomainJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is published of messages is what the desk takes. */
class MessageTypesTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void each_schema_stands_for_itself() {
    var views = MessageTypes.of(CONTRACT, promised()).views();

    assertThat(views).hasSizeGreaterThan(20);
    assertThat(views.toString()).doesNotContain("$ref").contains("maxLength");
  }

  @Test
  void a_type_that_only_one_side_knows_is_noticed() {
    var more = promised();
    more.get("artisan").add("hms.product.melt.v1");
    var less = promised();
    less.get("storefront").remove("hms.order.place.v1");

    assertThatThrownBy(() -> MessageTypes.of(CONTRACT, more)).hasMessageContaining("melt");
    assertThatThrownBy(() -> MessageTypes.of(CONTRACT, less))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Map<String, Set<String>> promised() {
    var document =
        DomainJson.own(new String(CONTRACT.bytes(), StandardCharsets.UTF_8), JsonNode.class);
    var all = new HashMap<String, Set<String>>();
    for (var side : document.path("x-messages").properties()) {
      var types = new HashSet<String>();
      side.getValue().fieldNames().forEachRemaining(types::add);
      all.put(side.getKey(), types);
    }
    return all;
  }
}
