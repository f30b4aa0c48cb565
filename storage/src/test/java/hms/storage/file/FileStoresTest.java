package hms.storage.file;

import static hms.storage.file.Workshop.aProduct;
import static hms.storage.file.Workshop.renamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.storage.query.Query;
import hms.storage.stall.StallSubjects;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a directory of objects looks like, who may use it, and how it tells of its limits. */
final class FileStoresTest {
  private static final Vertx VERTX = Vertx.vertx();
  @TempDir private Path dir;

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void an_object_is_a_file_that_people_can_read() throws IOException {
    var bowl = aProduct("bowl");
    try (var workshop = open()) {
      workshop.add(bowl);
    }

    Path file = dir.resolve("Product-data").resolve(bowl.oid() + ".json");
    String text = Files.readString(file);
    assertThat(text)
        .startsWith(
            "{\n    \"format\": 2,\n    \"oid\": \"" + bowl.oid() + "\",\n    \"version\": 1,\n")
        .contains("    \"content\": {\n        \"name\": \"bowl\",\n")
        .endsWith(
            "    \"sync\": {\n        \"officeVersion\": 0,\n        \"status\": \"local\"\n    }\n}\n");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(file.getParent())).isEqualTo("rwx------");
    assertThat(dir.resolve("journal")).isEmptyDirectory();
  }

  @Test
  void what_was_stored_is_there_after_a_restart() throws IOException {
    var bowl = aProduct("bowl");
    var big = renamed(bowl, "big bowl");
    try (var workshop = open()) {
      workshop.add(bowl);
      var unused = workshop.done(tx -> tx.products().save(bowl, big, "edit"));
    }

    try (var workshop = open()) {
      assertThat(workshop.products()).containsExactly(big);
    }
  }

  @Test
  void how_an_object_stands_to_the_office_is_kept_and_changes_with_it() throws IOException {
    var bowl = aProduct("bowl");
    var settled = new Sync(3, Sync.Status.SETTLED);
    try (var workshop = open()) {
      workshop.add(bowl);
      var unused = workshop.done(tx -> tx.products().mark(bowl.oid(), settled));
    }

    try (var workshop = open()) {
      assertThat(sync(workshop, bowl.oid())).isEqualTo(settled);
      var unused = workshop.done(tx -> tx.products().save(bowl, renamed(bowl, "big bowl"), "edit"));
      assertThat(sync(workshop, bowl.oid())).isEqualTo(new Sync(3, Sync.Status.LOCAL));
    }
  }

  @Test
  void a_second_instance_is_refused_and_told_who_holds_it() throws IOException {
    try (var first = open()) {
      assertThat(first.products()).isEmpty();

      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(
              "is in use by process " + ProcessHandle.current().pid() + ", started");
    }
    try (var next = open()) {
      assertThat(next.products()).isEmpty();
    }
  }

  @Test
  void a_change_outside_of_a_transaction_is_a_defect() throws IOException {
    try (var workshop = open()) {
      assertThatThrownBy(
              () -> workshop.stores().objects().products().save(null, aProduct("bowl"), "create"))
          .hasMessage("a change needs a transaction");
    }
  }

  @Test
  void a_reader_keeps_the_moment_it_began_with() throws IOException {
    try (var workshop = open()) {
      var moment = workshop.stores().objects();
      workshop.add(aProduct("bowl"));

      assertThat(moment.products().get(Query.ALL).future().await().orThrow().rows()).isEmpty();
      assertThat(workshop.products()).hasSize(1);
    }
  }

  @Test
  void a_key_is_for_its_owner_alone() throws IOException {
    var key = StallSubjects.aCredential();
    try (var workshop = open()) {
      var unused = workshop.done(tx -> tx.keys().save(null, key, "enrol"));
    }

    Path file = dir.resolve("keys").resolve(key.oid() + ".json");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(file.getParent())).isEqualTo("rwx------");
    assertThat(key).asString().doesNotContain(key.secret()).doesNotContain(key.password());
    try (var workshop = open()) {
      assertThat(workshop.stores().objects().keys().find(key.oid()).future().await().orThrow())
          .isEqualTo(key);
    }
  }

  @Test
  void a_key_that_others_may_read_stops_the_start() throws IOException {
    var key = StallSubjects.aCredential();
    try (var workshop = open()) {
      var unused = workshop.done(tx -> tx.keys().save(null, key, "enrol"));
    }
    Path file = dir.resolve("keys").resolve(key.oid() + ".json");

    for (var open : List.of(file, file.getParent())) {
      var closed = Files.getPosixFilePermissions(open);
      var unused =
          Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-----"));
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(open + " is open to others (rwxr-----)");
      var again = Files.setPosixFilePermissions(open, closed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "outbox",
        "inbox",
        "inbox/position",
        "Card-data",
        "journal",
        "Product-data",
        "WorkOrder-data",
        "keys",
        "quarantine"
      })
  void a_missing_permission_is_named_with_its_place(String name) {
    var disk = new MemoryDisk();
    disk.forbid(Workshop.DIR.resolve(name));

    assertThatThrownBy(() -> Workshop.on(VERTX, disk))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "cannot write, read and delete in /home/mia/hms/" + name + " (r-x------)");
  }

  @Test
  void a_full_disk_fails_the_transaction_and_changes_nothing() throws IOException {
    var disk = new MemoryDisk();
    try (var workshop = Workshop.on(VERTX, disk)) {
      var bowl = aProduct("bowl");
      workshop.add(bowl);
      disk.forbid(Workshop.DIR.resolve("journal"));

      assertThatThrownBy(() -> workshop.add(aProduct("cup")))
          .isInstanceOf(AccessDeniedException.class);
      assertThat(workshop.products()).containsExactly(bowl);
    }
  }

  private Workshop open() throws IOException {
    return new Workshop(FileStores.open(VERTX, dir, Workshop.CLOCK));
  }

  private static Sync sync(Workshop workshop, UUID product) {
    return workshop.stores().objects().products().sync(product).future().await().orThrow();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
