package hms.gateway.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.gateway.legacy.Assumptions.WeightUnit;
import hms.storage.DomainJson;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** Files in the form of the original application, and one value of them changed. */
final class OriginalFiles {
  static final UUID OID = UUID.fromString("5f0c3a52-8b1e-4d77-9a53-2f6f0f7f1a01");
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final Assumptions OPEN =
      new Assumptions(ZoneId.of("Europe/Berlin"), WeightUnit.G, "GT", List.of("EUR", "USD"), NOW);

  private static final String ARTISAN =
      """
      {"oid": "5f0c3a52-8b1e-4d77-9a53-2f6f0f7f1a01", "created": "2018-03-01 09:30:00",
       "modified": "2019-04-02 10:00:00", "is_active": true, "is_deleted": false,
       "contact_name": "Mia Lin Chen", "contact_email": "mia@example.org",
       "company_name": "Chen Clay", "website": "https://chen.example.org",
       "address": {"street_address": "1 Kiln Way", "building_address": "Yard 2", "city": "Antigua",
                   "region": "Sacatepéquez", "postal_code": "03001", "country": "GT"}}
      """;
  private static final String PRODUCT =
      """
      {"oid": "5f0c3a528b1e4d779a532f6f0f7f1a01", "created": "2018-03-01 09:30:00",
       "modified": "2019-04-02 10:00:00", "is_active": true, "is_deleted": false,
       "name": "Bowl", "summary": "A bowl", "description": "<p>Round.</p>", "dimensions": "12 x 8 in",
       "metadata": {"colour": "blue"}, "available": true, "store_available": false,
       "shipping_weight": 450}
      """;

  private OriginalFiles() {}

  static ArtisanOriginal anArtisan() {
    return artisan(OPEN, json(ARTISAN));
  }

  static ProductOriginal aProduct() {
    return product(OPEN, json(PRODUCT));
  }

  static ArtisanOriginal artisanWith(String members) {
    return artisan(OPEN, changed(ARTISAN, members));
  }

  static ArtisanOriginal artisanAt(String member, String value) {
    var tree = json(ARTISAN);
    ((ObjectNode) tree.path("address")).set(member, json("{\"v\": " + value + "}").path("v"));
    return artisan(OPEN, tree);
  }

  static ProductOriginal productWith(String members) {
    return productWith(OPEN, members);
  }

  static ProductOriginal productWith(Assumptions open, String members) {
    return product(open, changed(PRODUCT, members));
  }

  static Outcome<ProductOriginal> tryProductWith(String members) {
    return ProductOriginal.read(OID + ".json", changed(PRODUCT, members), OPEN);
  }

  static ObjectNode json(String text) {
    return (ObjectNode) DomainJson.parse(text.getBytes(UTF_8)).orThrow();
  }

  /** Quoted, as JSON. */
  static String quoted(String text) {
    return DomainJson.text(text);
  }

  private static ObjectNode changed(String whole, String members) {
    var tree = json(whole);
    tree.setAll(json("{" + members + "}"));
    return tree;
  }

  private static ArtisanOriginal artisan(Assumptions open, JsonNode tree) {
    return ArtisanOriginal.read(OID + ".json", tree, open).orThrow();
  }

  private static ProductOriginal product(Assumptions open, JsonNode tree) {
    return ProductOriginal.read(OID + ".json", tree, open).orThrow();
  }
}
