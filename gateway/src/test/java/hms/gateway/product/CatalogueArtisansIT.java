package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Ask;
import hms.TestMaker;
import hms.domain.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Strangers see who works with the office, and no more of them than they show. */
class CatalogueArtisansIT {
  private final TestMaker maker = TestMaker.enrolled();
  private final JsonNode profile = profile();

  @Test
  void name_website_and_region_are_all_that_is_shown() {
    var shown = Ask.get("/catalogue/artisans/" + maker.oid()).send().good();

    var members = new ArrayList<String>();
    shown.json().fieldNames().forEachRemaining(members::add);
    assertThat(members).containsExactlyInAnyOrder("oid", "name", "website", "region");
    assertThat(shown.at("/name").asText()).isEqualTo("Mira " + profile.path("familyName").asText());
    assertThat(shown.at("/region").asText()).isEqualTo("Solola");
  }

  @Test
  void a_reader_who_has_that_version_is_told_so() {
    String path = "/catalogue/artisans/" + maker.oid();
    String tag = Ask.get(path).send().good().header("ETag").orElseThrow();

    assertThat(Ask.get(path).with("If-None-Match", tag).send().status()).isEqualTo(304);
  }

  @Test
  void one_is_found_by_its_name_for_as_long_as_it_is_active() {
    assertThat(found()).containsExactly(maker.oid().toString());

    suspend();

    assertThat(found()).isEmpty();
    Ask.get("/catalogue/artisans/" + maker.oid()).send().problem(404, "not-found");
  }

  @Test
  void applicants_are_not_shown() {
    Ask.get("/catalogue/artisans/" + TestMaker.signedUp()).send().problem(404, "not-found");
  }

  @Test
  void whoever_is_signed_in_sees_the_same() {
    var stranger = TestMaker.enrolled();

    stranger.ask(Ask.get("/catalogue/artisans/" + maker.oid())).good();
  }

  private List<String> found() {
    String name = profile.path("familyName").asText();
    var items = Ask.get("/catalogue/artisans?sort=name&q=" + name).send().good().at("/items");
    return items.findValuesAsText("oid");
  }

  private JsonNode profile() {
    var artisan = Ask.get("/artisans/" + maker.oid()).by(Role.ARTISAN_MANAGER).send().good();
    return artisan.at("/profile");
  }

  private void suspend() {
    Ask.post("/artisans/" + maker.oid() + "/suspend")
        .by(Role.ARTISAN_MANAGER)
        .seen(2)
        .body("{\"reason\":\"as agreed\"}")
        .send()
        .good();
  }
}
