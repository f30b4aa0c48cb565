package hms.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The load generator wrk: a closed loop of connections that ask again as soon as they are answered.
 * Its own CPU time does not count.
 *
 * @param server process ids of what is measured; the second is the database's, 0 without one
 */
record Wrk(Path program, int connections, long server, long database) {
  private static final Pattern DONE = Pattern.compile("(\\d+) requests in ");
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern WRONG =
      Pattern.compile("(Non-2xx or 3xx responses: \\d+|Socket errors: .*)");

  /**
   * @param script in Lua, what to ask; null to ask for {@code uri} itself
   * @throws IllegalStateException if an answer was an error: then nothing was measured
   */
  Measured load(URI uri, int seconds, List<String> headers, Path... script) {
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            program.toString(),
            "-t1",
            "--timeout",
            "10s",
            "-c" + connections,
            "-d" + seconds + "s"));
    for (var header : headers) command.addAll(List.of("-H", header));
    for (var each : script) command.addAll(List.of("-s", each.toString()));
    command.add(uri.toString());
    double own = ProcessCpu.tree(server);
    double below = database == 0 ? 0 : ProcessCpu.tree(database);
    String told = Tool.run(new ProcessBuilder(command));
    var wrong = WRONG.matcher(told);
    if (wrong.find()) throw new IllegalStateException(uri + ": " + wrong.group());
    long done = (long) Tool.found(DONE, told);
    return new Measured(
        done,
        done / Tool.found(RATE, told),
        ProcessCpu.tree(server) - own,
        database == 0 ? 0 : ProcessCpu.tree(database) - below);
  }
}
