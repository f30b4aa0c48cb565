package hms.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What was counted, and artisans, by file: as it would be by hand. */
final class MoreImportsIT {
  private static final Function<Ask, Answer> MANAGER = ask -> ask.by(Role.ARTISAN_MANAGER).send();

  private final TestMaker maker = TestMaker.enrolled();

  @Test
  void what_was_counted_comes_in_by_handle_or_id() {
    var bowl = offered(5);
    var jug = offered(5);
    var vase = offered(5);
    String file =
        """
        handle,oid,version,counted,leadTimeDays
        %s,,,7,
        ,%s,1,,14
        %s,,,5,
        """
            .formatted(handle(bowl), oid(jug), handle(vase));

    var checked = done(maker.ask(upload("stock", "text/csv", file)));
    assertThat(told(maker::ask, checked)).containsExactly("1 change", "2 change", "3 same");
    var put = done(maker.ask(commit(checked)));

    assertThat(told(maker::ask, put.at("/result/import").asText()))
        .containsExactly("1 changed", "2 changed", "3 unchanged");
    assertThat(stock(bowl).at("/onHand").asInt()).isEqualTo(7);
    assertThat(stock(jug).at("/leadTimeDays").asInt()).isEqualTo(14);
    assertThat(stock(vase).at("/version").asInt()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_counted_is_named() {
    var bowl = oid(offered(5));
    var theirs = TestMaker.enrolled();
    var foreign = theirs.offers(Bodies.product(1, theirs.image())).at("/product/oid").asText();
    String file =
        """
        {"oid":"%1$s","counted":1,"leadTimeDays":2}
        {"oid":"%1$s"}
        {"oid":"%1$s","counted":-1}
        {"oid":"%1$s","version":9,"counted":1}
        {"oid":"%1$s","onHand":1}
        {"oid":"%2$s","counted":1}
        {"handle":"nobody","counted":1}
        {"counted":1}
        """
            .formatted(bowl, foreign);

    var checked = done(maker.ask(upload("stock", "application/x-ndjson", file)));

    assertThat(told(maker::ask, checked))
        .containsExactly(
            "1 invalid /counted stock",
            "2 invalid /counted stock",
            "3 invalid /onHand range",
            "4 invalid  revision-stale",
            "5 invalid /onHand unknown",
            "6 invalid  not-found",
            "7 invalid  not-found",
            "8 invalid /handle missing");
  }

  @Test
  void an_artisan_manager_takes_on_whom_a_file_names_and_changes_the_others() {
    var fresh = Bodies.signUp();
    String known =
        "{\"oid\":\"%s\",\"profile\":{\"phone\":null,\"companyName\":\"Ash & Co\"},\"terms\":{\"notes\":\"By file\"}}"
            .formatted(maker.oid());
    String file = "{\"profile\":" + fresh + "}\n" + known + "\n";

    var checked = done(MANAGER.apply(upload("artisans", "application/x-ndjson", file)));
    assertThat(told(MANAGER, checked)).containsExactly("1 create", "2 change");
    assertThat(artisans("email=" + fresh.path("email").asText()).size()).isZero();
    done(MANAGER.apply(commit(checked)));

    var made = artisans("email=" + fresh.path("email").asText()).get(0);
    assertThat(made.path("state").asText()).isEqualTo("active");
    assertThat(made.path("queueId").asText()).isNotEmpty();
    assertThat(made.has("enrolmentCode")).isFalse();
    var changed = MANAGER.apply(Ask.get("/artisans/" + maker.oid())).good();
    assertThat(changed.at("/profile/companyName").asText()).isEqualTo("Ash & Co");
    assertThat(changed.at("/profile").has("phone")).isFalse();
    assertThat(changed.at("/terms/notes").asText()).isEqualTo("By file");
    var code = Ask.post("/artisans/" + made.path("oid").asText() + "/enrolments");
    assertThat(MANAGER.apply(code).good().at("/enrolmentCode").asText()).isNotEmpty();
  }

  @Test
  void artisans_who_were_exported_are_the_same_when_they_are_imported() {
    String email = MANAGER.apply(Ask.get("/artisans/" + maker.oid())).at("/profile/email").asText();
    var wanted = DomainJson.object().put("resource", "artisans").put("format", "csv");
    wanted.putObject("filter").put("email", email);
    var export = done(MANAGER.apply(Ask.post("/exports").body(wanted).with("Prefer", "wait=30")));
    String file = MANAGER.apply(Ask.get("/exports/" + oid(export) + "/content")).good().text();
    assertThat(file).contains("profile.businessAddress.city").contains(maker.oid().toString());

    var checked = done(MANAGER.apply(upload("artisans", "text/csv", file)));

    assertThat(told(MANAGER, checked)).containsExactly("1 same");
  }

  @Test
  void an_artisan_who_cannot_be_taken_on_is_named() {
    var twin = Bodies.signUp();
    MANAGER.apply(Ask.post("/artisans").body(twin)).good();
    var nameless = Bodies.signUp().without("givenName");
    var bound = Bodies.signUp();
    bound.withObject("/businessAddress").put("country", "Guatemala");
    String file =
        """
        {"profile":%s}
        {"profile":%s}
        {"profile":%s}
        {"oid":"%4$s","state":"closed"}
        {"oid":"%4$s","profile":{"email":"nobody"}}
        {"oid":"%4$s","version":77}
        {"oid":"%5$s","profile":{}}
        {"handle":"mira"}
        {"oid":"%4$s","profile":{"link":"http"}}
        {"oid":"%4$s","terms":{"givenName":"Mira"}}
        """
            .formatted(twin, nameless, bound, maker.oid(), UUID.randomUUID());

    var checked = done(MANAGER.apply(upload("artisans", "application/x-ndjson", file)));

    assertThat(told(MANAGER, checked))
        .containsExactly(
            "1 invalid /email duplicate",
            "2 invalid /profile/givenName missing",
            "3 invalid /profile/businessAddress/country too-long",
            "4 invalid /state read-only",
            "5 invalid /profile/email email",
            "6 invalid /version stale",
            "7 invalid  not-found",
            "8 invalid /handle read-only",
            "9 invalid /profile/link read-only",
            "10 invalid /terms/givenName read-only");
  }

  @Test
  void who_may_not_change_it_may_not_import_it() {
    var rows = upload("artisans", "application/x-ndjson", "{}");
    rows.by(Role.OPERATOR).send().problem(403, "forbidden").saying("imports.run");
    maker
        .ask(upload("artisans", "application/x-ndjson", "{}"))
        .problem(403, "forbidden")
        .saying("artisans.manage");
    MANAGER
        .apply(upload("stock", "application/x-ndjson", "{}"))
        .problem(403, "forbidden")
        .saying("products.edit");
    MANAGER
        .apply(upload("orders", "application/x-ndjson", "{}"))
        .problem(422, "invalid")
        .saying("artisans", "products", "stock");
  }

  private JsonNode offered(int pieces) {
    return maker.offers(Bodies.product(pieces, maker.image())).at("/product");
  }

  private JsonNode stock(JsonNode product) {
    return maker.ask(Ask.get("/products/" + oid(product) + "/stock")).good().json();
  }

  private static JsonNode artisans(String filter) {
    return MANAGER.apply(Ask.get("/artisans?" + filter)).good().at("/items");
  }

  private static List<String> told(Function<Ask, Answer> by, Answer checked) {
    return told(by, oid(checked));
  }

  private static List<String> told(Function<Ask, Answer> by, String of) {
    var told = new ArrayList<String>();
    for (JsonNode row : by.apply(Ask.get("/imports/" + of + "/rows")).good().at("/items")) {
      var error = row.at("/errors/0");
      String line =
          "%s %s %s %s"
              .formatted(
                  row.path("row").asText(),
                  row.path("outcome").asText(),
                  error.path("pointer").asText(),
                  error.path("code").asText());
      told.add(line.strip());
    }
    return told;
  }

  private static Ask upload(String resource, String type, String file) {
    return Ask.post("/imports?resource=" + resource)
        .bytes(type, file.getBytes(StandardCharsets.UTF_8))
        .with("Prefer", "wait=30");
  }

  private static Ask commit(Answer checked) {
    return Ask.post("/imports/" + oid(checked) + "/commit").with("Prefer", "wait=30");
  }

  private static Answer done(Answer answer) {
    assertThat(answer.good().at("/state").asText()).as(answer.text()).isEqualTo("succeeded");
    return answer;
  }

  private static String oid(Answer operation) {
    return operation.at("/oid").asText();
  }

  private static String oid(JsonNode product) {
    return product.path("oid").asText();
  }

  private static String handle(JsonNode product) {
    return product.path("handle").asText();
  }
}
