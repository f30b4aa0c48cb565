package hms.cluster.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hms.cluster.job.JobTypes;
import hms.cluster.jobs.BuiltIn;
import hms.domain.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node makes of the folders that it finds. */
class PluginsTest {
  private static final String SERVICES = "META-INF/services/hms.cluster.job.JobType";

  @TempDir private Path plugins;

  @Test
  void a_type_from_a_jar_is_known_beside_the_built_in_ones() throws IOException {
    Compiled.example(plugins);

    var found = found();

    assertThat(found.refused()).isEmpty();
    assertThat(found.types().names()).contains("collatz", "factors");
    assertThat(found.types().code("collatz").text()).matches("collatz 1 [0-9a-f]{64}");
    assertThat(found.types().bind("collatz", "{\"to\":0}").toString()).contains("/to");
    assertThat(found.types().check("collatz", "{\"to\":9}")).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void its_digest_is_another_one_whenever_a_jar_is() throws IOException {
    Path jar = Compiled.example(plugins);
    String first = found().types().code("collatz").digest();
    assertThat(found().types().code("collatz").digest()).isEqualTo(first);

    Files.copy(jar, jar.resolveSibling("zzz.jar"));

    assertThat(found().types().code("collatz").digest()).isNotEqualTo(first);
  }

  @Test
  void a_node_goes_on_with_what_it_has_read() throws IOException {
    Path jar = Compiled.example(plugins);
    JobTypes types = found().types();

    Files.writeString(jar, "not a jar any more");

    assertThat(types.bind("collatz", "{}").orThrow().total().json()).contains("steps");
  }

  @Test
  void whatever_is_broken_is_left_out_with_its_reason() throws IOException {
    Compiled.example(plugins);
    Files.createDirectories(plugins.resolve("empty"));
    Files.createDirectories(plugins.resolve("Loud Name"));
    Files.writeString(Files.createDirectories(plugins.resolve("text")).resolve("a.jar"), "text");
    jar("none", "readme.txt", "nothing");
    jar("gone", SERVICES, "example.Gone");
    Files.copy(
        plugins.resolve("collatz/collatz.jar"),
        Files.createDirectories(plugins.resolve("other")).resolve("a.jar"));

    var found = found();

    assertThat(found.types().names())
        .contains("collatz")
        .hasSize(BuiltIn.types().names().size() + 1);
    assertThat(reason(found, "empty")).isEqualTo("expected at least one .jar, found none");
    assertThat(reason(found, "text")).isEqualTo("a.jar is no jar");
    assertThat(reason(found, "none")).contains("expected one hms.cluster.job.JobType, found 0");
    assertThat(reason(found, "gone")).contains("example.Gone");
    assertThat(reason(found, "other")).isEqualTo("expected the job type other, found collatz");
    assertThat(reason(found, "Loud Name")).contains("expected");
  }

  @Test
  void a_name_that_is_taken_stays_with_who_has_it() throws IOException {
    Compiled.example(plugins);
    var known = found().types();

    var found = Plugins.in(plugins, known);

    assertThat(reason(found, "collatz")).isEqualTo("there is a job type collatz already");
    assertThat(found.types().code("collatz")).isEqualTo(known.code("collatz"));
  }

  @Test
  void jars_that_others_may_write_to_are_not_run() throws IOException {
    Path jar = Compiled.example(plugins);
    var open = Files.getPosixFilePermissions(jar);
    open.add(PosixFilePermission.OTHERS_WRITE);
    Files.setPosixFilePermissions(jar, open);

    assertThat(reason(found(), "collatz")).contains("chmod o-w");
  }

  @Test
  void a_folder_to_which_others_may_add_a_jar_brings_nothing() throws IOException {
    Compiled.example(plugins);
    var open = Files.getPosixFilePermissions(plugins);
    open.add(PosixFilePermission.OTHERS_WRITE);
    Files.setPosixFilePermissions(plugins, open);

    assertThat(reason(found(), "collatz"))
        .isEqualTo("others may write to %s: chmod o-w".formatted(plugins));
  }

  /** Only root can give files away; where tests are not root this shows nothing. */
  @Test
  void what_belongs_to_somebody_else_is_not_run() throws IOException {
    Path jar = Compiled.example(plugins);
    var node = Files.getOwner(jar);
    assumeTrue(node.getName().equals("root"), "only root can give a file to another");
    var stranger =
        jar.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("65534");

    for (Path each : List.of(plugins, jar.resolveSibling("."), jar)) {
      Files.setOwner(each, stranger);
      assertThat(reason(found(), "collatz")).contains("belongs to", "chown");
      Files.setOwner(each, node);
    }
    assertThat(found().refused()).isEmpty();
  }

  @Test
  void it_sees_what_is_promised_and_nothing_else() throws Exception {
    var loader =
        new PluginLoader("any", Map.of("a/b c.txt", "text".getBytes(StandardCharsets.UTF_8)));

    for (String seen :
        List.of(
            "hms.cluster.job.JobType",
            "hms.domain.job.Interval",
            "hms.storage.JobStatement",
            "io.vertx.core.json.JsonObject",
            "com.fasterxml.jackson.databind.JsonNode",
            "java.sql.Connection")) {
      assertThat(loader.loadClass(seen)).as(seen).isNotNull();
    }
    for (String hidden :
        List.of(
            "hms.storage.pg.PgJobStore",
            "hms.cluster.jobs.BuiltIn",
            "hms.cluster.Bus",
            "io.vertx.sqlclient.Pool",
            "com.hazelcast.core.Hazelcast",
            "org.slf4j.Logger")) {
      assertThat(catchThrowable(() -> loader.loadClass(hidden)))
          .as(hidden)
          .isInstanceOf(ClassNotFoundException.class);
    }
    try (var text = loader.getResourceAsStream("a/b c.txt")) {
      assertThat(text).hasContent("text");
    }
  }

  private Plugins found() throws IOException {
    return Plugins.in(plugins, BuiltIn.types());
  }

  private static String reason(Plugins found, String name) {
    return found.refused().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .reason();
  }

  private void jar(String name, String entry, String text) throws IOException {
    Path jar = Files.createDirectories(plugins.resolve(name)).resolve(name + ".jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry));
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
