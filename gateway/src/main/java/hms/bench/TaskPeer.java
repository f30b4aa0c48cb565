package hms.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Another system that runs tasks, in a process of its own. Asked by a line with a number of tasks,
 * it answers with the seconds that they took: {@code scripts/bench/peer}.
 */
final class TaskPeer implements AutoCloseable {
  private static final String READY = "ready";

  private final Process process;
  private final BufferedReader answers;
  private final Path log;
  private final DoubleSupplier elsewhere;

  /**
   * @param folder to run it in
   * @param elsewhere CPU seconds so far of the servers that it needs
   */
  TaskPeer(List<String> command, Path folder, Path log, DoubleSupplier elsewhere) {
    this.log = log;
    this.elsewhere = elsewhere;
    try {
      this.process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
    while (!answer().equals(READY)) {
      // What else it says when it starts is for nobody.
    }
  }

  /** So many tasks, from submitting the first to the end of the last. */
  Measured noop(long tasks) {
    double its = ProcessCpu.tree(process.pid());
    double others = elsewhere.getAsDouble();
    try {
      OutputStream to = process.getOutputStream();
      to.write((tasks + "\n").getBytes(StandardCharsets.US_ASCII));
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(said(), e);
    }
    double seconds = Double.parseDouble(answer());
    return new Measured(
        tasks, seconds, ProcessCpu.tree(process.pid()) - its, elsewhere.getAsDouble() - others);
  }

  private String answer() {
    try {
      String line = answers.readLine();
      if (line == null) throw new IllegalStateException("the peer ended, it said:\n" + said());
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** It ends when nobody asks any more. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(15, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
