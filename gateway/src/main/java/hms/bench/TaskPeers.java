package hms.bench;

import hms.storage.pg.DatabaseConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongFunction;

/** Our tasks beside those of the systems that one could run instead, in turns with each. */
final class TaskPeers {
  private static final int MAX_HEAP_MIB = 1024;

  private final Folders folders;
  private final Path dir;
  private final DatabaseConfig database;
  private final DoubleSupplier databaseCpu;
  private final int rounds;

  /**
   * Where they are installed; those that are not are left out.
   *
   * @param java with {@code task-peers.jar} and {@code lib}
   * @param bullmq with its {@code node_modules}
   * @param celery with {@code tasks.py}
   */
  record Folders(Optional<Path> java, Optional<Path> bullmq, Optional<Path> celery) {}

  /** How many tasks a round; as many as it does in some seconds. */
  private record Kind(String name, long tasks) {}

  /**
   * @param databaseCpu seconds so far
   */
  TaskPeers(
      Folders folders, Path dir, DatabaseConfig database, DoubleSupplier databaseCpu, int rounds) {
    this.folders = folders;
    this.dir = dir;
    this.database = database;
    this.databaseCpu = databaseCpu;
    this.rounds = rounds;
  }

  /**
   * @param ours runs so many of our tasks
   * @param tasks of ours a round
   */
  List<Comparison> run(LongFunction<Measured> ours, long tasks) {
    var all = new ArrayList<Comparison>();
    folders
        .java()
        .ifPresent(folder -> {
          for (var kind :
              List.of(
                  new Kind("hazelcast", 50_000),
                  new Kind("db-scheduler", 10_000),
                  new Kind("jobrunr", 5000))) {
            all.add(beside(kind, java(folder, kind.name()), folder, databaseCpu, ours, tasks));
          }
        });
    if (folders.bullmq().isPresent() || folders.celery().isPresent()) {
      int port = OfficeUnderTest.freePort();
      try (var redis = redis(port)) {
        DoubleSupplier cpu = () -> ProcessCpu.tree(redis.pid());
        folders
            .bullmq()
            .ifPresent(folder -> {
              var command = List.of("node", "worker.js", Integer.toString(port));
              all.add(beside(new Kind("bullmq", 10_000), command, folder, cpu, ours, tasks));
            });
        folders
            .celery()
            .ifPresent(folder -> {
              var command = List.of("/usr/bin/python3", "-B", "tasks.py", Integer.toString(port));
              all.add(beside(new Kind("celery", 2000), command, folder, cpu, ours, tasks));
            });
      }
    }
    return all;
  }

  private Comparison beside(
      Kind kind,
      List<String> command,
      Path folder,
      DoubleSupplier cpu,
      LongFunction<Measured> ours,
      long tasks) {
    try (var peer = new TaskPeer(command, folder, dir.resolve(kind.name() + ".log"), cpu)) {
      return Comparison.of(
          "tasks beside " + kind.name(),
          "HMS",
          () -> ours.apply(tasks),
          kind.name(),
          () -> peer.noop(kind.tasks()),
          rounds);
    }
  }

  private List<String> java(Path folder, String name) {
    String url =
        "jdbc:postgresql://%s:%d/%s"
            .formatted(database.host(), database.port(), database.database());
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx%dm".formatted(MAX_HEAP_MIB),
        "-cp",
        folder.resolve("task-peers.jar") + ":" + folder.resolve("lib") + "/*",
        "hms.peer.Peer",
        name,
        url,
        database.user(),
        database.password());
  }

  /** With a log that is flushed each second, as its makers advise for queues. */
  private Program redis(int port) {
    var command =
        List.of(
            "redis-server",
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            dir.toString(),
            "--appendonly",
            "yes",
            "--appendfsync",
            "everysec",
            "--save",
            "");
    return Program.start(command, Map.of(), dir.resolve("redis.log"));
  }
}
