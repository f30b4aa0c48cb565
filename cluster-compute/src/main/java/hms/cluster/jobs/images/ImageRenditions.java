package hms.cluster.jobs.images;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.JobType;
import hms.cluster.job.Plan;
import hms.cluster.job.Reduction;
import hms.cluster.job.RowLines;
import hms.cluster.job.Stopped;
import hms.cluster.job.Verdict;
import hms.domain.Outcome;
import hms.domain.Sha256;
import hms.domain.job.Interval;
import hms.storage.JobStatement;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code image-renditions}: makes the sizes of product pictures anew from their originals. A unit
 * is a picture.
 *
 * <p>Parameters: {@code sizes} to make (name, width, height, quality), {@code products} of which
 * (all), {@code force} what is up to date. A row for each size that was made; the bytes go to
 * {@code image_bytes}. A picture that cannot be decoded is rejected.
 */
public final class ImageRenditions implements JobType<RenditionParameters, RowLines> {
  private static final List<String> COLUMNS =
      List.of("image", "size", "width", "height", "bytes", "sha256", "spec", "part");
  private static final long NANOS_A_PICTURE = 200_000_000;

  @Override
  public String name() {
    return "image-renditions";
  }

  /** Bytes come from the JDK's codecs: another one may write others. */
  @Override
  public String surroundings() {
    return System.getProperty("java.vendor")
        + " "
        + Runtime.version()
        + " "
        + System.getProperty("os.arch");
  }

  @Override
  public Outcome<RenditionParameters> parameters(JsonObject json) {
    return RenditionParameters.read(json);
  }

  @Override
  public Plan plan(RenditionParameters asked) {
    return Plan.of(RenditionStatements.pictures(asked, version()), NANOS_A_PICTURE, 1)
        .reading(RenditionStatements.originals());
  }

  @Override
  public RowLines compute(RenditionParameters asked, Interval range, ChunkContext chunk)
      throws Stopped, IOException {
    var rows = new RowLines.Writer();
    for (long unit = range.lo(); unit < range.hi(); unit++) {
      chunk.checkpoint();
      var picture = Picture.read(chunk.input(unit));
      if (picture.wanted() != 0) make(asked, unit, picture, rows, chunk);
      chunk.progress(unit + 1 - range.lo());
    }
    return rows.written();
  }

  private void make(
      RenditionParameters asked,
      long unit,
      Picture picture,
      RowLines.Writer rows,
      ChunkContext chunk)
      throws Stopped, IOException {
    if (picture.original().length == 0) {
      chunk.reject(unit, picture.oid() + " has no original, or one over 16 MB");
      return;
    }
    var decoded = picture.codec().decoded(picture.original(), chunk);
    if (decoded.isEmpty()) {
      chunk.reject(unit, picture.oid() + " cannot be decoded");
      return;
    }
    var pixels = Pixels.of(decoded.get());
    for (int n = 0; n < asked.sizes().size(); n++) {
      if (!picture.wants(n)) continue;
      var size = asked.sizes().get(n);
      byte[] bytes = rendition(picture.codec(), pixels, size, chunk);
      int part = Math.toIntExact(unit * Picture.SIZES_MAX + n);
      chunk.emit(part, bytes);
      int[] fit = size.fit(pixels.width(), pixels.height());
      String sha256 = Sha256.hex(bytes);
      rows.add(
          picture.oid().toString(),
          size.word(),
          fit[0],
          fit[1],
          bytes.length,
          sha256,
          size.spec(version()),
          part);
    }
  }

  /** Looked at before anybody else does: it decodes, and to what it should. */
  private static byte[] rendition(
      Codec codec, Pixels pixels, RenditionSize size, ChunkContext chunk)
      throws Stopped, IOException {
    int[] fit = size.fit(pixels.width(), pixels.height());
    byte[] bytes = codec.encoded(pixels.scaled(fit[0], fit[1], chunk).image(), size.quality());
    BufferedImage seen = codec.decoded(bytes, chunk).orElseThrow();
    if (seen.getWidth() != fit[0] || seen.getHeight() != fit[1]) {
      throw new IllegalStateException("what was encoded has another size");
    }
    return bytes;
  }

  @Override
  public Reduction<RowLines> reduction(RenditionParameters asked) {
    return new RowLines.Joined(COLUMNS);
  }

  /** The oracle is in SQL. */
  @Override
  public Verdict verify(RenditionParameters asked, RowLines total) {
    return new Verdict.NotChecked();
  }

  @Override
  public Optional<JobStatement> oracle(RenditionParameters asked) {
    return Optional.of(RenditionStatements.whole());
  }

  @Override
  public Optional<JobStatement> publication(RenditionParameters asked) {
    return Optional.of(RenditionStatements.publish());
  }
}
