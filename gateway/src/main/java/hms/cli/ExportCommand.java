package hms.cli;

import hms.gateway.config.ConfigSources;
import hms.gateway.config.OfficeConfig;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.dump.Dump;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the whole database into a file, for another installation or another year. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Write the whole database into a file, a line of JSON a row.",
    footer = "The file holds every secret that the database holds; only you can read it.")
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--config", required = true, paramLabel = "FILE")
  private Path config = Path.of("");

  @Parameters(paramLabel = "FILE", description = "What to write; replaced if it is there.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    var sources = new ConfigSources(Map.of(), System.getenv(), Optional.of(config));
    var database = OfficeConfig.load(sources).postgres().office();
    Path unfinished = unfinished();
    try {
      long rows = write(database, unfinished);
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      spec.commandLine().getOut().printf("%d rows in %s%n", rows, file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    return 0;
  }

  private static long write(DatabaseConfig database, Path to) throws IOException {
    var vertx = Vertx.vertx();
    try (var out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
      return Dump.write(vertx, database, out);
    } finally {
      vertx.close().await();
    }
  }

  /** Beside the file, so that a dump that breaks off never looks like one. */
  private Path unfinished() throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path dir = file.toAbsolutePath().getParent();
    return Files.createTempFile(dir, ".hms-export-", ".tmp", mode);
  }
}
