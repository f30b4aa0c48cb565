package hms.cluster.jobs.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the shell makes of some bytes. */
public final class Shell {
  private Shell() {}

  public static byte[] pipe(String script, byte[] input) throws IOException {
    Path in = Files.createTempFile("stream", ".in");
    try {
      Files.write(in, input);
      var builder = new ProcessBuilder("/bin/sh", "-c", script).redirectInput(in.toFile());
      var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (var out = process.getInputStream()) {
        return out.readAllBytes();
      }
    } finally {
      Files.delete(in);
    }
  }
}
