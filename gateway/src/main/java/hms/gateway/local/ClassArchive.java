package hms.gateway.local;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the JVM learned in an earlier run of a node, kept beside the archive that the launcher gave
 * this JVM. A node leaves it behind when it ends, and marks it as worth taking once it has started:
 * what a refused start has learned is not. Source: JEP 514, docs/adr/0063.
 */
public final class ClassArchive {
  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
  private static final String ARCHIVE = "-XX:SharedArchiveFile=";
  private static final String LEARN = "-XX:AOTCacheOutput=";
  private static final String RECORD = "-XX:AOTConfiguration=";
  private static final String WORTH = ".good";
  private static final int AHEAD_OF_TIME = 25;
  private static final AtomicBoolean LEARNING = new AtomicBoolean();

  private ClassArchive() {}

  /** To be told by a node that has started. */
  public static void startedWell() {
    given(LEARN)
        .or(() -> given(RECORD))
        .ifPresent(file -> {
          try {
            Files.writeString(worth(file), "");
          } catch (IOException unwritable) {
            LOG.atInfo().setCause(unwritable).log("the next start will not be faster");
          }
        });
  }

  /** Flags for the next child; none if the launcher did not start this JVM. */
  static List<String> flags() {
    return given(ARCHIVE).map(ClassArchive::beside).orElse(List.of());
  }

  /** The launcher names an archive after the command that it is for. */
  private static List<String> beside(Path launchers) {
    String child = launchers.getFileName().toString().replaceFirst("^[a-z-]+-(?=\\d)", "child-");
    if (Runtime.version().feature() < AHEAD_OF_TIME) {
      return List.of("-XX:+AutoCreateSharedArchive", ARCHIVE + launchers.resolveSibling(child));
    }
    Path cache = launchers.resolveSibling(child.replaceFirst("jsa$", "aot"));
    if (Files.exists(cache) && Files.exists(worth(cache))) return List.of("-XX:AOTCache=" + cache);
    // One is enough, and two would write the same file.
    return LEARNING.compareAndSet(false, true) ? List.of(LEARN + cache) : List.of();
  }

  private static Path worth(Path file) {
    return file.resolveSibling(file.getFileName() + WORTH);
  }

  private static Optional<Path> given(String flag) {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(each -> each.startsWith(flag))
        .map(each -> Path.of(each.substring(flag.length())))
        .findFirst();
  }
}
