package hms.storage.file;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;

/** Files on a disk that can be killed before any of its steps, for tests of those who use them. */
public final class KillableFiles {
  private final MemoryDisk disk;

  private KillableFiles(MemoryDisk disk) {
    this.disk = disk;
  }

  /** An empty disk. */
  public static KillableFiles empty() {
    return new KillableFiles(new MemoryDisk());
  }

  /** Opens them. Fails if they are killed by then. */
  public FileStores open(Vertx vertx, Clock clock) throws IOException {
    return FileStores.open(vertx, Workshop.DIR, clock, disk);
  }

  /** Lets them be killed before this step, from 1; counts from now on. */
  public KillableFiles killedAt(int step) {
    return new KillableFiles(disk.restarted().killedAt(step));
  }

  public boolean killed() {
    return disk.killed();
  }

  /** How many were done. */
  public int steps() {
    return disk.steps();
  }

  /** What a new process finds. */
  public KillableFiles afterKill() {
    return new KillableFiles(disk.afterKill());
  }
}
