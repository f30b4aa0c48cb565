package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import hms.Ask;
import hms.Bodies;
import hms.LeftJobs;
import hms.Pictures;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Actor;
import hms.domain.Role;
import hms.domain.product.ImageRef;
import hms.domain.product.ProductImage;
import hms.domain.product.ProductImage.Size;
import hms.storage.Step;
import hms.storage.pg.PgImageStore.Rendition;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of products whose sizes are made anew, from the command to who looks at them. */
final class ImageJobCommandsIT {
  private static final int PARTIAL = 11;
  private static final Pattern JOB = Pattern.compile("job/([0-9a-f-]{36})");
  private static final String SMALL =
      "sizes=[{\"name\":\"thumbnail\",\"height\":60,\"quality\":70}]";

  @TempDir private Path dir;
  private final Operator operator = new Operator();
  private final TestMaker maker = TestMaker.enrolled();
  private Map<String, String> office = Map.of();

  @BeforeEach
  void signIn() throws IOException {
    LeftJobs.kill();
    office = Operator.signedIn(dir, Role.OPERATOR);
  }

  @Test
  void a_size_is_made_anew_once_unless_it_is_forced() throws IOException {
    UUID image = Generators.timeBasedEpochGenerator().generate();
    UUID product = pictured(image, Pictures.jpeg(400, 600));
    byte[] original = bytes(image, "original");

    assertThat(run(0, product, SMALL).lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith(image + ",thumbnail,40,60,"));

    assertThat(shown(image, "thumbnail").getWidth()).isEqualTo(40);
    assertThat(shown(image, "detail").getHeight()).as("nobody asked for it").isEqualTo(480);
    assertThat(bytes(image, "original")).isEqualTo(original);
    assertThat(run(0, product, SMALL).lines()).as("up to date").hasSize(1);
    assertThat(run(0, product, SMALL, "force=true").lines()).hasSize(2);
    assertThat(run(0, product).lines()).as("as they are made when they come in").hasSize(3);
    assertThat(shown(image, "thumbnail").getHeight()).isEqualTo(120);
  }

  @Test
  void what_is_no_picture_is_told_of_and_the_others_are_made() throws IOException {
    UUID image = Generators.timeBasedEpochGenerator().generate();
    UUID product = pictured(image, Pictures.png(300, 300));
    UUID broken = broken(product);

    String rows = run(PARTIAL, product, SMALL);

    assertThat(rows.lines()).hasSize(2).anyMatch(line -> line.startsWith(image.toString()));
    var job = JOB.matcher(operator.err());
    assertThat(job.find()).isTrue();
    var result =
        Ask.get("/jobs/" + job.group(1)).by(Role.OPERATOR).send().good().json().path("result");
    assertThat(result.at("/rejectedUnits/0/reason").asText())
        .isEqualTo(broken + " cannot be decoded");
    assertThat(shown(image, "thumbnail").getHeight()).isEqualTo(60);
  }

  private UUID pictured(UUID image, byte[] bytes) {
    var put = new Ask("PUT", "/images/" + image + "/content").bytes("image/png", bytes);
    maker.ask(put).good();
    var product = maker.offers(Bodies.product(5, Bodies.image(image, bytes)));
    return UUID.fromString(product.at("/product/oid").asText());
  }

  /** Bytes that no door would have let in. */
  private UUID broken(UUID product) {
    UUID oid = Generators.timeBasedEpochGenerator().generate();
    String sha256 = "0".repeat(64);
    var bytes = "pixels".getBytes(StandardCharsets.UTF_8);
    var image =
        new ProductImage(oid, Instant.now(), maker.oid(), null, "image/jpeg", sha256, false);
    TestOffice.get()
        .stores()
        .transact(
            new Actor.House("test"),
            tx ->
                tx.images()
                    .create(image, Map.of(Size.ORIGINAL, new Rendition(8, 6, bytes)))
                    .then(made ->
                        Step.from(
                            tx.images()
                                .attach(
                                    product,
                                    maker.oid(),
                                    new ImageRef(oid, sha256, false, null, null)))))
        .await()
        .orThrow();
    return oid;
  }

  private BufferedImage shown(UUID image, String size) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes(image, size)));
  }

  private byte[] bytes(UUID image, String size) {
    return maker.ask(Ask.get("/images/" + image + "/content?size=" + size)).good().bytes();
  }

  private String run(int exit, UUID product, String... parameters) {
    var all = new ArrayList<String>();
    all.addAll(List.of("job", "run", "image-renditions", "--max-dead", "0.5"));
    all.addAll(List.of("--param", "products=[\"" + product + "\"]"));
    for (String each : parameters) all.addAll(List.of("--param", each));
    assertThat(operator.run(office, "", all.toArray(String[]::new)))
        .as(() -> operator.err() + operator.out())
        .isEqualTo(exit);
    return operator.out();
  }
}
