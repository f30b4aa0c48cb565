package hms.storage.stall;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Versioned;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.fixture.Works;
import hms.domain.product.ProductImage.Size;
import hms.storage.DomainJson;
import hms.storage.StoredType;
import hms.storage.Subject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The types that only an app keeps, under the contract of stores. */
public final class StallSubjects {
  static final String DIGEST = "0f".repeat(32);

  private StallSubjects() {}

  public static Subject<Picture> pictures() {
    return subject(
        StallTypes.PICTURE,
        StallSubjects::aPicture,
        (samples, tree) ->
            tree.put("live", samples.number(0, 1) == 0)
                .put("mediaType", samples.oneOf(List.of("image/jpeg", "image/png")))
                .put("sha256", samples.oneOf(List.of(DIGEST, "a1".repeat(32)))));
  }

  public static Subject<WorkSheet> workSheets() {
    return subject(
        StallTypes.WORK_SHEET,
        StallSubjects::aWorkSheet,
        (samples, tree) ->
            tree.withObject("told").put("reference", text(samples)).put("note", text(samples)));
  }

  public static Subject<Card> cards() {
    return subject(
        StallTypes.CARD,
        StallSubjects::aCard,
        (samples, tree) ->
            tree.put("field", text(samples)).put("why", text(samples)).set("mine", value(samples)));
  }

  public static Subject<Pending> outbox() {
    return subject(
        StallTypes.PENDING,
        () -> aMessage("product.update", Samples.ids(), DomainJson.object().put("n", 1)),
        (samples, tree) ->
            tree.put("place", samples.number(1, 9))
                .put("name", samples.oneOf(List.of("product.update", "stock.adjust")))
                .set("data", DomainJson.object().set("value", value(samples))));
  }

  public static Subject<Arrival> inbox() {
    return subject(
        StallTypes.ARRIVAL,
        () ->
            new Arrival(Samples.ids(), 1, Makers.NOW, Makers.NOW, 1, null, Map.of("a", "b"), "{}"),
        (samples, tree) -> tree.put("sequence", samples.number(1, 9)).put("data", text(samples)));
  }

  public static Subject<Position> positions() {
    return subject(
        StallTypes.POSITION,
        () -> Position.start(Samples.ids(), Makers.NOW),
        (samples, tree) ->
            tree.put("sent", samples.number(0, 3)).put("received", samples.number(0, 3)));
  }

  public static Subject<Credential> keys() {
    return subject(
        StallTypes.CREDENTIAL,
        StallSubjects::aCredential,
        (samples, tree) -> tree.put("password", text(samples)).put("port", samples.number(1, 9)));
  }

  /** A message that waits, the first of its log. */
  public static Pending aMessage(String name, UUID about, ObjectNode data) {
    return new Pending(Samples.ids(), 1, Makers.NOW, Makers.NOW, 1, name, about, data);
  }

  /** One that waits for its answer. */
  public static WorkSheet aWorkSheet() {
    var work = Works.aWorkOrder(Works.aLine(Samples.ids(), 3));
    var told =
        new WorkSheet.Told(
            work.reference(),
            work.shipToName(),
            new WorkSheet.Address(null, null, "Solola", null, "07010", "GT"),
            null,
            work.items(),
            work.discount(),
            work.shipping(),
            work.tax(),
            work.answerBy(),
            work.round(),
            work.request(),
            work.work(),
            null,
            null,
            work.lines());
    return new WorkSheet(
        Samples.ids(), 1, Makers.NOW, Makers.NOW, Samples.ids(), told, List.of(), null);
  }

  public static Credential aCredential() {
    return new Credential(
        Samples.ids(),
        1,
        Makers.NOW,
        Makers.NOW,
        Samples.ids(),
        "art-" + "a".repeat(26),
        "http://127.0.0.1:1",
        "127.0.0.1",
        5672,
        "art-" + "a".repeat(26),
        "password",
        "A".repeat(43));
  }

  public static Card aCard() {
    return new Card(
        Samples.ids(),
        1,
        Makers.NOW,
        Makers.NOW,
        Samples.ids(),
        "product.update",
        Samples.ids(),
        "name",
        DomainJson.object().put("was", "bowl").get("was"),
        null,
        null,
        "conflict",
        Card.State.OPEN);
  }

  public static Picture aPicture() {
    var detail = new Picture.Rendition(Size.DETAIL, 640, 480, 9, DIGEST);
    return new Picture(
        Samples.ids(),
        1,
        Makers.NOW,
        Makers.NOW,
        Samples.ids(),
        null,
        "image/png",
        DIGEST,
        false,
        List.of(detail));
  }

  private static <T extends Versioned> Subject<T> subject(
      StoredType<T> type, Supplier<T> fresh, BiConsumer<Samples, ObjectNode> vary) {
    return new Subject<>(type, samples -> fresh.get(), vary);
  }

  private static String text(Samples samples) {
    return samples.oneOf(Subject.TEXTS);
  }

  private static ObjectNode value(Samples samples) {
    return DomainJson.object().put("text", text(samples)).put("n", samples.number(0, 9));
  }
}
