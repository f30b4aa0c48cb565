package hms.cluster.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Sources of somebody else, compiled against what this JVM runs with and put into a jar. */
final class Compiled {
  /** The worked example of the guide. */
  static final Path EXAMPLE = root().resolve("docs/examples/collatz/src");

  private Compiled() {}

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("docs/examples"))) at = at.getParent();
    return at;
  }

  /** The example as it is. */
  static Path example(Path plugins) throws IOException {
    return jar(
        plugins,
        "collatz",
        List.of(EXAMPLE.resolve("main/java"), EXAMPLE.resolve("main/resources")));
  }

  /** Compiles whatever Java is in {@code sources} and packs it with whatever else is there. */
  static Path jar(Path plugins, String name, List<Path> sources) throws IOException {
    Path classes = Files.createTempDirectory(plugins, ".classes");
    for (Path each : sources) compile(each, classes);
    Path jar = Files.createDirectories(plugins.resolve(name)).resolve(name + ".jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      pack(classes, ".class", out);
      for (Path each : sources) pack(each, "", out);
    }
    return jar;
  }

  static void compile(Path sources, Path classes) throws IOException {
    var java =
        files(sources)
            .filter(file -> file.toString().endsWith(".java"))
            .map(Path::toString)
            .toList();
    if (java.isEmpty()) return;
    var told = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var options =
        List.of("-d", classes.toString(), "-Xlint:all,-processing", "-Werror", "--release", "21");
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjects(java.toArray(String[]::new));
      assertThat(compiler.getTask(told, files, null, options, null, units).call())
          .as(told.toString())
          .isTrue();
    }
  }

  private static void pack(Path folder, String ending, JarOutputStream out) throws IOException {
    for (Path file : files(folder).sorted().toList()) {
      if (!file.toString().endsWith(ending) || file.toString().endsWith(".java")) continue;
      out.putNextEntry(new JarEntry(folder.relativize(file).toString()));
      out.write(Files.readAllBytes(file));
    }
  }

  private static Stream<Path> files(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList().stream();
    }
  }
}
