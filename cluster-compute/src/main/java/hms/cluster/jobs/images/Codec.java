package hms.cluster.jobs.images;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Bytes to pixels and back, by the codecs of the JDK, in memory. */
enum Codec {
  JPEG,
  PNG;

  /** Empty: damaged. Nothing but pixels is kept of what was there. */
  Optional<BufferedImage> decoded(byte[] bytes, ChunkContext chunk) throws Stopped {
    var reader = reader();
    var watch = new Watch(chunk, reader);
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      reader.addIIOReadProgressListener(watch);
      var image = reader.read(0);
      watch.check();
      return Optional.of(image);
      // Codecs meet damage with any of these.
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
      watch.check();
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  private ImageReader reader() {
    return ImageIO.getImageReadersByFormatName(name()).next();
  }

  /**
   * @param quality 1 to 100; a PNG has none to lose
   */
  byte[] encoded(BufferedImage image, int quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(name()).next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (this == JPEG) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality / 100f);
      }
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Looks up from a long decoding now and then. */
  private static final class Watch implements IIOReadProgressListener {
    private final ChunkContext chunk;
    private final ImageReader reader;
    private boolean unwanted;

    Watch(ChunkContext chunk, ImageReader reader) {
      this.chunk = chunk;
      this.reader = reader;
    }

    void check() throws Stopped {
      if (unwanted) throw new Stopped();
    }

    @Override
    public void imageProgress(ImageReader source, float percent) {
      try {
        chunk.checkpoint();
      } catch (Stopped stopped) {
        unwanted = true;
        reader.abort();
      }
    }

    @Override
    public void sequenceStarted(ImageReader source, int first) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int index) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int image, int thumbnail) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percent) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
  }
}
