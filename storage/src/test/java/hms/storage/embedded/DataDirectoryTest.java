package hms.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a server while it starts. */
final class DataDirectoryTest {
  private static final int LOOKS = 20_000;

  @TempDir Path dir;

  /** A server that starts on the data of a killed one removes its file and makes its own. */
  @Test
  void a_pid_file_that_comes_and_goes_is_never_a_fault() throws Exception {
    var data = new DataDirectory(dir, dir, RunAs.detect());
    var stop = new AtomicBoolean();
    var server = CompletableFuture.runAsync(() -> comeAndGo(dir.resolve("postmaster.pid"), stop));
    try {
      for (int look = 0; look < LOOKS; look++) assertThat(data.ready(1)).isFalse();
    } finally {
      stop.set(true);
      server.get();
    }
  }

  private static void comeAndGo(Path file, AtomicBoolean stop) {
    try {
      while (!stop.get()) {
        Files.writeString(file, "2\n");
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
