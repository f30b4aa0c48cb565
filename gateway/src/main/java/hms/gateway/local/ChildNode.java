package hms.gateway.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A node in a process of its own. It holds the other end of a pipe from us: when we are gone,
 * however we went, the pipe breaks and the node stops by itself.
 */
public final class ChildNode {
  private static final long STOP_SECONDS = 35;

  private final String name;
  private final Process process;

  private ChildNode(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /** Starts {@code hms node} with this JVM's own flags; its output goes into {@code log}. */
  public static ChildNode start(String name, Path config, Path log) {
    var command = new ArrayList<>(jvm());
    command.addAll(ClassArchive.flags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("hms.cli.Hms", "node", "--config", config.toString(), "--with-parent"));
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return new ChildNode(name, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String name() {
    return name;
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL: the node gets no chance to do anything. */
  public void kill() {
    var killed = process.destroyForcibly();
    if (!await(STOP_SECONDS))
      throw new IllegalStateException(name + " survives as " + killed.pid());
  }

  /** SIGTERM: the node drains. Killed if it takes longer than its drain timeout. */
  public void stop() {
    process.destroy();
    if (!await(STOP_SECONDS)) kill();
  }

  private boolean await(long seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The start of a command: this JVM with its flags, but in the memory of a node. */
  public static List<String> jvm() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    // A gateway keeps little: a small young generation is enough, and one thread to clean it.
    command.addAll(List.of("-Xmx256m", "-Xmn48m", "-XX:+UseSerialGC"));
    return command;
  }

  /** What this JVM was started with, but for its heap, debuggers and archive. */
  private static List<String> flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Xmx") && !flag.startsWith("-XX:MaxRAM"))
        .filter(flag -> !flag.startsWith("-Xmn") && !flag.matches("-XX:[+]Use[A-Z0-9]+GC"))
        .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
        .filter(flag -> !flag.contains("SharedArchive") && !flag.startsWith("-Xshare"))
        .filter(flag -> !flag.startsWith("-XX:AOT"))
        .toList();
  }
}
