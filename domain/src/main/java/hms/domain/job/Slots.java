package hms.domain.job;

import hms.domain.job.WorkerEffect.Interrupt;
import hms.domain.job.WorkerEffect.Useless;
import hms.domain.job.WorkerEffect.WriteOff;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The compute threads of a worker: what runs on them, and what was told to stop and has not. */
final class Slots {
  private static final long INTERRUPT_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long WRITE_OFF_NANOS = Duration.ofSeconds(5).toNanos();

  private static final class Stopping {
    private final long sinceNanos;
    private boolean interrupted;

    private Stopping(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }
  }

  private final int count;
  private final Map<Long, Stint> running = new LinkedHashMap<>();
  private final Map<Long, Stopping> stopping = new HashMap<>();
  private long runs;

  /** Runs whose threads are left to themselves, and have not come back. */
  private final Set<Long> writtenOff = new HashSet<>();

  Slots(int count) {
    this.count = count;
  }

  int free() {
    return Math.max(0, count - running.size() - stopping.size());
  }

  Collection<Stint> running() {
    return running.values();
  }

  /** True if {@code next} may begin: a slot is free, and nobody wants the node for itself. */
  boolean admits(Holding next) {
    boolean solitary = running.values().stream().anyMatch(Stint::alone);
    return free() > 0 && !solitary && (!next.alone() || free() == count);
  }

  boolean idle() {
    return running.isEmpty();
  }

  /** One that nobody may want; it gives way to what somebody wants. */
  Optional<Holding> parked() {
    if (free() > 0) return Optional.empty();
    return running.values().stream().filter(Stint::parked).map(Stint::current).findFirst();
  }

  Stint begin(List<Holding> holdings, long nowNanos) {
    var stint = new Stint(++runs, holdings, nowNanos);
    running.put(runs, stint);
    return stint;
  }

  /** The stint, unless it was told to stop. */
  Optional<Stint> find(long run) {
    return Optional.ofNullable(running.get(run));
  }

  /** The slot is free again; a thread that was given up and comes back is no loss any more. */
  void end(long run) {
    writtenOff.remove(run);
    stopping.remove(run);
    running.remove(run);
  }

  /** Those whose current chunk takes longer than it was given. */
  List<Stint> late(long nowNanos) {
    return running.values().stream().filter(stint -> stint.late(nowNanos)).toList();
  }

  /** It will end soon, in vain; its slot is not free before. */
  WorkerEffect stop(Stint stint, boolean now, long nowNanos) {
    running.remove(stint.run());
    var stop = new Stopping(nowNanos);
    stopping.put(stint.run(), stop);
    stop.interrupted = now;
    return now ? new Interrupt(stint.run()) : new WorkerEffect.Abandon(stint.run());
  }

  /** Presses what does not stop. */
  void press(List<WorkerEffect> effects, long nowNanos) {
    for (Iterator<Map.Entry<Long, Stopping>> each = stopping.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<Long, Stopping> next = each.next();
      long age = nowNanos - next.getValue().sinceNanos;
      if (age > INTERRUPT_NANOS && !next.getValue().interrupted) {
        next.getValue().interrupted = true;
        effects.add(new Interrupt(next.getKey()));
      }
      if (age > WRITE_OFF_NANOS) {
        each.remove();
        effects.add(new WriteOff(next.getKey()));
        if (writtenOff.add(next.getKey()) && writtenOff.size() == count + 1) {
          effects.add(new Useless());
        }
      }
    }
  }
}
