package hms.artisan;

import static hms.TestMaker.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Outcome;
import hms.domain.Role;
import hms.domain.order.WorkOrder;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.storage.stall.Badge;
import hms.storage.stall.Card;
import hms.storage.stall.Choice;
import hms.storage.stall.WorkSheet;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of an app follow the messages of a real office, over a real broker. */
class FollowingIT {
  private final Vertx vertx = TestOffice.get().vertx();
  private final TestMaker maker = TestMaker.enrolled();
  private final UUID bowl = UUID.randomUUID();
  @TempDir private Path dir;
  private Stall stall;
  private ArtisanApp app;

  @BeforeEach
  void offersABowlWithoutALink() throws IOException {
    stall = answered(Stall.open(vertx, dir).keep(maker.enrolment(), maker.account()));
    var body = new JsonObject(Bodies.product(5, maker.image()).toString());
    answered(stall.say("product.create", body.put("oid", bowl.toString()), false));
    assertThat(badges()).containsExactly(Badge.WAITING);
  }

  @AfterEach
  void close() {
    answered(app.close());
  }

  @Test
  void what_is_offered_goes_live_and_a_clash_is_settled_by_its_artisan() throws IOException {
    connects();
    becomes(Badge.IN_REVIEW);
    assertThat(proposal().number()).isPositive();
    approves();
    becomes(Badge.LIVE);
    assertThat(shown().product().state()).isEqualTo(Product.State.LISTED);
    assertThat(shown().product().approvedRevision()).isEqualTo(proposal().oid());

    answered(app.close());
    stall = Stall.open(vertx, dir);
    answered(stall.say("product.update", renamed("Oak bowl", "My bowl"), false));
    becomes(Badge.LIVE, Badge.WAITING);
    officeRenames("Their bowl");
    connects();

    becomes(Badge.LIVE, Badge.CONFLICT);
    var card = theCard();
    assertThat(card.field()).isEqualTo("name");
    assertThat(card.mine()).hasToString("\"My bowl\"");
    assertThat(card.theirs()).hasToString("\"Their bowl\"");
    assertThat(shown().product().content().name()).isEqualTo("Their bowl");

    var reply = answered(app.choose(card.oid(), Choice.MINE_AGAIN)).orThrow();

    assertThat(reply.getString("status")).isEqualTo("applied");
    becomes(Badge.LIVE, Badge.IN_REVIEW);
    assertThat(proposal().proposed().name()).isEqualTo("My bowl");
    assertThat(shown().product().content().name()).isEqualTo("Their bowl");
    assertThat(answered(stall.cards())).isEmpty();
    assertThat(answered(app.choose(card.oid(), Choice.THEIRS))).isInstanceOf(Outcome.Refused.class);
    approves();
    becomes(Badge.LIVE);
    assertThat(shown().product().content().name()).isEqualTo("My bowl");
  }

  @Test
  void work_comes_is_done_and_lies_in_the_archive_and_a_refusal_is_a_card() throws IOException {
    connects();
    becomes(Badge.IN_REVIEW);
    approves();
    becomes(Badge.LIVE);
    var self = answered(stall.self()).orElseThrow();
    assertThat(self.oid()).isEqualTo(maker.oid());
    String shop = TestOffice.get().newStorefront();
    Ask.post("/orders").by(shop).body(Bodies.order(bowl)).send().good();
    await().until(() -> work(false).size() == 1);
    var offer = work(false).getFirst();
    assertThat(offer.told().requestState()).isEqualTo(WorkOrder.Request.SENT);
    assertThat(offer.told().shipTo().streetAddress()).isNull();

    refusesToDelete();

    tell("work_order.accept", about(offer).put("promisedShipDate", soon()));
    await().until(() -> work(false).getFirst().told().shipTo().streetAddress() != null);
    assertThat(tell("work_order.ship", parcel(offer)).getString("status")).isEqualTo("applied");

    await().until(() -> work(true).size() == 1);
    assertThat(work(false)).isEmpty();
    var done = work(true).getFirst();
    assertThat(done.told().workState()).isEqualTo(WorkOrder.Work.FULFILLED);
    assertThat(done.parcels()).extracting(WorkSheet.Parcel::carrier).containsExactly("DHL");
    assertThat(tell("product.delete", about(bowl)).getString("status")).isEqualTo("applied");
    await().until(() -> answered(stall.product(bowl)).isEmpty());
  }

  private void refusesToDelete() {
    assertThat(tell("product.delete", about(bowl)).getString("status")).isEqualTo("refused");
    becomes(Badge.LIVE, Badge.REFUSED);
    assertThat(theCard().why()).isEqualTo("wrong-state");
    assertThat(answered(app.choose(theCard().oid(), Choice.DISCARD)))
        .isInstanceOf(Outcome.Done.class);
    becomes(Badge.LIVE);
  }

  private void connects() {
    app = answered(ArtisanApp.connect(vertx, stall));
  }

  private JsonObject tell(String name, JsonObject data) {
    return answered(app.send(name, data));
  }

  private void approves() {
    var revision = proposal().oid();
    var found = Ask.get("/revisions/" + revision).by(Role.REVIEWER).send().good();
    boolean first = found.at("/kind").asText().equals("first");
    Ask.post("/revisions/" + revision + "/approve")
        .by(Role.REVIEWER)
        .seen(found.at("/version").asLong())
        .body("{\"list\":%s}".formatted(first))
        .send()
        .good();
  }

  private void officeRenames(String to) {
    var product = Ask.get("/products/" + bowl).by(Role.REVIEWER).send().good();
    Ask.post("/products/" + bowl + "/alter")
        .by(Role.REVIEWER)
        .seen(product.at("/version").asLong())
        .body("{\"name\":\"%s\"}".formatted(to))
        .send()
        .good();
  }

  private void becomes(Badge... badges) {
    await()
        .untilAsserted(
            () -> assertThat(badges()).containsExactlyInAnyOrderElementsOf(Arrays.asList(badges)));
  }

  private Set<Badge> badges() {
    return shown().badges();
  }

  private ShownProduct shown() {
    return answered(stall.product(bowl)).orElseThrow();
  }

  private ProductRevision proposal() {
    return shown().proposal().orElseThrow();
  }

  private Card theCard() {
    return answered(stall.cards()).getFirst();
  }

  private List<WorkSheet> work(boolean archived) {
    return answered(stall.work(archived));
  }

  private JsonObject renamed(String from, String to) {
    var change = new JsonObject().put("field", "name").put("from", from).put("to", to);
    return about(bowl).put("changes", new JsonArray().add(change));
  }

  private static JsonObject parcel(WorkSheet offer) {
    var line = offer.told().lines().getFirst();
    var units = new JsonObject().put("line", line.oid().toString()).put("units", 1);
    return about(offer)
        .put("shipment", UUID.randomUUID().toString())
        .put("lines", new JsonArray().add(units))
        .put("carrier", "DHL")
        .put("shippedAt", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
  }

  private static JsonObject about(WorkSheet sheet) {
    return about(sheet.oid());
  }

  private static JsonObject about(UUID oid) {
    return new JsonObject().put("oid", oid.toString());
  }

  private static String soon() {
    return LocalDate.now(ZoneOffset.UTC).plusDays(3).toString();
  }
}
