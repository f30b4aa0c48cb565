package hms.domain.job;

import hms.domain.job.WorkerEffect.Interrupt;
import hms.domain.job.WorkerEffect.Useless;
import hms.domain.job.WorkerEffect.WriteOff;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final Map<Long, Holding> running = new LinkedHashMap<>();
  private final Map<Long, Stopping> stopping = new HashMap<>();
  private long runs;
  private int writtenOff;

  Slots(int count) {
    this.count = count;
  }

  int count() {
    return count;
  }

  /** True if {@code next} may begin: a slot is free, and nobody wants the node for itself. */
  boolean admits(Holding next) {
    int busy = running.size() + stopping.size();
    boolean solitary = running.values().stream().anyMatch(Holding::alone);
    return busy < count && !solitary && (!next.alone() || busy == 0);
  }

  boolean idle() {
    return running.isEmpty();
  }

  /** One that nobody may want; it gives way to what somebody wants. */
  Optional<Holding> parked() {
    boolean full = running.size() + stopping.size() >= count;
    return running.values().stream().filter(each -> full && each.parked()).findFirst();
  }

  long begin(Holding holding, long nowNanos) {
    holding.begin(++runs, nowNanos);
    running.put(runs, holding);
    return runs;
  }

  /** The slot is free again; whose chunk it was, unless nobody waits for it. */
  Optional<Holding> end(long run) {
    stopping.remove(run);
    return Optional.ofNullable(running.remove(run));
  }

  /** It will end soon, in vain; its slot is not free before. */
  WorkerEffect stop(Holding holding, boolean now, long nowNanos) {
    running.remove(holding.run());
    var stop = new Stopping(nowNanos);
    stopping.put(holding.run(), stop);
    stop.interrupted = now;
    return now ? new Interrupt(holding.run()) : new WorkerEffect.Abandon(holding.run());
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
        if (++writtenOff == count + 1) effects.add(new Useless());
      }
    }
  }
}
