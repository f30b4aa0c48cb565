package hms.artisan;

import hms.Bodies;
import hms.domain.fixture.Works;
import hms.domain.message.Direction;
import hms.domain.order.WorkOrder;
import hms.storage.DomainJson;
import hms.storage.stall.Choice;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What an artisan and the office say to each other about one bowl, one after the other; each entry
 * is one transaction of the stall.
 */
final class Diary {
  static final UUID BOWL = new UUID(0x7000, 1);
  private static final UUID ARTISAN = Letters.enrolled(0).artisan();
  private static final UUID REVISION = new UUID(0x7000, 2);
  private static final UUID CHANGE = new UUID(0x7000, 3);
  private static final UUID WORK = new UUID(0x7000, 4);
  private static final UUID PICTURE = new UUID(0x7000, 5);

  private final List<Entry> entries = new ArrayList<>();
  private long heard;

  /**
   * @param badges of the bowl after it; empty while there is none
   */
  record Entry(String what, Function<Stall, Future<?>> act, String badges) {}

  /** All of it. */
  static List<Entry> entries() {
    var diary = new Diary();
    diary.beginning();
    diary.reviewed();
    diary.collided();
    diary.refused();
    diary.worked();
    return List.copyOf(diary.entries);
  }

  private void beginning() {
    var account = new BrokerAccount("art-x", "secret");
    add("", "a key", stall -> stall.keep(Letters.enrolled(5672), account));
    add("waiting", "a bowl", says("product.create", create()));
    add("waiting", "a better name", says("product.update", update("name", "Oak bowl", "Elm bowl")));
    add("sent", "a link", Stall::release);
  }

  private void reviewed() {
    var reply = reply("applied").put("version", 1).put("review", "submitted");
    reply.put("revision", revision(REVISION, 1042)).put("missing", new JsonArray());
    add("in_review", "the bowl is known", answers(reply));
    var approved = product(3, "listed").put("event", "revision.approved");
    approved.put("revision", revision(REVISION, 1042).put("reviewState", "approved"));
    add("live", "it is approved", hears("product.updated", approved));
    add("off waiting", "off", says("product.switch", bowl().put("available", false)));
    add("live waiting", "on", says("product.switch", bowl().put("available", true)));
    add("live sent", "a link", Stall::release);
    add("live sent", "off", answers(reply("applied").put("version", 4).put("review", "none")));
    add("live", "on", answers(reply("applied").put("version", 5).put("review", "none")));
  }

  private void collided() {
    add(
        "live waiting",
        "a thought",
        says("product.update", update("name", "Elm bowl", "Ash bowl")));
    add("live", "not so", says("product.update", update("name", "Ash bowl", "Elm bowl")));
    var mine = update("name", "Elm bowl", "My bowl");
    mine.getJsonArray("changes").add(change("size", null, "small"));
    add("live waiting", "a change", says("product.update", mine));
    var altered = product(6, "listed").put("event", "product.altered");
    altered.put("changes", new JsonArray().add(change("name", "Elm bowl", "Your bowl")));
    add("live waiting conflict", "the office's", hears("product.updated", altered));
    add("live waiting", "mine again", chooses(Choice.MINE_AGAIN));
    add("live sent", "a link", Stall::release);
    var reply = reply("applied").put("version", 6).put("review", "submitted");
    reply.put("revision", revision(CHANGE, 1043)).put("missing", new JsonArray());
    add("live in_review", "it is proposed", answers(reply));
  }

  private void refused() {
    add("live waiting", "a wish", says("product.update", update("size", "small", "big")));
    add("live sent", "a link", Stall::release);
    var problem = new JsonObject().put("code", "wrong-state");
    add("live refused", "no", answers(reply("refused").put("problem", problem)));
    add("live in_review", "a draft", chooses(Choice.EDIT));
    add("live waiting", "away with it", says("product.delete", bowl()));
    add("live sent", "a link", Stall::release);
    add("live refused", "no", answers(reply("refused").put("problem", problem)));
    add("live in_review", "so be it", chooses(Choice.DISCARD));
  }

  private void worked() {
    var offer = Works.aWorkOrder(Works.aLine(BOWL, 3));
    var line = offer.lines().getFirst().oid();
    add("live in_review", "an order", hears("work_order.sent", told(offer)));
    var units = new JsonObject().put("line", line.toString()).put("units", 3);
    var parcel =
        new JsonObject()
            .put("oid", WORK.toString())
            .put("shipment", new UUID(0x7000, 6).toString())
            .put("lines", new JsonArray().add(units))
            .put("carrier", "DHL")
            .put("shippedAt", "2026-11-22T16:12:03.123456Z");
    add("live in_review", "a parcel", says("work_order.ship", parcel));
    add("live in_review", "a link", Stall::release);
    var shipped = told(offer).put("status", "applied").put("workState", "fulfilled");
    add("live in_review", "it is on its way", answers(shipped));
  }

  private void add(String badges, String what, Function<Stall, Future<?>> act) {
    entries.add(new Entry(entries.size() + 1 + " " + what, act, badges));
  }

  private static Function<Stall, Future<?>> says(String name, JsonObject data) {
    return stall -> stall.say(name, data, false);
  }

  private static Function<Stall, Future<?>> chooses(Choice choice) {
    return stall ->
        stall
            .cards()
            .compose(cards -> stall.choose(cards.getFirst().oid(), choice, false))
            .map(outcome -> outcome.orThrow());
  }

  private Function<Stall, Future<?>> hears(String name, JsonObject data) {
    long number = ++heard;
    return stall -> stall.arrived(ARTISAN, received(name, number, data), at(number));
  }

  /** The oldest message that was sent. */
  private Function<Stall, Future<?>> answers(JsonObject reply) {
    long number = ++heard;
    return stall ->
        stall
            .load()
            .map(memory -> memory.sent().getFirst().oid())
            .compose(asked ->
                stall.settled(ARTISAN, asked, received("reply", number, reply), at(number), false));
  }

  private static Positions at(long number) {
    return new Positions(0, number);
  }

  private static Received received(String name, long number, JsonObject data) {
    var draft =
        Letters.toArtisan(number)
            .id(new UUID(0x7100, number))
            .type(name, 1, 0)
            .data(data.toBuffer().getBytes());
    return new Received(Letters.SIGNER.sign(draft, Direction.OUT), data);
  }

  private static JsonObject create() {
    var image = Bodies.image(PICTURE, new byte[] {1});
    return new JsonObject(Bodies.product(3, image).toString()).put("oid", BOWL.toString());
  }

  private static JsonObject bowl() {
    return new JsonObject().put("oid", BOWL.toString());
  }

  private static JsonObject update(String field, String from, String to) {
    return bowl().put("changes", new JsonArray().add(change(field, from, to)));
  }

  private static JsonObject change(String field, String from, String to) {
    return new JsonObject().put("field", field).put("from", from).put("to", to);
  }

  private static JsonObject reply(String status) {
    return bowl().put("status", status);
  }

  private static JsonObject product(long version, String state) {
    return bowl().put("version", version).put("state", state).put("storeAvailable", true);
  }

  private static JsonObject revision(UUID oid, long number) {
    return new JsonObject()
        .put("oid", oid.toString())
        .put("version", 2)
        .put("number", "R-" + number);
  }

  /** As the office shows it to its artisan. */
  private static JsonObject told(WorkOrder work) {
    var view = new JsonObject(DomainJson.text(work)).put("oid", WORK.toString());
    for (String hidden : List.of("order", "artisan", "request", "work")) view.remove(hidden);
    view.put("requestState", DomainJson.tree(work.request()).asText());
    return view.put("workState", DomainJson.tree(work.work()).asText());
  }
}
