package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.SignedAsk;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.domain.fixture.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody looks at an object, then gives it a random command: it does what its {@code
 * allowedActions} said, and what is refused changes no row. Products and their revisions on a walk
 * of their makers through all states of a contract.
 */
class AllowedActionsIT {
  private static final int STEPS = Integer.getInteger("property.steps", 300);
  private static final String VERSIONS =
      """
      select coalesce(sum(v), 0)::bigint from (
        select version as v from products where artisan_oid = $1
        union all select version from product_revisions where artisan_oid = $1
        union all select version from stock where artisan_oid = $1
        union all select version from artisans where oid = $1
        union all select count(*) * 1000 from product_revisions where artisan_oid = $1) as rows_of_it
      """;
  private static final List<Role> PEOPLE =
      List.of(Role.REVIEWER, Role.REVIEWER, Role.ORDER_MANAGER, Role.ARTISAN_MANAGER, Role.ADMIN);

  private final TestMaker maker = TestMaker.enrolled();
  private final List<UUID> products = new ArrayList<>();
  private final Map<String, Integer> seen = new TreeMap<>();

  /** A command about an object, by its word in {@code allowedActions}. */
  private record Try(String path, String word, Ask ask) {}

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void products_and_revisions_keep_their_word(long seed) {
    var some = Samples.of(seed);
    for (int i = 0; i < 3; i++) {
      var offer = maker.offers(Bodies.product(some.number(0, 4), maker.image()));
      products.add(UUID.fromString(offer.at("/product/oid").asText()));
    }
    for (int step = 0; step < STEPS; step++) {
      if (some.number(0, 24) == 0) suspendOrReinstate();
      var role = some.number(0, 1) == 0 ? Optional.<Role>empty() : Optional.of(some.oneOf(PEOPLE));
      UUID product = some.oneOf(products);
      var any = some.number(0, 1) == 0 ? ofProduct(some, product) : ofRevision(some, product);
      if (any != null) check(any, role, maker.oid(), some + ", step " + step);
    }
    assertThat(seen).as("%s", some).hasSizeGreaterThan(25);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void an_artisan_keeps_its_word(int start) {
    var some = Samples.of(start);
    UUID artisan = start == 0 ? TestMaker.signedUp() : maker.oid();
    for (int step = 0; step < 60; step++) {
      var word =
          some.oneOf(
              List.of(
                  "update",
                  "activate",
                  "decline",
                  "confirm_email",
                  "suspend",
                  "reinstate",
                  "close",
                  "reopen"));
      if (word.equals("decline") && step < 30) continue;
      var role = some.oneOf(List.of(Role.ARTISAN_MANAGER, Role.ARTISAN_MANAGER, Role.REVIEWER));
      String path = "/artisans/" + artisan;
      long version = Ask.get(path).by(Role.ARTISAN_MANAGER).send().good().at("/version").asLong();
      check(
          ofArtisan(path, word, version, step),
          Optional.of(role),
          artisan,
          some + ", step " + step);
    }
  }

  private void check(Try any, Optional<Role> role, UUID artisan, String where) {
    var view = send(Ask.get(any.path()), role);
    var said = view.status() == 403 ? Optional.<JsonNode>empty() : action(view.good(), any.word());
    long before = TestOffice.get().count(VERSIONS, artisan);

    var answer = send(any.ask(), role);

    boolean good = answer.status() < 300;
    boolean changed = TestOffice.get().count(VERSIONS, artisan) != before;
    String what =
        "%s: %s by %s, said %s, got %d %s"
            .formatted(where, any.ask(), role, said, answer.status(), answer.text());
    if (said.isEmpty()) answer.problem(403, "forbidden");
    else assertThat(said.get().at("/allowed").asBoolean()).as(what).isEqualTo(good && changed);
    if (!good) assertThat(changed).as(what + " changed something").isFalse();
    if (!good && answer.at("/code").asText().equals("wrong-state")) whole(answer, said, what);
    seen.merge(any.word() + " " + answer.status() + " " + role.isPresent(), 1, Integer::sum);
  }

  /** All four parts of a refusal; and the view gave the same reason. */
  private static void whole(Answer answer, Optional<JsonNode> said, String what) {
    for (var part : List.of("/from", "/command", "/why", "/detail")) {
      assertThat(answer.at(part).asText()).as(what + part).isNotEmpty();
    }
    assertThat(answer.at("/allowed").isArray()).as(what).isTrue();
    assertThat(said.orElseThrow().at("/code").asText())
        .as(what)
        .isEqualTo(answer.at("/why").asText());
  }

  private static Optional<JsonNode> action(Answer view, String word) {
    for (var each : view.at("/allowedActions")) {
      if (each.path("command").asText().equals(word)) return Optional.of(each);
    }
    return Optional.empty();
  }

  private Answer send(Ask ask, Optional<Role> role) {
    return role.map(r -> ask.by(r).send())
        .orElseGet(() -> SignedAsk.by(maker.enrolment(), ask).send());
  }

  private void suspendOrReinstate() {
    var artisan = Ask.get("/artisans/" + maker.oid()).by(Role.ARTISAN_MANAGER).send().good();
    boolean active = artisan.at("/state").asText().equals("active");
    var ask =
        Ask.post("/artisans/" + maker.oid() + (active ? "/suspend" : "/reinstate"))
            .by(Role.ARTISAN_MANAGER)
            .seen(artisan.at("/version").asLong());
    (active ? ask.body("{\"reason\":\"a complaint\"}") : ask).send().good();
  }

  private Try ofProduct(Samples some, UUID oid) {
    String path = "/products/" + oid;
    var product = Ask.get(path).by(Role.REVIEWER).send().good();
    long version = product.at("/version").asLong();
    String summary = "{\"summary\":\"Summary " + UUID.randomUUID() + "\"}";
    String why = "{\"reason\":\"because\"}";
    return switch (some.number(0, 12)) {
      case 0, 1 -> new Try(path, "edit", new Ask("PATCH", path).seen(version).body(summary));
      case 2 -> new Try(path, "open", Ask.post(path + "/revisions").seen(version).body(summary));
      case 3 -> new Try(path, "retire", new Ask("DELETE", path).seen(version));
      case 4, 5 -> new Try(path, "restore", Ask.post(path + "/restore").seen(version));
      case 6 -> {
        boolean next = !product.at("/available").asBoolean();
        var ask = new Ask("PUT", path + "/available").seen(version);
        yield new Try(path, "switch", ask.body("{\"available\":" + next + "}"));
      }
      case 7 -> {
        var ask = Ask.post(path + "/stock/adjust").body("{\"delta\":1}");
        yield new Try(path, "adjust_stock", ask);
      }
      case 8 -> {
        int count = product.at("/stock/onHand").asInt() + 1;
        var ask = new Ask("PUT", path + "/stock").seen(product.at("/stock/version").asLong());
        yield new Try(path, "recount_stock", ask.body("{\"counted\":" + count + "}"));
      }
      case 9 -> new Try(path, "list", Ask.post(path + "/list").seen(version));
      case 10 -> new Try(path, "unlist", Ask.post(path + "/unlist").seen(version).body("{}"));
      case 11 ->
          some.number(0, 1) == 0
              ? new Try(path, "block", Ask.post(path + "/block").seen(version).body(why))
              : new Try(path, "unblock", Ask.post(path + "/unblock").seen(version));
      default -> new Try(path, "alter", Ask.post(path + "/alter").seen(version).body(summary));
    };
  }

  private Try ofRevision(Samples some, UUID product) {
    var open = latest(product);
    if (open.isEmpty()) return null;
    String path = "/revisions/" + open.get().path("oid").asText();
    long version = open.get().path("version").asLong();
    String wish = "{\"comments\":[{\"pointer\":\"/summary\",\"text\":\"More\"}]}";
    String mia = "{\"reviewer\":\"reviewer@office.example\"}";
    return switch (some.number(0, 8)) {
      case 0 -> new Try(path, "submit", Ask.post(path + "/submit").seen(version));
      case 1 -> new Try(path, "withdraw", Ask.post(path + "/withdraw").seen(version));
      case 2 -> new Try(path, "claim", Ask.post(path + "/claim").seen(version));
      case 3 -> new Try(path, "release", Ask.post(path + "/release").seen(version));
      case 4 -> new Try(path, "assign", Ask.post(path + "/assign").seen(version).body(mia));
      case 5 ->
          new Try(
              path,
              "request_changes",
              Ask.post(path + "/request-changes").seen(version).body(wish));
      case 6 ->
          new Try(
              path,
              "reject",
              Ask.post(path + "/reject").seen(version).body("{\"reason\":\"other\"}"));
      default -> new Try(path, "approve", Ask.post(path + "/approve").seen(version).body("{}"));
    };
  }

  private Optional<JsonNode> latest(UUID product) {
    var all = maker.ask(Ask.get("/revisions?limit=200")).good().at("/items");
    Optional<JsonNode> last = Optional.empty();
    for (var each : all) {
      if (each.path("product").asText().equals(product.toString())) last = Optional.of(each);
    }
    return last;
  }

  private static Try ofArtisan(String path, String word, long version, int step) {
    String because = "{\"reason\":\"because\"}";
    return switch (word) {
      case "update" ->
          new Try(
              path,
              word,
              new Ask("PATCH", path).seen(version).body("{\"companyName\":\"Oak " + step + "\"}"));
      case "decline", "suspend", "close" ->
          new Try(path, word, Ask.post(path + "/" + word).seen(version).body(because));
      default -> new Try(path, word, Ask.post(path + "/" + word.replace('_', '-')).seen(version));
    };
  }
}
