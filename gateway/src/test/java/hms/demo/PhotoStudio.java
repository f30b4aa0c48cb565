package hms.demo;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/**
 * Renders the demo's photographs into a folder: {@code PhotoStudio conf/demo/photos [file...]}. Not
 * part of the build, because the pictures are committed; run it after a change of the set-ups.
 */
public final class PhotoStudio {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 900;
  private static final float QUALITY = 0.92f;

  private PhotoStudio() {}

  public static void main(String[] args) throws IOException {
    List<String> wanted = List.of(args).subList(1, args.length);
    for (Photo photo : all()) {
      if (!wanted.isEmpty() && !wanted.contains(photo.file())) continue;
      write(Camera.take(photo, WIDTH, HEIGHT), Path.of(args[0], photo.file()));
    }
  }

  static List<Photo> all() {
    return Stream.concat(WoodPhotos.all().stream(), LinenPhotos.all().stream()).toList();
  }

  private static void write(BufferedImage image, Path file) throws IOException {
    String kind = file.toString().substring(file.toString().lastIndexOf('.') + 1);
    ImageWriter writer = ImageIO.getImageWritersBySuffix(kind).next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    if (kind.equals("jpg")) {
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(QUALITY);
    }
    try (var out = ImageIO.createImageOutputStream(Files.newOutputStream(file))) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
  }
}
