package hms.cluster.work;

import hms.cluster.job.BoundJob;
import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import hms.domain.job.Chunk;
import hms.domain.job.ChunkResult;
import hms.domain.job.WorkerEvent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;

/** One try at one chunk, on a slot thread; told to stop from any other. */
final class Attempt implements ChunkContext {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int PAYLOAD_MAX_BYTES = 192 * 1024;
  private static final int MESSAGE_MAX = 1000;

  private final Chunk chunk;
  private final String node;
  private final Clock clock;
  private volatile boolean stopped;

  Attempt(Chunk chunk, String node, Clock clock) {
    this.chunk = chunk;
    this.node = node;
    this.clock = clock;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void checkpoint() throws Stopped {
    if (stopped) throw new Stopped();
  }

  /** Whatever goes wrong is the chunk's failure, an out-of-memory error too: the slot lives on. */
  WorkerEvent run(BoundJob<?, ?> job) {
    try {
      checkpoint();
      return new WorkerEvent.Computed(compute(job));
    } catch (Throwable failure) {
      return broken(chunk, failure);
    }
  }

  static WorkerEvent broken(Chunk chunk, Throwable failure) {
    String text = failure.toString();
    return new WorkerEvent.Broken(chunk, text.substring(0, Math.min(text.length(), MESSAGE_MAX)));
  }

  private ChunkResult compute(BoundJob<?, ?> job) throws Exception {
    var started = clock.instant();
    long wall = System.nanoTime();
    long cpu = THREADS.getCurrentThreadCpuTime();
    byte[] payload = job.compute(chunk.interval(), this);
    if (payload.length > PAYLOAD_MAX_BYTES) {
      throw new IllegalStateException(
          "a part may have 192 KiB, found " + payload.length + " bytes");
    }
    long cpuMicros = (THREADS.getCurrentThreadCpuTime() - cpu) / 1000;
    long wallMicros = (System.nanoTime() - wall) / 1000;
    return new ChunkResult(chunk, node, started, wallMicros, cpuMicros, payload);
  }
}
