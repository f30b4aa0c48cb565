package hms.cluster.plugin;

import hms.cluster.job.JobType;
import java.util.List;

/**
 * What plugins see beside their own jars: the JDK, the SPI of job types and what it is made of.
 * What a plugin brings of other libraries is its own, and clashes with none of ours.
 */
final class VisibleClasses extends ClassLoader {
  /** Packages with whatever is below them. */
  private static final List<String> TREES =
      List.of("hms.domain.", "io.vertx.core.", "com.fasterxml.jackson.");

  /** Packages alone. */
  private static final List<String> PACKAGES = List.of("hms.cluster.job", "hms.storage");

  static {
    ClassLoader.registerAsParallelCapable();
  }

  VisibleClasses() {
    super("plugins-see", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!isVisible(name)) throw new ClassNotFoundException(name);
    return Class.forName(name, false, JobType.class.getClassLoader());
  }

  private static boolean isVisible(String name) {
    int end = name.lastIndexOf('.');
    return TREES.stream().anyMatch(name::startsWith)
        || end > 0 && PACKAGES.contains(name.substring(0, end));
  }
}
