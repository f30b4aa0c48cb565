package hms.storage.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A short program that has ended.
 *
 * @param exitCode 127 if there is no such program
 * @param output what it wrote to either stream
 */
record Command(int exitCode, String output) {

  /** Runs {@code words} with {@code input} and waits for the end. */
  static Command run(List<String> words, String input) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
    } catch (IOException absent) {
      return new Command(127, String.valueOf(absent.getMessage()));
    }
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException closedEarly) {
      // It has ended before it read everything: its exit code and output say why.
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Command(process.waitFor(), output);
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(words.get(0));
    }
  }

  /** Fails with the output, unless the program ended well. */
  void orFail(String what) throws IOException {
    if (exitCode != 0) {
      throw new IOException("%s failed with %d:%n%s".formatted(what, exitCode, output));
    }
  }
}
