package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.artisan.Artisan;
import hms.domain.product.Product;
import hms.storage.DomainJson;
import hms.storage.TestPostgres;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.PgDatabase;
import hms.storage.pg.PgStores;
import hms.storage.query.Query;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hms import legacy} with files as the original application wrote them. */
final class LegacyCommandIT {
  private static final String MIA = "10000000-0000-4000-8000-000000000001";
  private static final String TWIN = "10000000-0000-4000-8000-000000000002";
  private static final String GONE = "10000000-0000-4000-8000-000000000003";
  private static final String BOWL = "20000000-0000-4000-8000-000000000001";
  private static final String CUP = "20000000-0000-4000-8000-000000000002";
  private static final String NAMELESS = "20000000-0000-4000-8000-000000000003";
  private static final String TIMES =
      "\"created\": \"2018-10-28 02:30:00\", \"modified\": \"2019-04-02 10:00:00\"";

  private final Operator operator = new Operator();
  private final DatabaseConfig database = TestPostgres.freshDatabase().office();
  private final Vertx vertx = Vertx.vertx();
  private final PgStores stores = PgDatabase.open(vertx, database).stores(() -> {});
  @TempDir private Path settings;
  @TempDir private Path originals;

  @BeforeEach
  void writeOriginals() throws IOException {
    artisan(MIA, "\"contact_name\": \"Mia Chen\", \"contact_email\": \"Mia <mia@example.org>\"");
    write(
        "Artisan-data/old-name.json",
        """
        {"oid": "%s", %s, "contact_name": "Cher", "contact_email": "mia@example.org",
         "address": {"street_address": "2 Kiln Way", "city": "Antigua", "country": "Atlantis"}}
        """
            .formatted(TWIN.replace("-", ""), TIMES));
    artisan(GONE, "\"is_deleted\": true, \"contact_email\": \"mia@example.org\"");
    write("Artisan-data/broken.json", "{\"oid\": ");
    product(
        BOWL,
        """
        "name": "Bowl", "description": "<div>Round</div>", "is_active": true, "available": true,
        "store_available": true, "shipping_weight": 0, "metadata": {"colour": "blue"}
        """);
    product(CUP, "\"name\": \"Bowl\", \"is_deleted\": true, \"shipping_weight\": 16");
    product(NAMELESS, "\"summary\": \"no name\"");
    write("Product-data/zz-copy.json", "{\"oid\": \"" + BOWL + "\", \"name\": \"Copy\"}");
    write("Product-data/zz-ours.json", "{\"format\": 2, \"oid\": \"" + BOWL + "\"}");
    write("Order-data/empty.json", "{}");
    write("notes.txt", "bread, milk");
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void what_is_imported_is_reported_once_and_nothing_of_it_is_visible_or_sent() throws IOException {
    var before = originalsNow();
    String empty = rows();

    assertThat(importAll("--dry-run")).isEqualTo(7);
    var rehearsed = operator.out();
    assertThat(operator.err()).contains("A dry run: nothing was changed.");
    assertThat(rows()).isEqualTo(empty);

    assertThat(importAll()).isEqualTo(7);
    assertThat(operator.out()).isEqualTo(rehearsed).isEqualToIgnoringNewLines(report());
    assertThat(operator.err()).contains("5 imported, 0 unchanged, 5 refused, 1 ignored");
    checkArtisans();
    checkProducts();
    String imported = rows();
    assertThat(tablesWithRows(imported))
        .isEqualTo(tablesWithRows(empty, "artisans", "audit_entries", "products", "stock"));

    assertThat(importAll()).isEqualTo(7);
    assertThat(operator.err()).contains("0 imported, 5 unchanged, 5 refused, 1 ignored");
    assertThat(rows()).isEqualTo(imported);
    assertThat(originalsNow()).isEqualTo(before);
  }

  @Test
  void the_products_of_a_directory_with_two_artisans_need_a_name() throws IOException {
    assertThat(run("--json")).isEqualTo(7);

    var report = DomainJson.own("{\"all\":" + operator.out() + "}", JsonNode.class);
    var products = new ArrayList<String>();
    for (var each : report.path("all")) {
      if (each.path("file").asText().contains(BOWL)) products.add(each.path("detail").asText());
    }
    assertThat(products).singleElement().asString().contains("--artisan");
    assertThat(stores.products().get(Query.ALL).future().await().orThrow().rows()).isEmpty();
  }

  @Test
  void the_only_artisan_of_a_directory_owns_its_products() throws IOException {
    for (String other : List.of("old-name", GONE, "broken")) {
      Files.delete(originals.resolve("Artisan-data/" + other + ".json"));
    }

    assertThat(run()).isEqualTo(7);
    assertThat(product(BOWL).artisan()).isEqualTo(UUID.fromString(MIA));
  }

  @Test
  void what_cannot_be_meant_is_wrong_usage() throws IOException {
    String config = Operator.config(settings, "here", database);
    String dir = originals.toString();

    assertThat(
            operator.run(
                "import",
                "legacy",
                dir,
                "--config",
                config,
                "--zone",
                "UTC",
                "--weight-unit",
                "lb"))
        .isEqualTo(2);
    assertThat(operator.run("import", "legacy", dir, "--config", config, "--weight-unit", "g"))
        .isEqualTo(2);
    assertThat(
            operator.run(
                "import",
                "legacy",
                dir + "/nowhere",
                "--config",
                config,
                "--zone",
                "UTC",
                "--weight-unit",
                "g"))
        .isEqualTo(2);
  }

  private void checkArtisans() {
    var mia = artisan(MIA);
    assertThat(mia.state()).isEqualTo(Artisan.State.APPLIED);
    assertThat(mia.handle()).isEqualTo("mia-chen");
    assertThat(mia.created()).isEqualTo("2018-10-28T00:30:00Z");
    assertThat(mia.profile().email()).isEqualTo("mia@example.org");
    assertThat(artisan(TWIN).profile().email()).isEmpty();
    assertThat(artisan(TWIN).importNotes())
        .containsEntry("email", "mia@example.org")
        .containsEntry("address.country", "Atlantis");
    assertThat(artisan(GONE).state()).isEqualTo(Artisan.State.CLOSED);
    assertThat(artisan(GONE).purged()).isNotNull();
  }

  private void checkProducts() {
    var bowl = product(BOWL);
    assertThat(bowl.state()).isEqualTo(Product.State.DRAFT);
    assertThat(bowl.available()).isTrue();
    assertThat(bowl.content().description()).isEqualTo("Round");
    assertThat(bowl.content().shippingWeight()).isNull();
    assertThat(product(CUP).state()).isEqualTo(Product.State.RETIRED);
    assertThat(product(CUP).handle()).isEqualTo("bowl-2");
    assertThat(product(CUP).content().shippingWeight()).isEqualTo(454);
    assertThat(stores.products().catalogue(Query.ALL).future().await().orThrow().rows()).isEmpty();
  }

  private static String report() {
    return """
    imported  Artisan-data/MIA.json  artisan/MIA  name_split,time_ambiguous
    imported  Artisan-data/GONE.json  artisan/GONE  name_incomplete,time_ambiguous
    refused  Artisan-data/broken.json  expected JSON: Unexpected end-of-input within/between Object entries, line 1
    imported  Artisan-data/old-name.json  artisan/TWIN  country_assumed,email_duplicate,name_incomplete,name_mismatch,postal_code_missing,time_ambiguous
    imported  Product-data/BOWL.json  product/BOWL  images_missing,markup_removed,price_missing,time_ambiguous,was_listed,weight_missing
    imported  Product-data/CUP.json  product/CUP  images_missing,price_missing,time_ambiguous
    refused  Product-data/NAMELESS.json  /name: expected some text, found only blanks
    refused  Product-data/zz-copy.json  its oid is that of Product-data/BOWL.json
    refused  Product-data/zz-ours.json  expected a file of the original application, found one of this
    refused  Order-data/empty.json  /oid: expected a UUID, found null
    ignored  notes.txt  no file of the original application
    """
        .replace("MIA", MIA)
        .replace("TWIN", TWIN)
        .replace("GONE", GONE)
        .replace("BOWL", BOWL)
        .replace("CUP", CUP)
        .replace("NAMELESS", NAMELESS);
  }

  private int importAll(String... more) throws IOException {
    var args = new ArrayList<>(List.of(more));
    args.addAll(List.of("--artisan", MIA));
    return run(args.toArray(String[]::new));
  }

  private int run(String... more) throws IOException {
    var args = new ArrayList<>(List.of("import", "legacy", originals.toString()));
    args.addAll(List.of("--config", Operator.config(settings, "here", database)));
    args.addAll(List.of("--zone", "Europe/Berlin", "--weight-unit", "oz"));
    args.addAll(Arrays.asList(more));
    return operator.run(args.toArray(String[]::new));
  }

  private Artisan artisan(String oid) {
    return stores.artisans().find(UUID.fromString(oid)).future().await().orThrow();
  }

  private Product product(String oid) {
    return stores.products().find(UUID.fromString(oid)).future().await().orThrow();
  }

  private void artisan(String oid, String members) throws IOException {
    String address =
        "\"address\": {\"street_address\": \"1 Kiln Way\", \"city\": \"Antigua\","
            + " \"postal_code\": \"03001\", \"country\": \"GT\"}";
    write(
        "Artisan-data/" + oid + ".json",
        "{\"oid\": \"%s\", %s, %s, %s}".formatted(oid, TIMES, address, members));
  }

  private void product(String oid, String members) throws IOException {
    write(
        "Product-data/" + oid + ".json",
        "{\"oid\": \"%s\", %s, %s}".formatted(oid.replace("-", ""), TIMES, members));
  }

  private void write(String file, String text) throws IOException {
    Path path = originals.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private TreeMap<String, String> originalsNow() throws IOException {
    var all = new TreeMap<String, String>();
    try (var files = Files.walk(originals)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(file.toString(), Files.readString(file) + Files.getLastModifiedTime(file));
      }
    }
    return all;
  }

  private static Set<String> tablesWithRows(String rows, String... more) {
    var tables = new TreeSet<>(List.of(more));
    String table = "";
    for (String line : rows.split("\n")) {
      if (line.startsWith("{\"table\"")) table = line.split("\"")[3];
      if (line.startsWith("{\"row\"")) tables.add(table);
    }
    return tables;
  }

  /** Everything in the database but how far its sequences are. */
  private String rows() throws IOException {
    Path file = settings.resolve("now.ndjson");
    var exporter = new Operator();
    String config = Operator.config(settings, "export", database);
    assertThat(exporter.run("export", file.toString(), "--config", config)).isZero();
    return String.join(
        "\n",
        Files.readAllLines(file, StandardCharsets.UTF_8).stream()
            .filter(line -> !line.startsWith("{\"sequence\""))
            .toList());
  }
}
