package hms.bench;

import hms.gateway.local.ChildNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own that we compare with; it ends when it is closed. */
record Program(Process process, Path log) implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(5);
  private static final int SAID_MAX = 2000;
  private static final Duration LOOK = Duration.ofMillis(20);

  static Program start(List<String> command, Map<String, String> environment, Path log) {
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    builder.directory(log.resolveSibling("").toFile());
    try {
      return new Program(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another command of ours, on the same JVM and classes, in the memory of a node. */
  static Program ours(List<String> command, Path log) {
    var all = new ArrayList<>(ChildNode.jvm());
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), "hms.cli.Hms"));
    all.addAll(command);
    return start(all, Map.of(), log);
  }

  long pid() {
    return process.pid();
  }

  /** Waits until it answers well there. */
  void awaitReady(URI uri) {
    awaitReady(uri, process::isAlive, log);
  }

  static void awaitReady(URI uri, java.util.function.BooleanSupplier alive, Path log) {
    long end = System.nanoTime() + READY.toNanos();
    while (!answers(uri)) {
      if (!alive.getAsBoolean() || System.nanoTime() > end) {
        throw new IllegalStateException("not ready: " + uri + ", it said:\n" + said(log));
      }
    }
  }

  private static String said(Path log) {
    try {
      String all = Files.readString(log);
      return all.substring(Math.max(0, all.length() - SAID_MAX));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean answers(URI uri) {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() < 400;
    } catch (IOException notYet) {
      return sleep();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The ETag of what stands there. */
  static String tag(URI uri) {
    return answer(uri).headers().firstValue("ETag").orElseThrow();
  }

  /** Bytes of what stands there. */
  static int size(URI uri) {
    return answer(uri).body().length;
  }

  private static HttpResponse<byte[]> answer(URI uri) {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static boolean sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
