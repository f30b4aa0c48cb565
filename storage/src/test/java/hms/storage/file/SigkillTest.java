package hms.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Versioned;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed while it writes, on the real disk. */
final class SigkillTest {
  private static final int ROUNDS = 4;
  private static final long SEED = 11;

  @Test
  void what_it_answered_is_there_and_both_products_agree(@TempDir Path dir) throws Exception {
    var random = new Random(SEED);
    var vertx = Vertx.vertx();
    for (int round = 0; round < ROUNDS; round++) {
      long answered = killedAfter(dir, 5 + random.nextInt(40));

      try (var workshop = new Workshop(FileStores.open(vertx, dir, Workshop.CLOCK))) {
        assertThat(workshop.stores().quarantined()).isEmpty();
        assertThat(workshop.products()).hasSize(2);
        assertThat(workshop.products().stream().map(Versioned::version).distinct()).hasSize(1);
        assertThat(workshop.products().getFirst().version()).isGreaterThanOrEqualTo(answered);
      }
    }
    vertx.close().await();
  }

  /** The last version that the process printed before it was killed. */
  private static long killedAfter(Path dir, int answers) throws Exception {
    Process process = start(dir);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String last = "0";
      for (int i = 0; i < answers; i++) last = lines.readLine();
      assertThat(process.toHandle().destroyForcibly()).isTrue();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) last = line;
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      return Long.parseLong(last);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(Path dir) throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String path = System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-cp", path, BusyMain.class.getName(), dir.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
