package hms.storage.file;

import static hms.storage.file.Workshop.aProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import hms.domain.product.Product;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that cannot be used is set aside and named; all others go on. */
final class SpoiltFilesTest {
  private static final Vertx VERTX = Vertx.vertx();
  private final MemoryDisk disk = new MemoryDisk();
  private final Product bowl = aProduct("bowl");
  private final Product cup = aProduct("cup");
  private final Path file = Workshop.file(bowl);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @BeforeEach
  void fill() throws IOException {
    try (var workshop = Workshop.on(VERTX, disk)) {
      workshop.add(bowl, cup);
    }
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void any_spoilt_byte_costs_its_own_object_at_most(long seed) throws IOException {
    var random = new Random(seed);
    for (int at = 0; at < disk.size(file); at++) {
      var spoilt = disk.afterKill();
      spoilt.spoil(file, at, 1 << random.nextInt(8));
      try (var workshop = Workshop.on(VERTX, spoilt)) {
        var names = workshop.stores().quarantined().stream().map(Quarantined::name).toList();
        assertThat(workshop.products()).as("byte %d", at).contains(cup);
        assertThat(workshop.products().size() + names.size()).as("byte %d", at).isEqualTo(2);
        assertThat(names).allMatch(bowl.oid().toString()::equals);
      } catch (IOException newer) {
        assertThat(newer).as("byte %d", at).hasMessageContaining("reads up to 2");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"format\": 2}",
        "{\"format\": \"two\", \"sync\": {}}",
        "{\"format\": 1, \"oid\": \"x\", \"sync\": {\"officeVersion\": 0, \"status\": \"local\"}}",
        "{\"format\": 2, \"sync\": {\"officeVersion\": 0, \"status\": \"local\"}}",
        "\u0000\u0000\u0000"
      })
  void what_is_no_object_is_set_aside(String text) throws IOException {
    disk.write(file, text.getBytes(StandardCharsets.UTF_8));

    assertSetAside();
  }

  @ParameterizedTest
  @MethodSource("brokenMembers")
  void what_breaks_a_rule_is_set_aside(String from, String to) throws IOException {
    rewrite(from, to);

    assertSetAside();
  }

  static Stream<Arguments> brokenMembers() {
    return Stream.of(
        Arguments.of("\"version\": 1", "\"version\": 0"),
        Arguments.of("\"version\": 1", "\"version\": 1, \"version\": 1"),
        Arguments.of("\"name\": \"bowl\"", "\"name\": \"" + "x".repeat(121) + "\""),
        Arguments.of("\"name\": \"bowl\"", "\"colour\": \"bowl\""),
        Arguments.of("\"artisan\":", "\"maker\":"),
        Arguments.of("\"state\": \"draft\"", "\"state\": \"lost\""),
        Arguments.of("\"amount\": 4250", "\"amount\": -1"),
        Arguments.of("\"status\": \"local\"", "\"status\": \"gone\""),
        Arguments.of("\"sync\"", "\"sink\""));
  }

  @Test
  void what_holds_another_oid_than_its_name_is_set_aside() throws IOException {
    disk.write(file, disk.read(Workshop.file(cup)));

    assertSetAside();
  }

  @Test
  void what_is_not_named_by_an_oid_is_set_aside() throws IOException {
    Path odd = Workshop.DIR.resolve("Product-data/my bowl.json");
    disk.write(odd, disk.read(file));

    try (var workshop = Workshop.on(VERTX, disk)) {
      assertThat(workshop.products()).containsExactly(bowl, cup);
      assertThat(workshop.stores().quarantined())
          .extracting(Quarantined::name)
          .containsExactly("my bowl");
    }
  }

  @Test
  void what_was_set_aside_is_kept_with_the_reason() throws IOException {
    rewrite("\"amount\": 4250", "\"amount\": -1");
    byte[] spoilt = disk.read(file);

    try (var workshop = Workshop.on(VERTX, disk)) {
      var taken = workshop.stores().quarantined().getFirst();

      assertThat(taken.kept())
          .isEqualTo(
              Workshop.DIR.resolve(
                  "quarantine/Product/" + bowl.oid() + ".20261122T161203123456Z.json"));
      assertThat(disk.read(taken.kept())).isEqualTo(spoilt);
      Path reason = taken.kept().resolveSibling(bowl.oid() + ".20261122T161203123456Z.reason.txt");
      assertThat(text(reason)).contains("amount must be 0..");
    }
    try (var workshop = Workshop.on(VERTX, disk)) {
      assertThat(workshop.stores().quarantined()).isEmpty();
    }
  }

  @Test
  void a_newer_format_stops_the_start_and_changes_nothing() throws IOException {
    rewrite("\"format\": 2", "\"format\": 3");
    byte[] newer = disk.read(file);

    assertThatThrownBy(() -> Workshop.on(VERTX, disk))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Product-data/" + bowl.oid() + ".json has format 3");
    assertThat(disk.read(file)).isEqualTo(newer);
  }

  @Test
  void a_journal_entry_that_cannot_be_read_is_set_aside() throws IOException {
    disk.write(Workshop.DIR.resolve("journal/7.json"), new byte[] {'{'});

    try (var workshop = Workshop.on(VERTX, disk)) {
      assertThat(workshop.products()).containsExactly(bowl, cup);
      assertThat(workshop.stores().quarantined())
          .extracting(Quarantined::kind, Quarantined::name)
          .containsExactly(tuple("journal", "7"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../.ssh/authorized_keys", "/etc/passwd", "Product-data/../x.json"})
  void a_journal_entry_reaches_no_file_elsewhere(String path) throws IOException {
    String entry = "{\"format\":2,\"files\":[{\"path\":\"" + path + "\",\"text\":\"x\"}]}";
    disk.write(Workshop.DIR.resolve("journal/7.json"), entry.getBytes(StandardCharsets.UTF_8));

    try (var workshop = Workshop.on(VERTX, disk)) {
      assertThat(workshop.stores().quarantined()).hasSize(1);
    }
  }

  private void assertSetAside() throws IOException {
    try (var workshop = Workshop.on(VERTX, disk)) {
      assertThat(workshop.products()).containsExactly(cup);
      assertThat(workshop.stores().quarantined())
          .extracting(Quarantined::name)
          .containsExactly(bowl.oid().toString());
    }
  }

  private void rewrite(String from, String to) throws IOException {
    String before = text(file);
    assertThat(before).contains(from);
    disk.write(file, before.replace(from, to).getBytes(StandardCharsets.UTF_8));
  }

  private String text(Path path) throws IOException {
    return new String(disk.read(path), StandardCharsets.UTF_8);
  }
}
