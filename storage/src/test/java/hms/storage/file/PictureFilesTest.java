package hms.storage.file;

import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Actor;
import hms.domain.Refusal;
import hms.domain.Sha256;
import hms.domain.fixture.Samples;
import hms.domain.product.ProductImage.Size;
import hms.storage.Step;
import hms.storage.stall.Picture;
import hms.storage.stall.StallSubjects;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A picture's row and its bytes come and go together, whenever the process or the power ends. */
final class PictureFilesTest {
  /** What is lost depends on chance; of few power cuts none may lose what matters. */
  private static final int CUTS = 10;

  private static final Vertx VERTX = Vertx.vertx();
  private final byte[] detail = "the pixels of a bowl".getBytes(StandardCharsets.UTF_8);
  private final byte[] thumbnail = "fewer pixels".getBytes(StandardCharsets.UTF_8);
  private final Picture picture = aPicture();
  private final MemoryDisk disk = new MemoryDisk();

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void what_was_stored_is_read_after_a_restart() throws IOException {
    try (var workshop = Workshop.on(VERTX, disk)) {
      assertThat(workshop.done(this::add)).isEqualTo(picture);
    }

    try (var workshop = Workshop.on(VERTX, disk)) {
      assertThat(bytes(workshop, Size.DETAIL)).contains(detail);
      assertThat(bytes(workshop, Size.THUMBNAIL)).contains(thumbnail);
      assertThat(bytes(workshop, Size.ORIGINAL)).isEmpty();
    }
    assertThat(disk.names(Workshop.DIR.resolve("ProductImage-data")))
        .containsExactlyInAnyOrder(
            picture.oid() + ".json",
            picture.oid() + ".detail.png",
            picture.oid() + ".thumbnail.png");
    assertThat(disk.names(Workshop.DIR.resolve("journal"))).isEmpty();
  }

  @Test
  void other_bytes_than_the_picture_tells_of_are_refused() throws IOException {
    try (var workshop = Workshop.on(VERTX, disk)) {
      var outcome =
          workshop
              .stores()
              .transact(
                  new Actor.House("test"),
                  tx ->
                      tx.pictures()
                          .save(null, picture, "add")
                          .then(saved ->
                              tx.pictureBytes().put(picture.oid(), Size.DETAIL, thumbnail)))
              .await();

      assertThat(why(outcome)).isInstanceOf(Refusal.Invalid.class);
      assertThat(found(workshop)).isEmpty();
    }
  }

  @Test
  void bytes_go_with_their_picture() throws IOException {
    try (var workshop = Workshop.on(VERTX, disk)) {
      var unused = workshop.done(this::add);

      int gone = workshop.done(tx -> tx.pictures().delete(List.of(picture.oid())));
      assertThat(gone).isOne();
    }
    assertThat(disk.names(Workshop.DIR.resolve("ProductImage-data"))).isEmpty();
  }

  @Test
  void bytes_that_no_picture_tells_of_are_set_aside() throws IOException {
    try (var workshop = Workshop.on(VERTX, disk)) {
      var unused = workshop.done(this::add);
    }
    disk.write(file(".detail.png"), thumbnail);
    disk.write(file(".original.png"), thumbnail);

    try (var workshop = Workshop.on(VERTX, disk)) {
      assertThat(workshop.stores().quarantined())
          .extracting(Quarantined::name)
          .containsExactlyInAnyOrder(picture.oid() + ".detail", picture.oid() + ".original");
      assertThat(bytes(workshop, Size.DETAIL)).isEmpty();
      assertThat(bytes(workshop, Size.THUMBNAIL)).contains(thumbnail);
    }
  }

  @Test
  void a_spoilt_byte_is_never_shown() throws IOException {
    try (var workshop = Workshop.on(VERTX, disk)) {
      var unused = workshop.done(this::add);
      disk.spoil(file(".detail.png"), 3, 1);

      assertThatThrownBy(() -> bytes(workshop, Size.DETAIL)).isInstanceOf(IOException.class);
      assertThat(bytes(workshop, Size.THUMBNAIL)).contains(thumbnail);
    }
  }

  @Test
  void a_process_that_is_killed_leaves_row_and_bytes_or_neither() throws IOException {
    int step = 1;
    for (boolean more = true; more; step++) more = crashAt(step, MemoryDisk::afterKill);

    assertThat(step).isGreaterThan(80);
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void a_power_cut_leaves_row_and_bytes_or_neither(long seed) throws IOException {
    for (long each = seed; each < seed + CUTS; each++) {
      var chance = Samples.of(each);
      int step = 1;
      for (boolean more = true; more; step++) {
        more = crashAt(step, crashed -> crashed.afterPowerCut(chance));
      }
    }
  }

  /** Was it killed before it had done everything? */
  private boolean crashAt(int step, Function<MemoryDisk, MemoryDisk> crash) throws IOException {
    var crashed = new MemoryDisk().killedAt(step);
    boolean answered = work(crashed);
    var after = crash.apply(crashed);
    try (var workshop = Workshop.on(VERTX, after)) {
      assertThat(workshop.stores().quarantined()).as("step %d", step).isEmpty();
      boolean there = found(workshop).isPresent();
      assertThat(there || !answered).as("step %d", step).isTrue();
      if (there) {
        assertThat(bytes(workshop, Size.DETAIL)).contains(detail);
        assertThat(bytes(workshop, Size.THUMBNAIL)).contains(thumbnail);
      }
    }
    return crashed.killed();
  }

  private boolean work(MemoryDisk crashed) {
    try (var workshop = Workshop.on(VERTX, crashed)) {
      return workshop.done(this::add).equals(picture);
    } catch (IOException | RuntimeException killed) {
      assertThat(crashed.killed()).as("%s", killed).isTrue();
      return false;
    }
  }

  private Step<Picture> add(FileObjects tx) {
    return tx.pictures()
        .save(null, picture, "add")
        .then(saved -> tx.pictureBytes().put(picture.oid(), Size.DETAIL, detail))
        .then(put -> tx.pictureBytes().put(picture.oid(), Size.THUMBNAIL, thumbnail));
  }

  private Optional<Picture> found(Workshop workshop) {
    var pictures = workshop.stores().objects().pictures();
    return pictures.find(picture.oid()).orAbsent().future().await().orThrow();
  }

  private Optional<byte[]> bytes(Workshop workshop, Size size) {
    var bytes = workshop.stores().objects().pictureBytes();
    return bytes.get(picture.oid(), size).orAbsent().future().await().orThrow();
  }

  private Path file(String ending) {
    return Workshop.DIR.resolve("ProductImage-data").resolve(picture.oid() + ending);
  }

  private Picture aPicture() {
    var any = StallSubjects.aPicture();
    return new Picture(
        any.oid(),
        1,
        any.created(),
        any.modified(),
        any.artisan(),
        null,
        "image/png",
        any.sha256(),
        false,
        List.of(rendition(Size.DETAIL, detail), rendition(Size.THUMBNAIL, thumbnail)));
  }

  private static Picture.Rendition rendition(Size size, byte[] bytes) {
    return new Picture.Rendition(size, 4, 3, bytes.length, Sha256.hex(bytes));
  }
}
