package hms.storage.stall;

import static hms.domain.fixture.Refusals.why;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Refusal;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.storage.DomainJson;
import hms.storage.stall.Card.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the office did not do is a card until the artisan has chosen. */
final class CardTest {
  private final Pending asked =
      StallSubjects.aMessage("product.update", Samples.ids(), DomainJson.object().put("n", 1));

  @Test
  void each_field_in_conflict_is_a_card() {
    var cards =
        cards(
            """
            {"status": "conflict", "conflicts": [
              {"field": "name", "base": "a", "mine": "b", "theirs": "c"},
              {"field": "size", "base": null, "mine": "s", "theirs": "t"}]}
            """);

    assertThat(cards).extracting(Card::field).containsExactly("name", "size");
    assertThat(cards).allMatch(card -> card.message().equals(asked.oid()));
    assertThat(cards).allMatch(card -> card.why().equals("conflict"));
    assertThat(cards.getFirst().theirs()).isEqualTo(text("{\"t\": \"c\"}").get("t"));
  }

  @Test
  void a_refusal_is_one_card_with_all_that_was_asked() {
    var cards = cards("{\"status\": \"refused\", \"problem\": {\"code\": \"wrong-state\"}}");

    assertThat(cards)
        .singleElement()
        .satisfies(card -> {
          assertThat(card.why()).isEqualTo("wrong-state");
          assertThat(card.mine()).isEqualTo(asked.data());
          assertThat(card.field()).isNull();
          assertThat(card.object()).isEqualTo(asked.about());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"applied", "merged"})
  void what_was_done_is_none(String status) {
    assertThat(cards("{\"status\": \"" + status + "\"}")).isEmpty();
  }

  @Test
  void a_card_is_settled_once_and_goes_ninety_days_later() {
    var open = StallSubjects.aCard();
    var settled = open.settled(State.DISCARDED, Makers.NOW.plusSeconds(1)).orThrow();
    var end = settled.modified().plus(Duration.ofDays(90));

    assertThat(settled.version()).isEqualTo(2);
    assertThat(why(settled.settled(State.THEIRS, end))).isInstanceOf(Refusal.WrongState.class);
    assertThat(settled.overAt(end)).isFalse();
    assertThat(settled.overAt(end.plusSeconds(1))).isTrue();
    assertThat(open.overAt(end.plusSeconds(1))).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> open.settled(State.OPEN, end));
  }

  private List<Card> cards(String reply) {
    return Cards.of(asked, text(reply), Samples::ids, Makers.NOW);
  }

  private static JsonNode text(String json) {
    return DomainJson.parse(json.getBytes(UTF_8)).orThrow();
  }
}
