package hms.artisan;

import static hms.TestMaker.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.Bodies;
import hms.Crowd;
import hms.TestMaker;
import hms.TestOffice;
import hms.storage.file.FileObjects;
import hms.storage.file.FileStores;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import hms.storage.stall.Arrival;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An app that is killed at each of its transactions, before the commit and after it: between save
 * and send, between send and reply, between reply and apply. It starts again from its files, and in
 * the end both sides have the same, each command once.
 */
class KilledAppIT {
  private static final Query REPLIES = Query.ALL.where("answers", Operator.NULL, false);
  private static final Clock CLOCK = Clock.systemUTC();
  private static final int PIECES = 3;

  /** Lives. */
  private static final int AT_A_TIME = 4;

  private static final String NAMED =
      "select count(*) from products where artisan_oid = $1 and content ->> 'name' = 'Elm bowl'";

  private final Vertx vertx = TestOffice.get().vertx();
  private final UUID product = UUID.randomUUID();
  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void at_every_transaction(boolean committed) {
    int played = 0;
    int killed = 0;
    for (; killed == played; played += AT_A_TIME) {
      var lives = IntStream.rangeClosed(played + 1, played + AT_A_TIME).boxed();
      var ends = Crowd.each(lives, step -> new Life(step, committed).isKilled());
      killed += Collections.frequency(ends, true);
    }

    assertThat(killed).as("transactions of a whole life").isGreaterThan(7);
  }

  @Test
  void what_was_said_without_a_link_is_merged_kept_and_sent_at_the_next_start() throws IOException {
    var maker = TestMaker.enrolled();
    var stall = answered(Stall.open(vertx, dir).keep(maker.enrolment(), maker.account()));
    answered(stall.say("product.create", create(), false));
    answered(stall.say("product.update", renamed("Oak bowl", "Elm bowl"), false));
    answered(stall.say("stock.adjust", adjust(), false));
    answered(stall.say("stock.adjust", adjust(), false));
    answered(stall.close());

    var app = answered(ArtisanApp.connect(vertx, Stall.open(vertx, dir)));
    await().until(() -> count("select count(*) from inbox where sender_oid = $1", maker) == 3);
    await().until(() -> answered(app.positions()).received() >= 4);
    answered(app.close());

    try (var end = new Files(dir)) {
      assertThat(end.rows(FileObjects::outbox, Query.ALL)).isEmpty();
      assertThat(statuses(end)).containsExactly("applied", "applied", "applied");
    }
    assertThat(onHand()).isEqualTo(PIECES + 4);
    assertThat(count(NAMED, maker)).isOne();
  }

  @Test
  void what_the_office_refuses_is_a_card() throws IOException {
    var maker = TestMaker.enrolled();
    var stall = answered(Stall.open(vertx, dir).keep(maker.enrolment(), maker.account()));
    var app = answered(ArtisanApp.connect(vertx, stall));

    var reply = answered(app.send("stock.adjust", adjust()));

    assertThat(reply.getString("status")).isEqualTo("refused");
    assertThat(answered(stall.cards()))
        .singleElement()
        .satisfies(card -> {
          assertThat(card.object()).isEqualTo(product);
          assertThat(card.name()).isEqualTo("stock.adjust");
          assertThat(card.why()).isEqualTo(reply.getJsonObject("problem").getString("code"));
          assertThat(answered(stall.outcome(card.message()))).contains(reply);
        });
    answered(app.close());
  }

  /** One artisan: two lives of its app on the same files. */
  private final class Life {
    private final TestMaker maker = TestMaker.enrolled();
    private final UUID bowl = UUID.randomUUID();
    private final Path home;
    private final int killAt;
    private final boolean committed;

    Life(int killAt, boolean committed) {
      this.killAt = killAt;
      this.committed = committed;
      this.home = dir.resolve(maker.oid().toString());
    }

    /** Was it killed before it had done everything? */
    boolean isKilled() {
      try {
        var enrolled = answered(Stall.open(vertx, home).keep(maker.enrolment(), maker.account()));
        answered(enrolled.close());
        boolean killed = firstLife();
        int said = said();
        secondLife(said);
        assertEqualInTheEnd("killed at %d, committed %s".formatted(killAt, committed));
        return killed;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private boolean firstLife() throws IOException {
      var stores = FileStores.open(vertx, home, CLOCK);
      var mortal = new Mortal(stores, killAt, committed);
      var stall = new Stall(mortal, stores::objects, stores::close, CLOCK, UUID::randomUUID);
      var app = ArtisanApp.connect(vertx, stall);
      var all = app.compose(this::tellAll);
      await().until(() -> mortal.dead() || all.isComplete());
      answered(app.isComplete() ? app.result().close() : stores.close());
      return mortal.dead();
    }

    private Future<JsonObject> tellAll(ArtisanApp app) {
      return app.next(each -> each.type().equals("hms.artisan.created.v1"))
          .compose(created -> tell(app, 0));
    }

    /** Those that are left, one after the other. */
    private Future<JsonObject> tell(ArtisanApp app, int from) {
      var all = commands();
      Future<JsonObject> last = Future.succeededFuture();
      for (var each : all.subList(from, all.size())) {
        last = last.compose(done -> app.send(each.name(), each.data()));
      }
      return last;
    }

    /** What is on disk was said; what is not was never promised to anybody. */
    private int said() throws IOException {
      try (var files = new Files(home)) {
        return files.rows(FileObjects::outbox, Query.ALL).size()
            + files.rows(FileObjects::inbox, REPLIES).size();
      }
    }

    private void secondLife(int said) throws IOException {
      var stall = Stall.open(vertx, home);
      var app = answered(ArtisanApp.connect(vertx, stall));
      answered(tell(app, said));
      await().until(() -> taken(app).sent() == commands().size() && taken(app).received() == out());
      answered(app.close());
    }

    private void assertEqualInTheEnd(String when) throws IOException {
      try (var files = new Files(home)) {
        var replies = files.rows(FileObjects::inbox, REPLIES);
        assertThat(files.rows(FileObjects::outbox, Query.ALL)).as(when).isEmpty();
        assertThat(statuses(files)).as(when).hasSize(commands().size()).containsOnly("applied");
        assertThat(replies.stream().map(Arrival::answers).distinct()).hasSize(commands().size());
        var position = files.rows(FileObjects::positions, Query.ALL).getFirst();
        assertThat(position.sent()).as(when).isEqualTo(commands().size());
        assertThat(position.received()).as(when).isEqualTo(out());
      }
      assertThat(count("select last_in from streams where recipient_oid = $1", maker))
          .as(when)
          .isEqualTo(commands().size());
      assertThat(onHand(bowl)).as(when).isEqualTo(PIECES + 2);
    }

    private long out() {
      return count("select max(sequence) from outbox where recipient_oid = $1", maker);
    }

    private List<Command> commands() {
      return List.of(
          new Command("product.create", create().put("oid", bowl.toString())),
          new Command("stock.adjust", adjust().put("oid", bowl.toString())),
          new Command(
              "product.switch",
              new JsonObject().put("oid", bowl.toString()).put("available", false)));
    }
  }

  private record Command(String name, JsonObject data) {}

  private static Positions taken(ArtisanApp app) {
    return answered(app.positions());
  }

  private JsonObject create() {
    var body = Bodies.product(PIECES, Bodies.image(UUID.randomUUID(), new byte[] {1}));
    body.putObject("content").put("name", "Oak bowl");
    return new JsonObject(body.toString()).put("oid", product.toString());
  }

  private JsonObject renamed(String from, String to) {
    var change = new JsonObject().put("field", "name").put("from", from).put("to", to);
    return new JsonObject().put("oid", product.toString()).put("changes", List.of(change));
  }

  private JsonObject adjust() {
    return new JsonObject().put("oid", product.toString()).put("delta", 2).put("reason", "found");
  }

  private static List<String> statuses(Files files) {
    return files.rows(FileObjects::inbox, REPLIES).stream()
        .map(each -> new JsonObject(each.data()).getString("status"))
        .toList();
  }

  private long onHand() {
    return onHand(product);
  }

  private static long onHand(UUID of) {
    return TestOffice.get().count("select on_hand from stock where product_oid = $1", of);
  }

  private static long count(String sql, TestMaker maker) {
    return TestOffice.get().count(sql, maker.oid());
  }
}
