package hms;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hms.cluster.jobs.stream.Bubblewrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/**
 * {@code words} and {@code count}: what jobs may run in the office of the tests, in a sandbox;
 * where there can be none, the office knows no programs.
 */
public final class TestPrograms {
  private static final boolean KEPT_IN =
      Bubblewrap.installed(1L << 30, Duration.ofSeconds(10)).filter(Bubblewrap::works).isPresent();

  private TestPrograms() {}

  /** Skips the test where no program can be kept in. */
  public static void assumeKeptIn() {
    assumeTrue(KEPT_IN, "bwrap is not installed, or cannot make namespaces here");
  }

  static Map<String, String> flags(Path dir) throws IOException {
    if (!KEPT_IN) return Map.of();
    // A program sees the folder that it is in.
    Path folder = Files.createDirectory(dir.resolve("programs"));
    String words = script(folder, "words", "exec tr -s ' ' '\\n'");
    String count = script(folder, "count", "exec uniq -c");
    return Map.of(
        "compute.stream.enabled",
        "true",
        "compute.stream.programs",
        "[words=%s, count=%s]".formatted(words, count));
  }

  private static String script(Path folder, String name, String line) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = Files.createFile(folder.resolve(name), mode);
    return Files.writeString(file, "#!/bin/sh\n" + line + "\n").toString();
  }
}
