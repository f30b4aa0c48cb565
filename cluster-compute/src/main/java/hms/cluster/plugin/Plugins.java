package hms.cluster.plugin;

import hms.cluster.job.JobType;
import hms.cluster.job.JobTypes;
import hms.domain.job.JobCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/**
 * The job types of a node once its plugins are read.
 *
 * @param types those that were known before, and what the plugins bring
 * @param loaded what they bring, by name
 * @param refused folders that bring nothing, by name
 */
public record Plugins(JobTypes types, List<JobCode> loaded, List<Refused> refused) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** A plugin that the node does without. */
  public record Refused(String name, String reason) {}

  public Plugins {
    loaded = List.copyOf(loaded);
    refused = List.copyOf(refused);
  }

  /**
   * Reads each folder in {@code folder}. One that is broken is left out with its reason: the office
   * sells on, and nodes that have it compute its jobs.
   *
   * <p>Errors: {@link IOException} if {@code folder} itself cannot be listed.
   */
  public static Plugins in(Path folder, JobTypes known) throws IOException {
    var found = new Plugins(known, List.of(), List.of());
    for (Path each : folders(folder)) found = found.and(each);
    return found;
  }

  /** Hidden ones are somebody's work in progress. */
  private static List<Path> folders(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.filter(Files::isDirectory)
          .filter(each -> !name(each).startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  private Plugins and(Path folder) {
    String name = name(folder);
    try {
      var jars = PluginJars.read(folder);
      var type = type(name, new PluginLoader(name, jars.entries()));
      var more = types.with(type, jars.digest());
      var now = new ArrayList<>(loaded);
      now.add(more.code(name));
      return new Plugins(more, now, refused);
      // Whatever the code of others throws, a class that is not there included.
    } catch (IOException | RuntimeException | LinkageError | ServiceConfigurationError broken) {
      var now = new ArrayList<>(refused);
      now.add(new Refused(name, reason(broken)));
      return new Plugins(types, loaded, now);
    }
  }

  private static JobType<?, ?> type(String name, PluginLoader loader) throws IOException {
    check(NAME.matcher(name).matches(), "expected a folder named like %s", NAME.pattern());
    var types = new ArrayList<JobType<?, ?>>();
    ServiceLoader.load(JobType.class, loader).forEach(types::add);
    check(types.size() == 1, "expected one %s, found %d", JobType.class.getName(), types.size());
    var type = types.getFirst();
    check(name.equals(type.name()), "expected the job type %s, found %s", name, type.name());
    check(type.version() >= 1, "expected a version from 1 on, found %d", type.version());
    return type;
  }

  private static void check(boolean holds, String otherwise, Object... values) throws IOException {
    if (!holds) throw new IOException(otherwise.formatted(values));
  }

  /** A service that cannot be made is told by what it threw. */
  private static String reason(Throwable broken) {
    Throwable cause = broken.getCause();
    boolean wrapped = broken instanceof ServiceConfigurationError && cause != null;
    if (broken instanceof IOException || broken instanceof IllegalArgumentException) {
      return String.valueOf(broken.getMessage());
    }
    return wrapped ? String.valueOf(cause) : broken.toString();
  }
}
