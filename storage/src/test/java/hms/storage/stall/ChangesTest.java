package hms.storage.stall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.storage.DomainJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left of an artisan's wishes when the office has written. */
final class ChangesTest {
  private static final List<String> FIELDS = List.of("name", "size", "summary");
  private static final List<String> VALUES = List.of("a", "b", "c", "");
  private static final UUID BOWL = new UUID(7, 1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // mine | the office's | what is left | cards: field=mine/theirs
        "name:a>b | size:s>t | name:a>b | ''",
        "name:a>b | name:a>c | '' | name=b/c",
        "name:a>b | name:a>b | '' | ''",
        "name:a>b size:s>t | name:a>c | size:s>t | name=b/c",
        "name:a>b size:s>t | name:a>c size:s>u | '' | name=b/c size=t/u",
        "name:a> | name:a>c | '' | name=/c",
        "name:a>b | name:a> | '' | name=b/",
        "name:a>b | '' | name:a>b | ''",
      })
  void a_field_that_both_have_written_is_a_card(
      String mine, String office, String left, String cards) {
    var collision =
        Changes.collide(message(changes(mine)), changes(office), Samples::ids, Makers.NOW);

    assertThat(collision.left().map(each -> Changes.of(each.data())).orElse(List.of()))
        .isEqualTo(changes(left));
    assertThat(
            collision.cards().stream()
                .map(card ->
                    "%s=%s/%s".formatted(card.field(), text(card.mine()), text(card.theirs())))
                .toList())
        .isEqualTo(cards.isEmpty() ? List.of() : List.of(cards.split(" ")));
  }

  /** Both sides write at random; no wish gets lost: it is done, asked for, or on a card. */
  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void no_wish_is_lost_and_no_card_is_baseless(long seed) {
    var samples = Samples.of(seed);
    for (int round = 0; round < 500; round++) {
      var before = new TreeMap<String, String>();
      FIELDS.forEach(field -> before.put(field, samples.oneOf(VALUES)));
      var mine = wishes(samples, before);
      var office = wishes(samples, before);
      String when = "%s, round %d: %s against %s".formatted(samples, round, mine, office);

      var collision =
          Changes.collide(
              message(list(before, mine)), list(before, office), Samples::ids, Makers.NOW);

      var asked = Changes.to(collision.left().map(p -> Changes.of(p.data())).orElse(List.of()));
      mine.forEach((field, wish) -> {
        boolean same = wish.equals(office.get(field));
        boolean card =
            collision.cards().stream()
                .anyMatch(each -> field.equals(each.field()) && node(wish).equals(each.mine()));
        boolean open = node(wish).equals(asked.get(field));
        assertThat(List.of(same, card, open)).as(when).containsOnlyOnce(true);
        assertThat(card).as(when).isEqualTo(office.containsKey(field) && !same);
      });
      assertThat(asked.keySet()).as(when).isSubsetOf(mine.keySet());
    }
  }

  /** What did not clash is asked for again, before what was wished since. */
  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void what_is_said_again_comes_before_what_was_said_since(long seed) {
    var samples = Samples.of(seed);
    for (int round = 0; round < 500; round++) {
      var before = new TreeMap<String, String>();
      FIELDS.forEach(field -> before.put(field, samples.oneOf(VALUES)));
      var first = wishes(samples, before);
      var between = new TreeMap<>(before);
      between.putAll(first);
      var second = wishes(samples, between);
      var waiting = message(list(between, second));

      var both = WaitingLog.before(data(list(before, first)), waiting, Makers.NOW);

      var end = new TreeMap<>(between);
      end.putAll(second);
      var told = new TreeMap<>(before);
      both.ifPresent(each -> {
        assertThat(each.oid()).isEqualTo(waiting.oid());
        for (var change : Changes.of(each.data())) {
          String field = change.get("field").asText();
          assertThat(change.get("from")).isEqualTo(node(before.get(field)));
          told.put(field, text(change.get("to")));
        }
      });
      assertThat(told).as("%s, round %d", samples, round).isEqualTo(end);
    }
  }

  /** At most a wish a field, for another value than there is. */
  private static Map<String, String> wishes(Samples samples, Map<String, String> there) {
    var wishes = new TreeMap<String, String>();
    for (var field : FIELDS) {
      String to = samples.oneOf(VALUES);
      if (samples.number(0, 1) == 1 && !to.equals(there.get(field))) wishes.put(field, to);
    }
    return wishes;
  }

  private static List<JsonNode> list(Map<String, String> from, Map<String, String> to) {
    var changes = new ArrayList<JsonNode>();
    to.forEach(
        (field, value) -> changes.add(Changes.change(field, node(from.get(field)), node(value))));
    return changes;
  }

  private static Pending message(List<JsonNode> changes) {
    return StallSubjects.aMessage("product.update", BOWL, data(changes));
  }

  private static ObjectNode data(List<JsonNode> changes) {
    var data = DomainJson.object().put("oid", BOWL.toString());
    data.putArray("changes").addAll(changes);
    return data;
  }

  /** {@code name:a>b size:s>}: what is empty is null. */
  private static List<JsonNode> changes(String text) {
    var all = new LinkedHashMap<String, JsonNode>();
    for (var each : text.isEmpty() ? new String[0] : text.split(" ")) {
      String[] parts = each.split("[:>]", -1);
      all.put(parts[0], Changes.change(parts[0], node(parts[1]), node(parts[2])));
    }
    return List.copyOf(all.values());
  }

  private static JsonNode node(String value) {
    return value.isEmpty() ? NullNode.getInstance() : new TextNode(value);
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText();
  }
}
