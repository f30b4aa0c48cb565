package hms.cluster.plugin;

import hms.cluster.job.JobTypes;
import hms.cluster.jobs.factors.Factors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What nodes know in tests: {@code factors}, and the example in its jar or in another one. */
public final class Typed {
  private Typed() {}

  public static JobTypes without() {
    return new JobTypes(new Factors());
  }

  public static JobTypes withExample(Path empty) throws IOException {
    Compiled.example(empty);
    return Plugins.in(empty, without()).types();
  }

  /** The same classes; but nobody would bet on it. */
  public static JobTypes withOtherJars(Path empty) throws IOException {
    Path jar = Compiled.example(empty);
    Files.copy(jar, jar.resolveSibling("more.jar"));
    return Plugins.in(empty, without()).types();
  }
}
