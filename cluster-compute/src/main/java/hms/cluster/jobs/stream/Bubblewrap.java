package hms.cluster.jobs.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A sandbox by {@code bwrap}: namespaces of its own for users, processes, network and files. What
 * is run sees {@code /usr} and the folder of the program, both read-only, and an empty {@code /tmp}
 * of 256 MiB; it is nobody, without capabilities and without a network. {@code prlimit} bounds what
 * each process of it takes; not how many there are.
 *
 * @param bwrap where it is
 * @param prlimit where it is
 * @param memoryBytes of a process
 * @param cpu of a process
 */
public record Bubblewrap(Path bwrap, Path prlimit, long memoryBytes, Duration cpu)
    implements Sandbox {
  private static final String NOBODY = "65534";
  private static final int FILES_MAX = 64;
  private static final long FILE_MAX_BYTES = 1L << 30;

  /** It is memory of the machine, and half of all unless one says how much. */
  private static final long TMP_MAX_BYTES = 256L << 20;

  private static final long PATIENCE_SECONDS = 10;

  /** Where the tools of the system are; and links to there, on most of today's systems. */
  private static final List<String> SYSTEM = List.of("/bin", "/sbin", "/lib", "/lib64");

  /** Empty: one of its tools is not installed. */
  public static Optional<Bubblewrap> installed(long memoryBytes, Duration cpu) {
    return tool("bwrap")
        .flatMap(bwrap ->
            tool("prlimit").map(prlimit -> new Bubblewrap(bwrap, prlimit, memoryBytes, cpu)));
  }

  private static Optional<Path> tool(String name) {
    return Stream.of("/usr/bin", "/bin", "/usr/local/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs something in it; blocks for some milliseconds. False where namespaces cannot be made, or
   * where {@code bwrap} is too old to bound {@code /tmp}.
   */
  public boolean works() {
    var nothing = new Program("true", List.of("/usr/bin/true"));
    var command = new ArrayList<>(around(nothing));
    command.addAll(nothing.command());
    try {
      var silent = ProcessBuilder.Redirect.DISCARD;
      var process =
          new ProcessBuilder(command).redirectError(silent).redirectOutput(silent).start();
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException cannot) {
      return false;
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public List<String> around(Program program) {
    var command = new ArrayList<String>();
    command.addAll(List.of(prlimit.toString(), "--as=" + memoryBytes, "--cpu=" + cpu.toSeconds()));
    command.addAll(List.of("--nofile=" + FILES_MAX, "--fsize=" + FILE_MAX_BYTES, "--core=0"));
    command.addAll(
        List.of(bwrap.toString(), "--unshare-all", "--unshare-user", "--cap-drop", "ALL"));
    command.addAll(List.of("--uid", NOBODY, "--gid", NOBODY, "--new-session", "--die-with-parent"));
    command.addAll(List.of("--ro-bind", "/usr", "/usr"));
    for (String each : SYSTEM) command.addAll(system(Path.of(each)));
    command.addAll(List.of("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"));
    command.addAll(List.of("--ro-bind-try", "/etc/alternatives", "/etc/alternatives"));
    command.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    command.addAll(
        List.of("--size", Long.toString(TMP_MAX_BYTES), "--tmpfs", "/tmp", "--chdir", "/tmp"));
    String folder = Objects.requireNonNull(program.file().getParent()).toString();
    if (!folder.startsWith("/usr/") && !SYSTEM.contains(folder)) {
      command.addAll(List.of("--ro-bind", folder, folder));
    }
    command.add("--");
    return command;
  }

  private static List<String> system(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) return List.of();
    String name = folder.toString();
    return Files.isSymbolicLink(folder)
        ? List.of("--symlink", "usr" + name, name)
        : List.of("--ro-bind", name, name);
  }
}
