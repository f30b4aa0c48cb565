package hms.cluster.jobs.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hms.cluster.job.GivenInput;
import hms.cluster.job.JobType;
import hms.cluster.job.JobTypeContract;
import hms.cluster.job.RowLines;
import hms.domain.Sha256;
import hms.domain.job.Interval;
import hms.domain.product.ProductImage.Size;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class ImageRenditionsTest extends JobTypeContract<RenditionParameters, RowLines> {
  private static final int BOTH = 3;
  private static final GivenInput NOTHING = GivenInput.of(0, List.of());

  @Override
  protected JobType<RenditionParameters, RowLines> type() {
    return new ImageRenditions();
  }

  @Override
  protected List<String> samples() {
    return List.of(
        "{}", "{\"sizes\":[{\"name\":\"thumbnail\",\"width\":40,\"height\":40,\"quality\":60}]}");
  }

  @Override
  protected List<byte[]> input(String json) {
    return List.of(
        unit(1, BOTH, Codec.JPEG, noise(640, 500)),
        unit(2, BOTH, Codec.PNG, noise(90, 600)),
        unit(3, 0, Codec.JPEG, noise(50, 50)),
        unit(4, 1, Codec.JPEG, noise(700, 60)));
  }

  @Test
  void each_size_is_as_large_as_fits_and_tells_what_it_is() throws Exception {
    var made = GivenInput.of(0, input("{}"));

    var rows = rows("{}", made, 4);

    assertThat(rows)
        .extracting(row -> row.getString(1) + " " + row.getInteger(2) + "x" + row.getInteger(3))
        .containsExactly(
            "detail 614x480",
            "thumbnail 154x120",
            "detail 72x480",
            "thumbnail 18x120",
            "detail 700x60");
    for (var row : rows) {
      byte[] bytes = made.left(row.getInteger(7));
      var seen = ImageIO.read(new ByteArrayInputStream(bytes));
      assertThat(seen.getWidth()).isEqualTo(row.getInteger(2));
      assertThat(seen.getHeight()).isEqualTo(row.getInteger(3));
      assertThat(bytes).hasSize(row.getInteger(4));
      assertThat(Sha256.hex(bytes)).isEqualTo(row.getString(5));
      assertThat(row.getString(6)).matches("8192x(480|120) q88 v1");
    }
    assertThat(made.rejected()).isEmpty();
  }

  @Test
  void what_cannot_be_decoded_or_is_gone_is_rejected_and_the_rest_is_made() throws Exception {
    byte[] half = encoded(Codec.JPEG, noise(300, 300));
    var input =
        List.of(
            given(1, BOTH, Codec.JPEG, "no picture".getBytes(StandardCharsets.UTF_8)),
            given(2, BOTH, Codec.PNG, half),
            given(3, BOTH, Codec.JPEG, new byte[0]),
            unit(4, BOTH, Codec.JPEG, noise(30, 30)));
    var made = GivenInput.of(0, input);

    assertThat(rows("{}", made, 4)).hasSize(2);

    assertThat(made.rejected()).containsOnlyKeys(0L, 1L, 2L);
    assertThat(made.rejected().get(0L)).isEqualTo(oid(1) + " cannot be decoded");
    assertThat(made.rejected().get(2L)).contains("has no original");
  }

  @Test
  void no_colour_and_no_transparency_is_lost_where_nothing_changes() throws Exception {
    var plain = new BufferedImage(1000, 700, BufferedImage.TYPE_INT_ARGB);
    var graphics = plain.createGraphics();
    graphics.setColor(new Color(200, 100, 50, 128));
    graphics.fillRect(0, 0, 1000, 700);
    graphics.dispose();
    var made = GivenInput.of(0, List.of(unit(1, BOTH, Codec.PNG, plain)));

    var row = rows("{}", made, 1).getLast();
    var seen = ImageIO.read(new ByteArrayInputStream(made.left(row.getInteger(7))));

    var colour = new Color(seen.getRGB(60, 60), true);
    assertThat(colour.getAlpha()).isEqualTo(128);
    assertThat(colour.getRed()).isCloseTo(200, within(2));
    assertThat(colour.getBlue()).isCloseTo(50, within(2));
  }

  @Test
  void a_pixel_is_the_mean_of_what_it_covers() throws Exception {
    byte[] row = {0, 0, 0, 90, 90, 90, (byte) 240, (byte) 240, (byte) 240};

    var two = new Pixels(3, 1, 3, row).scaled(2, 1, NOTHING);

    assertThat(two.bytes()).containsExactly(30, 30, 30, (byte) 190, (byte) 190, (byte) 190);
    assertThat(new Pixels(1, 3, 3, row).scaled(1, 2, NOTHING).bytes()).isEqualTo(two.bytes());
    assertThat(new Pixels(3, 1, 3, row).scaled(1, 1, NOTHING).bytes()).containsOnly(110);
  }

  @Test
  void nothing_is_enlarged_or_distorted() {
    var size = new RenditionSize(Size.DETAIL, 100, 50, 80);

    assertThat(size.fit(100, 50)).containsExactly(100, 50);
    assertThat(size.fit(20, 10)).containsExactly(20, 10);
    assertThat(size.fit(400, 100)).containsExactly(100, 25);
    assertThat(size.fit(100, 400)).containsExactly(13, 50);
    assertThat(size.fit(30_000, 20)).containsExactly(100, 1);
  }

  @Test
  void bad_parameters_are_told_where_they_are() {
    var bad =
        new JsonObject(
            """
            {"sizes":[{"name":"huge"},{"name":"detail","width":1,"quality":101,"depth":3},
            7], "force":"yes", "products":["x"]}
            """);

    assertThat(type().parameters(bad).toString()).contains("/sizes", "/force", "/products/0");
    bad.getJsonArray("sizes").remove(2);
    assertThat(type().parameters(bad).toString())
        .contains("/sizes/0/name", "/sizes/1/width", "/sizes/1/quality", "/sizes/1/depth");
    var twice = new JsonObject("{\"sizes\":[{\"name\":\"detail\"},{\"name\":\"detail\"}]}");
    assertThat(type().parameters(twice).toString()).contains("/sizes/1/name");
  }

  private List<JsonArray> rows(String json, GivenInput made, int units) throws Exception {
    var asked = type().parameters(new JsonObject(json)).orThrow();
    byte[] lines = type().compute(asked, new Interval(0, units), made).bytes();
    return new String(lines, StandardCharsets.UTF_8).lines().map(JsonArray::new).toList();
  }

  private static byte[] unit(int number, int wanted, Codec codec, BufferedImage image) {
    return given(number, wanted, codec, encoded(codec, image));
  }

  private static byte[] encoded(Codec codec, BufferedImage image) {
    try {
      return codec.encoded(image, 90);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** As SQL would freeze and read it. */
  private static byte[] given(int number, int wanted, Codec codec, byte[] original) {
    return ByteBuffer.allocate(18 + original.length)
        .putLong(oid(number).getMostSignificantBits())
        .putLong(oid(number).getLeastSignificantBits())
        .put((byte) wanted)
        .put((byte) codec.ordinal())
        .put(original)
        .array();
  }

  private static UUID oid(int number) {
    return new UUID(7, number);
  }

  /** Smooth enough for a JPEG, and no two alike. */
  private static BufferedImage noise(int width, int height) {
    var random = new Random(42L * width + height);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int light = (x * 255 / width + y * 255 / height) / 2;
        image.setRGB(x, y, new Color(light, random.nextInt(32) + light / 2, 255 - light).getRGB());
      }
    }
    return image;
  }
}
