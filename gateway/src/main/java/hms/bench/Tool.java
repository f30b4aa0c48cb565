package hms.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A program of others that measures, and what it tells in the end. */
final class Tool {
  private Tool() {}

  /**
   * Runs it to its end.
   *
   * @throws IllegalStateException with all that it said if it fails
   */
  static String run(ProcessBuilder builder) {
    try {
      var process = builder.redirectErrorStream(true).start();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) throw strange(builder, told);
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The number that the pattern finds. */
  static double found(Pattern pattern, String told) {
    var matcher = pattern.matcher(told);
    if (!matcher.find()) throw new IllegalStateException("no " + pattern + " in:\n" + told);
    return Double.parseDouble(matcher.group(1));
  }

  /** A script that is there as long as this process. */
  static Path script(String name, String text) {
    try {
      var file = Files.createTempFile("hms-" + name + "-", ".sql");
      file.toFile().deleteOnExit();
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalStateException strange(ProcessBuilder builder, String told) {
    return new IllegalStateException(String.join(" ", builder.command()) + " said:\n" + told);
  }
}
