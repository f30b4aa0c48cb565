package hms.domain.job;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Deals chunks out: worker by worker in turn, as far as credit reaches. */
final class Grants {
  private final String node;
  private final Roster workers;
  private final Turns turns;

  Grants(String node, Roster workers, Turns turns) {
    this.node = node;
    this.workers = workers;
    this.turns = turns;
  }

  /** Weights of the tenants that had waiting work for this worker after the last round. */
  int waitingWeight(WorkerLedger worker) {
    worker.tellWeight(turns.waitingWeight(worker::knows));
    return worker.weightTold();
  }

  void deal(Collection<OwnedJob> jobs, long nowNanos) {
    turns.look(jobs, nowNanos);
    boolean any = false;
    boolean granted = true;
    while (granted) {
      granted = false;
      for (WorkerLedger worker : workers.all()) granted |= one(worker, jobs, nowNanos);
      any |= granted;
    }
    if (any) turns.look(jobs, nowNanos);
  }

  private boolean one(WorkerLedger worker, Collection<OwnedJob> jobs, long nowNanos) {
    if (worker.free() <= 0) return false;
    Optional<Lot> lot =
        turns
            .next(job -> grant(job, worker, nowNanos), nowNanos)
            .or(() -> copy(worker, jobs, nowNanos));
    lot.ifPresent(worker::grant);
    return lot.isPresent();
  }

  /** Nothing more to a worker that the job before wanted to itself. */
  private Optional<Lot> grant(OwnedJob job, WorkerLedger worker, long nowNanos) {
    return worker.free() > 0 ? job.grant(worker, workers, nowNanos) : Optional.empty();
  }

  private static Optional<Lot> copy(WorkerLedger worker, Collection<OwnedJob> jobs, long nowNanos) {
    if (worker.free() <= 0) return Optional.empty();
    return jobs.stream()
        .map(job -> job.copy(worker, nowNanos))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Hands what was dealt to {@code tell}, and how much waits now, if that has changed. */
  void send(BiConsumer<String, JobMessage.ToWorker> tell, long nowNanos) {
    for (WorkerLedger worker : workers.all()) {
      worker.outgoing(node, nowNanos).ifPresent(grant -> tell.accept(worker.node(), grant));
    }
    for (WorkerLedger worker : workers.all()) {
      int before = worker.weightTold();
      int weight = waitingWeight(worker);
      if (weight == before) continue;
      tell.accept(worker.node(), new JobMessage.Echo(node, worker.session(), -1, weight));
    }
  }
}
