package hms.peer;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One peer in a process of its own: reads numbers of tasks from its standard input, a line each,
 * and answers each with the seconds that they took.
 *
 * <p>Arguments: its name; for those with a database its address for JDBC, user and password.
 */
public final class Peer {
  private Peer() {}

  public static void main(String[] args) throws Exception {
    try (var queue = queue(args);
        var lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      System.out.println("ready");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tasks = Integer.parseInt(line);
        long began = System.nanoTime();
        queue.run(tasks);
        System.out.printf(Locale.ROOT, "%.6f%n", (System.nanoTime() - began) / 1e9);
      }
    }
    // Some of them keep threads that nobody can end.
    System.exit(0);
  }

  private static TaskQueue queue(String... args) {
    return switch (args[0]) {
      case "db-scheduler" -> new DbScheduler(Database.open(args[1], args[2], args[3]));
      case "jobrunr" -> new JobRunrQueue(Database.open(args[1], args[2], args[3]));
      case "hazelcast" -> new HazelcastExecutor();
      default -> throw new IllegalArgumentException("no peer " + args[0]);
    };
  }
}
