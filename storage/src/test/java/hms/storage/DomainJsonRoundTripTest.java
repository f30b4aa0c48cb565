package hms.storage;

import static hms.domain.fixture.Goods.aBowl;
import static hms.domain.fixture.Goods.aDraft;
import static hms.domain.fixture.Goods.aPicture;
import static hms.domain.fixture.Goods.aRevision;
import static hms.domain.fixture.Goods.approved;
import static hms.domain.fixture.Goods.onlyNamed;
import static hms.domain.fixture.Goods.uploaded;
import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.OrderBuilder.twoBowls;
import static hms.domain.fixture.Works.aLine;
import static hms.domain.fixture.Works.aParcel;
import static hms.domain.fixture.Works.aWorkOrder;
import static hms.domain.fixture.Works.of;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Violation;
import hms.domain.fixture.Makers;
import hms.domain.fixture.OrderBuilder;
import hms.domain.fixture.Samples;
import hms.domain.fixture.Works;
import hms.domain.product.ContentChange;
import hms.domain.product.ProductContent;
import hms.domain.product.ProductRevision.Comment;
import hms.domain.product.Stock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read as the same value; the wire, the database and files rely on it. */
final class DomainJsonRoundTripTest {

  static Stream<Record> records() {
    UUID id = Samples.ids();
    var line = aLine(id, 3);
    var draft = aDraft(id);
    var revision = aRevision(draft, aBowl()).submit(NOW).orThrow();
    return Stream.of(
        Makers.anAddress(),
        Makers.aProfile(),
        Makers.anApplicant(),
        Makers.anArtisan(),
        Makers.aPendingKey(id),
        aPicture(),
        uploaded(aPicture(), id),
        aBowl(),
        onlyNamed("Bowl"),
        draft,
        approved(draft, revision.oid()),
        revision,
        revision
            .requestChanges(
                "office:ana", List.of(new Comment("/size", "?", "office:ana", NOW)), NOW)
            .orThrow(),
        OrderBuilder.aCustomer(),
        OrderBuilder.anOrder().with(twoBowls()).discount(1).tax(2).shipping(3).placed(),
        line,
        line.units(),
        Works.anOrder(id, id, line.units()),
        aWorkOrder(line),
        Works.accepted(aWorkOrder(line)).orThrow().order(),
        aParcel(of(line, 2)));
  }

  @ParameterizedTest
  @MethodSource("records")
  void a_record_is_read_as_it_was_written(Record value) {
    var read = DomainJson.own(DomainJson.text(value), value.getClass());

    assertThat(read).usingRecursiveComparison().isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("records")
  void what_we_write_passes_our_own_strict_reader(Record value) {
    if (!DomainJson.tree(value).isObject()) return;

    var read = DomainJson.read(DomainJson.bytes(value), value.getClass());

    assertThat(read).usingRecursiveComparison().isEqualTo(Outcome.done(value));
  }

  static Stream<Stock> stocks() {
    return Stream.of(new Stock.OnHand(7, 2), new Stock.MadeToOrder(14));
  }

  @ParameterizedTest
  @MethodSource("stocks")
  void a_stock_says_its_kind(Stock stock) {
    var tree = DomainJson.tree(stock, Stock.class);

    assertThat(tree.get("kind").textValue()).isIn("on_hand", "made_to_order");
    assertThat(DomainJson.own(tree, Stock.class)).isEqualTo(stock);
  }

  static Stream<Refusal> refusals() {
    return Stream.of(
        new Refusal.Invalid(List.of(new Violation("/name", "blank", "expected some text"))),
        new Refusal.NotFound("product"),
        new Refusal.Denied("written by the office only", List.of("state")),
        new Refusal.WrongState("sent", "ship", List.of("accept"), "code", "why"),
        new Refusal.Stale("product", 1, 2),
        new Refusal.Conflict(List.of(new Refusal.Clash("name", "a", "b", "c"))),
        new Refusal.Duplicate("email", "taken"),
        new Refusal.Shortage(List.of(new Refusal.Shortage.Short("bowl", 2, 1))),
        new Refusal.KeyReused("k"),
        new Refusal.InProgress(),
        new Refusal.Untrusted("signature"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_refusal_that_is_kept_for_a_repeat_is_the_same_refusal(Refusal refusal) {
    var tree = DomainJson.tree(refusal, Refusal.class);

    assertThat(DomainJson.own(tree, Refusal.class)).isEqualTo(refusal);
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void random_contents_and_their_changes_come_back(long seed) {
    var some = Samples.of(seed);

    for (int n = 0; n < 50; n++) {
      var from = some.content();
      var to = some.content();
      var changes = ContentChange.between(from, to);

      var read = List.of(DomainJson.own(DomainJson.text(changes), ContentChange[].class));

      assertThat(read).as("%s", some).isEqualTo(changes);
      assertThat(DomainJson.own(DomainJson.text(to), ProductContent.class)).isEqualTo(to);
    }
  }

  static Stream<String> instants() {
    return Stream.of("2026-11-22T16:12:03Z", "2026-11-22T16:12:03.000000Z");
  }

  @ParameterizedTest
  @MethodSource("instants")
  void instants_are_written_with_six_digits(String text) {
    var written = DomainJson.text(Timestamps.instant(text));

    assertThat(written).isEqualTo("\"2026-11-22T16:12:03.000000Z\"");
  }
}
