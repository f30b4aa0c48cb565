package hms.cluster.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hms.cluster.job.JobType;
import hms.cluster.job.JobTypeContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example, from its own jar, passes what every type passes. */
final class PluginContractTest extends JobTypeContract<Record, Object> {
  private JobType<Record, Object> type;

  @BeforeAll
  @SuppressWarnings("unchecked")
  void load(@TempDir Path plugins) throws IOException {
    Compiled.example(plugins);
    var jars = PluginJars.read(plugins.resolve("collatz"));
    var loader = new PluginLoader("collatz", jars.entries());
    type = ServiceLoader.load(JobType.class, loader).findFirst().orElseThrow();
  }

  @Override
  protected JobType<Record, Object> type() {
    return type;
  }

  @Override
  protected List<String> samples() {
    return List.of("{\"to\":1}", "{\"to\":77031}");
  }

  @Test
  void its_own_test_compiles_too(@TempDir Path classes) throws IOException {
    Compiled.compile(Compiled.EXAMPLE, classes);

    assertThat(classes.resolve("example/CollatzTest.class")).exists();
  }
}
