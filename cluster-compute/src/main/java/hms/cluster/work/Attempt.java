package hms.cluster.work;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Reduction;
import hms.cluster.job.Stopped;
import hms.cluster.job.TransientFailure;
import hms.domain.job.Chunk;
import hms.domain.job.ChunkResult;
import hms.domain.job.FailureClass;
import hms.domain.job.WorkerEvent;
import hms.storage.JobData.Left;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One try at one chunk, on a slot thread; told to stop from any other. */
final class Attempt implements ChunkContext {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int PAYLOAD_MAX_BYTES = 192 * 1024;
  private static final int MESSAGE_MAX = 1000;
  private static final int STACK_MAX = 8192;

  private final Chunk chunk;
  private final String node;
  private final Clock clock;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Remains remains = new Remains();
  private Inputs.@Nullable Ready ready;
  private volatile boolean stopped;
  private volatile boolean parked;
  private volatile @Nullable Thread thread;

  Attempt(Chunk chunk, String node, Clock clock) {
    this.chunk = chunk;
    this.node = node;
    this.clock = clock;
  }

  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Stops it where it is, if what it waits for can be interrupted. */
  void interrupt() {
    stop();
    Thread at = thread;
    if (at != null) at.interrupt();
  }

  /** Lets it stand at its next checkpoint, or go on. */
  void park(boolean stand) {
    lock.lock();
    try {
      parked = stand;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void checkpoint() throws Stopped {
    if (stopped || parked) stand();
  }

  @Override
  public int stage() {
    return ready().place().stage();
  }

  @Override
  public byte[] input(long unit) {
    var input = ready().input();
    if (input.size() != chunk.interval().units()) {
      throw new IllegalStateException(
          "%d units have input %d times".formatted(chunk.interval().units(), input.size()));
    }
    return input.get(Math.toIntExact(unit - ready().place().units().lo()));
  }

  @Override
  public void emit(int part, byte[] bytes) {
    if (part < 0) throw new IllegalArgumentException("part must be >= 0, was " + part);
    remains.add(part, bytes);
  }

  @Override
  public void reject(long unit, String reason) {
    if (unit < ready().place().units().lo() || unit >= ready().place().units().hi()) {
      throw new IllegalArgumentException("unit %d is not of this chunk".formatted(unit));
    }
    remains.reject(ready().place().from() + unit, reason);
  }

  private Inputs.Ready ready() {
    return Objects.requireNonNull(ready);
  }

  /** What is to be kept before the result is told. */
  Left left() {
    return remains.left();
  }

  private void stand() throws Stopped {
    lock.lock();
    try {
      while (parked && !stopped) changed.awaitUninterruptibly();
      if (stopped) throw new Stopped();
    } finally {
      lock.unlock();
    }
  }

  /** Whatever goes wrong is the chunk's failure, an out-of-memory error too: the slot lives on. */
  WorkerEvent run(long run, Inputs.Ready its) {
    thread = Thread.currentThread();
    ready = its;
    try {
      checkpoint();
      return new WorkerEvent.Computed(run, compute(its));
    } catch (Throwable failure) {
      return new WorkerEvent.Broken(run, kind(failure), message(failure), stack(failure));
    } finally {
      thread = null;
      boolean unused = Thread.interrupted();
    }
  }

  private static FailureClass kind(Throwable failure) {
    return switch (failure) {
      case OutOfMemoryError full -> FailureClass.MEMORY;
      case IOException passing -> FailureClass.TRANSIENT;
      case TransientFailure passing -> FailureClass.TRANSIENT;
      default -> FailureClass.BUG;
    };
  }

  static String message(Throwable failure) {
    String text = failure.toString();
    return text.substring(0, Math.min(text.length(), MESSAGE_MAX));
  }

  /** As printed, cut to what is kept; one byte a character at most. */
  private static String stack(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    String ascii = text.toString().replaceAll("[^\\x09\\x0a\\x20-\\x7e]", "?");
    return ascii.substring(0, Math.min(ascii.length(), STACK_MAX));
  }

  private ChunkResult compute(Inputs.Ready its) throws Exception {
    var started = clock.instant();
    long wall = System.nanoTime();
    long cpu = THREADS.getCurrentThreadCpuTime();
    byte[] payload = fitting(its, its.job().compute(its.place().units(), this));
    long cpuMicros = (THREADS.getCurrentThreadCpuTime() - cpu) / 1000;
    long wallMicros = (System.nanoTime() - wall) / 1000;
    return new ChunkResult(chunk, node, started, wallMicros, cpuMicros, payload);
  }

  /** Of a file or rows, what is too large for a message is kept before. */
  private byte[] fitting(Inputs.Ready its, byte[] payload) {
    if (payload.length <= PAYLOAD_MAX_BYTES) return payload;
    if (its.job().form() == Reduction.Form.AGGREGATE) {
      throw new IllegalStateException(
          "a part may have 192 KiB, found " + payload.length + " bytes");
    }
    remains.add(Left.SELF, payload);
    return new byte[0];
  }
}
