package hms.bench;

import hms.storage.pg.DatabaseConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** PostgreSQL's own load generator, in C: the limit that a client can reach. */
final class Pgbench {
  private static final Pattern DONE =
      Pattern.compile("number of transactions actually processed: (\\d+)");
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) ");

  private final Path program;
  private final String role;
  private final DatabaseConfig database;
  private final long server;

  /**
   * @param program {@code pgbench} of PostgreSQL 15
   * @param server process id of PostgreSQL
   */
  Pgbench(Path program, DatabaseConfig database, long server) {
    this(program, database, server, database.user());
  }

  private Pgbench(Path program, DatabaseConfig database, long server, String role) {
    this.role = role;
    this.program = program;
    this.database = database;
    this.server = server;
  }

  /** The same, with the rights of another role of the account. */
  Pgbench as(String other) {
    return new Pgbench(program, database, server, other);
  }

  /** Runs a file of statements once. */
  void once(Path script, String... variables) {
    var arguments = new ArrayList<>(List.of("-M", "simple", "-c", "1", "-t", "1"));
    for (var variable : variables) arguments.addAll(List.of("-D", variable));
    var unused = run(arguments, script);
  }

  /** Runs a transaction over and over, prepared, on {@code clients} connections. */
  Measured load(Path script, int clients, int seconds, String... variables) {
    var arguments =
        new ArrayList<>(
            List.of("-M", "prepared", "-c", "" + clients, "-j", "2", "-T", "" + seconds));
    for (var variable : variables) arguments.addAll(List.of("-D", variable));
    double before = ProcessCpu.tree(server);
    double own = ProcessCpu.endedChildren();
    String told = run(arguments, script);
    long done = (long) Tool.found(DONE, told);
    return new Measured(
        done,
        done / Tool.found(RATE, told),
        ProcessCpu.endedChildren() - own,
        ProcessCpu.tree(server) - before);
  }

  private String run(List<String> arguments, Path script) {
    var command = new ArrayList<String>();
    command.add(program.toString());
    command.addAll(List.of("-n", "-h", database.host(), "-p", "" + database.port()));
    command.addAll(List.of("-U", database.user()));
    command.addAll(arguments);
    command.addAll(List.of("-f", script.toString(), database.database()));
    var builder = new ProcessBuilder(command);
    builder.environment().put("PGPASSWORD", database.password());
    builder.environment().put("PGOPTIONS", "-c role=" + role);
    return Tool.run(builder);
  }
}
