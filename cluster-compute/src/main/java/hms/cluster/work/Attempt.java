package hms.cluster.work;

import hms.cluster.job.BoundJob;
import hms.cluster.job.ChunkContext;
import hms.cluster.job.Reduction;
import hms.cluster.job.Stopped;
import hms.cluster.job.TransientFailure;
import hms.domain.job.Chunk;
import hms.domain.job.ChunkProgress;
import hms.domain.job.ChunkResult;
import hms.domain.job.FailureClass;
import hms.domain.job.Legible;
import hms.domain.job.Stint;
import hms.domain.job.WorkerEvent;
import hms.storage.JobData.Left;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One try at the chunks of a stint, one after the other, on a slot thread; told to stop from any
 * other.
 */
final class Attempt implements ChunkContext {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int PAYLOAD_MAX_BYTES = 192 * 1024;
  private static final int MESSAGE_MAX = 1000;
  private static final int STACK_MAX = 8192;

  /** Takes what a chunk leaves before anybody hears of its result; on its slot thread. */
  interface Keeper {
    /**
     * @throws TransientFailure it was not kept
     */
    void keep(Chunk chunk, Left left) throws TransientFailure;
  }

  private final List<Chunk> chunks;
  private final String node;
  private final Clock clock;
  private final Keeper keeper;
  private final Remains remains = new Remains();
  private Inputs.@Nullable Loaded at;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<ChunkResult> ready = new ArrayList<>();
  private volatile boolean stopped;
  private volatile boolean parked;
  private volatile long units;
  private volatile String status = "";
  private volatile @Nullable Thread thread;

  Attempt(List<Chunk> chunks, String node, Keeper keeper, Clock clock) {
    this.chunks = chunks;
    this.keeper = keeper;
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
  public void progress(long done) {
    units = done;
  }

  @Override
  public void status(String line) {
    status = Legible.of(line, ChunkProgress.STATUS_MAX);
  }

  /** How far the chunk is that is being computed; from any thread. */
  ChunkProgress far() {
    return new ChunkProgress(units, status);
  }

  @Override
  public int stage() {
    return at().place().stage();
  }

  @Override
  public byte[] input(long unit) {
    var place = at().place();
    var input = at().input();
    if (input.size() != place.units().units()) {
      throw new IllegalStateException(
          "%d units have input %d times".formatted(place.units().units(), input.size()));
    }
    return input.get(Math.toIntExact(unit - place.units().lo()));
  }

  @Override
  public void emit(int part, byte[] bytes) {
    if (part < 0) throw new IllegalArgumentException("part must be >= 0, was " + part);
    remains.add(part, bytes);
  }

  @Override
  public void reject(long unit, String reason) {
    var place = at().place();
    if (unit < place.units().lo() || unit >= place.units().hi()) {
      throw new IllegalArgumentException("unit %d is not of this chunk".formatted(unit));
    }
    remains.reject(place.from() + unit, reason);
  }

  private Inputs.Loaded at() {
    return Objects.requireNonNull(at);
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

  /** What is computed and not told yet; from any thread. */
  List<ChunkResult> takeReady() {
    lock.lock();
    try {
      List<ChunkResult> taken = ready;
      ready = new ArrayList<>();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Whatever goes wrong is the chunk's failure, an out-of-memory error too: the slot lives on. */
  List<WorkerEvent> run(long run, KnownJob job, List<Inputs.Loaded> loaded) {
    thread = Thread.currentThread();
    try {
      checkpoint();
      compute(job, loaded);
      return List.of(new WorkerEvent.Computed(run, takeReady(), true));
    } catch (Throwable failure) {
      return List.of(
          new WorkerEvent.Computed(run, takeReady(), false),
          new WorkerEvent.Broken(run, kind(failure), message(failure), stack(failure)));
    } finally {
      thread = null;
      boolean unused = Thread.interrupted();
    }
  }

  private void compute(KnownJob job, List<Inputs.Loaded> loaded) throws Exception {
    long began = System.nanoTime();
    long wall = began;
    long cpu = THREADS.getCurrentThreadCpuTime();
    // What is not loaded goes back with what is not begun.
    int most = loaded.isEmpty() ? chunks.size() : loaded.size();
    for (int n = 0; n < most; n++) {
      if (wall - began >= Stint.NANOS) return;
      Chunk chunk = chunks.get(n);
      at = loaded.isEmpty() ? null : loaded.get(n);
      checkpoint();
      units = 0;
      status = "";
      var started = clock.instant();
      byte[] payload = traced(job, chunk);
      long wallAfter = System.nanoTime();
      long cpuAfter = THREADS.getCurrentThreadCpuTime();
      add(
          new ChunkResult(
              chunk, node, started, (wallAfter - wall) / 1000, (cpuAfter - cpu) / 1000, payload));
      wall = wallAfter;
      cpu = cpuAfter;
    }
  }

  private byte[] traced(KnownJob job, Chunk chunk) throws Exception {
    var step = job.begin(chunk, node);
    try {
      byte[] payload = payload(job.ready(), chunk);
      step.end(null);
      return payload;
    } catch (Throwable failure) {
      step.end(kind(failure).name());
      throw failure;
    }
  }

  /** What the chunk leaves is there before anybody hears of its result. */
  private byte[] payload(BoundJob<?, ?> job, Chunk chunk) throws Exception {
    var units = at == null ? chunk.interval() : at.place().units();
    byte[] payload = job.compute(units, this);
    if (payload.length > PAYLOAD_MAX_BYTES) {
      if (job.form() == Reduction.Form.AGGREGATE) throw tooLarge(payload);
      remains.add(Left.SELF, payload);
      payload = new byte[0];
    }
    keeper.keep(chunk, remains.take());
    return payload;
  }

  private static IllegalStateException tooLarge(byte[] payload) {
    return new IllegalStateException("a part may have 192 KiB, found " + payload.length + " bytes");
  }

  private void add(ChunkResult result) {
    lock.lock();
    try {
      ready.add(result);
    } finally {
      lock.unlock();
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
    return Legible.of(failure.toString(), MESSAGE_MAX);
  }

  /** As printed, cut to what is kept; one byte a character at most. */
  private static String stack(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    String ascii = text.toString().replaceAll("[^\\x09\\x0a\\x20-\\x7e]", "?");
    return ascii.substring(0, Math.min(ascii.length(), STACK_MAX));
  }
}
