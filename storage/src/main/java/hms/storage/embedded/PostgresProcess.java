package hms.storage.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The running server, a child that ends with us: the kernel interrupts it when the thread that
 * started it ends, also after {@code kill -9}. That thread lives for as long as the server.
 */
record PostgresProcess(Process process, Path log) {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final Duration STEP = Duration.ofMillis(10);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int ATTEMPTS_MAX = 25;
  private static final int LOG_TAIL_LINES = 12;

  /**
   * Starts the server and waits until it takes connections. A killed server stays a zombie, and its
   * lock file in force, until somebody reaps it: then tries again for a few seconds.
   */
  static PostgresProcess startPatiently(DataDirectory data, int port, Path log) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return start(data, port, log);
      } catch (IOException failure) {
        boolean locked = String.valueOf(failure.getMessage()).contains("postmaster.pid");
        if (!locked || attempt == ATTEMPTS_MAX) throw failure;
        pause();
      }
    }
  }

  private static PostgresProcess start(DataDirectory data, int port, Path log) throws IOException {
    var server = new PostgresProcess(startInOwnThread(command(data, port), log), log);
    try {
      server.awaitReady(data);
      return server;
    } catch (IOException failure) {
      // Else it would run on, and hold the lock that the next attempt wants.
      server.stop();
      throw failure;
    }
  }

  private static List<String> command(DataDirectory data, int port) {
    // setsid: a Ctrl-C at the terminal is for us alone. setpriv last: a change of user would undo
    // it.
    var words = new ArrayList<>(List.of("setsid"));
    words.addAll(data.runAs().prefix());
    words.addAll(List.of("setpriv", "--pdeathsig", "INT"));
    words.addAll(List.of(data.bin().resolve("postgres").toString(), "-D", data.path().toString()));
    for (String setting : settings(port)) words.addAll(List.of("-c", setting));
    return words;
  }

  private static List<String> settings(int port) {
    return List.of(
        "listen_addresses=127.0.0.1",
        "port=" + port,
        "unix_socket_directories=",
        "max_connections=200",
        "password_encryption=scram-sha-256",
        "fsync=on",
        "synchronous_commit=on",
        "timezone=UTC",
        "log_timezone=UTC");
  }

  private static Process startInOwnThread(List<String> command, Path log) throws IOException {
    var started = new CompletableFuture<Process>();
    Thread.ofPlatform().daemon().name("embedded-postgres").start(() -> run(command, log, started));
    try {
      return started.get();
    } catch (ExecutionException failure) {
      throw new IOException("cannot run " + command.get(0), failure.getCause());
    } catch (InterruptedException stop) {
      throw interrupted();
    }
  }

  private static void run(List<String> command, Path log, CompletableFuture<Process> started) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      Process process = builder.redirectOutput(log.toFile()).start();
      started.complete(process);
      process.waitFor();
    } catch (IOException failure) {
      started.completeExceptionally(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReady(DataDirectory data) throws IOException {
    long steps = START_LIMIT.dividedBy(STEP);
    for (long i = 0; i < steps && !ended(STEP); i++) {
      if (data.ready(process.pid())) return;
    }
    throw new IOException("PostgreSQL did not start:\n" + logTail());
  }

  /**
   * Fast shutdown: open transactions are rolled back. Waits; ends it the hard way after a while.
   */
  void stop() throws IOException {
    stop(process.toHandle());
  }

  static void stop(ProcessHandle server) throws IOException {
    if (!server.isAlive()) return;
    // ProcessHandle.destroy() would send TERM, which waits for the clients to leave.
    var sent = Command.run(List.of("sh", "-c", "kill -INT " + server.pid()), "");
    if (sent.exitCode() != 0 && server.isAlive()) sent.orFail("stopping PostgreSQL");
    try {
      server.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException tooLong) {
      server.destroyForcibly();
    } catch (ExecutionException failure) {
      throw new IOException("waiting for the end of PostgreSQL", failure);
    } catch (InterruptedException stop) {
      throw interrupted();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stop) {
      throw interrupted();
    }
  }

  private boolean ended(Duration limit) throws IOException {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      throw interrupted();
    }
  }

  private String logTail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while waiting for PostgreSQL");
  }
}
