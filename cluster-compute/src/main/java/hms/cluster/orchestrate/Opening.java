package hms.cluster.orchestrate;

import hms.cluster.JobTraces;
import hms.cluster.job.BoundJob;
import hms.cluster.job.JobTypes;
import hms.cluster.job.Plan;
import hms.domain.Outcome;
import hms.domain.job.EndReason;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.domain.job.OrchestratorCore;
import hms.domain.job.OrchestratorEvent.Opened;
import hms.storage.JobData;
import hms.storage.JobStore;
import hms.storage.StatementFailure;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes a claimed job ready to be granted: counts its units, or finds out what is left of them. */
final class Opening {
  private static final String STALE =
      "a later stage was computed without units that are open again; retry all of it";

  private static final JobStore.Rebuilt NOTHING = new JobStore.Rebuilt(List.of(), List.of(), 0);

  private final JobStore store;
  private final JobTypes types;
  private final JobTraces traces;
  private final Clock clock;

  Opening(JobStore store, JobTypes types, JobTraces traces, Clock clock) {
    this.store = store;
    this.types = types;
    this.traces = traces;
    this.clock = clock;
  }

  /**
   * Tells {@code opened} once the job is ready, on the caller's event loop, unless it ends here or
   * is somebody else's by then. Whatever a type throws while it is laid out is the job's end, not
   * the orchestrator's.
   */
  Future<?> of(Job job, BiConsumer<LaidOut, Opened> opened) {
    var step = traces.begin(job, "open " + job.type(), Map.of("epoch", Long.toString(job.epoch())));
    return open(job, opened)
        .onSuccess(done -> step.end(null))
        .onFailure(fault -> step.end(fault.getClass().getSimpleName()));
  }

  private Future<?> open(Job job, BiConsumer<LaidOut, Opened> opened) {
    if (job.lostOwners() >= OrchestratorCore.LOST_OWNERS_MAX) {
      return fail(job, EndReason.OWNERS_DIED, job.lostOwners() + " one after the other");
    }
    boolean nobodysWork = job.unitsTotal() == 0 || !types.names().contains(job.type());
    if (job.state() == JobState.CANCELLING && nobodysWork) {
      return store.finish(job.oid(), job.epoch(), new JobStore.End.Cancelled());
    }
    if (job.state() != JobState.PLANNING || job.ties().after().isEmpty()) return begin(job, opened);
    return unmet(job)
        .compose(unmet -> {
          Future<?> next =
              unmet.isPresent() ? fail(job, EndReason.DEPENDENCY, unmet.get()) : begin(job, opened);
          return next.<Void>mapEmpty();
        });
  }

  private Future<?> begin(Job job, BiConsumer<LaidOut, Opened> opened) {
    try {
      return switch (types.bind(job.type(), job.parameters())) {
        case Outcome.Done<BoundJob<?, ?>>(var ready) -> layOut(job, ready, opened);
        case Outcome.Refused<BoundJob<?, ?>>(var why) -> fail(job, EndReason.PLAN, why);
      };
    } catch (RuntimeException | LinkageError broken) {
      return fail(job, EndReason.PLAN, broken);
    }
  }

  private Future<Boolean> fail(Job job, EndReason reason, Object why) {
    JobStore.End end =
        job.state() == JobState.CANCELLING
            ? new JobStore.End.Cancelled()
            : new JobStore.End.Failed(reason, String.valueOf(why));
    return store.finish(job.oid(), job.epoch(), end);
  }

  private Future<?> layOut(Job job, BoundJob<?, ?> ready, BiConsumer<LaidOut, Opened> opened) {
    if (job.state() != JobState.PLANNING) {
      return rebuild(new LaidOut(job, ready, job.unitsTotal()), job.state(), opened);
    }
    return units(job, ready.plan())
        .compose(counted -> plan(job, ready, counted, opened).<Void>mapEmpty())
        .recover(fault ->
            fault instanceof StatementFailure atFault
                ? fail(job, EndReason.PLAN, atFault.said()).mapEmpty()
                : Future.failedFuture(fault));
  }

  /**
   * Input is frozen once: a job that is tried again goes on with what it has.
   *
   * @return empty if somebody else owns the job by now
   */
  private Future<Optional<Long>> units(Job job, Plan plan) {
    if (plan.input().isEmpty()) return Future.succeededFuture(Optional.of(plan.units()));
    JobData data = store.data();
    if (job.unitsTotal() == 0) {
      return data.freeze(job.oid(), job.epoch(), plan.input().get())
          .map(frozen -> frozen.map(units -> units == 0 ? 0 : units + plan.units()));
    }
    // What has served its time goes from the first unit on.
    return data.input(job.oid(), new Interval(0, 1))
        .map(kept -> Optional.of(kept.isEmpty() ? 0 : job.unitsTotal()));
  }

  private Future<?> plan(
      Job job, BoundJob<?, ?> ready, Optional<Long> counted, BiConsumer<LaidOut, Opened> opened) {
    if (counted.isEmpty()) return Future.succeededFuture();
    long units = counted.get();
    if (units == 0) return fail(job, EndReason.PLAN, nothing(job));
    return store
        .plan(job.oid(), job.epoch(), units, types.code(job.type()))
        .compose(planned ->
            planned
                ? rebuild(new LaidOut(job, ready, units), JobState.RUNNING, opened)
                : Future.succeededFuture());
  }

  private static String nothing(Job job) {
    return job.unitsTotal() == 0
        ? "there is nothing to compute"
        : "its input has served its time; retry all of it";
  }

  /** What one of the jobs that it follows has come to, if that is not success. */
  private Future<Optional<String>> unmet(Job job) {
    List<UUID> after = job.ties().after();
    if (after.isEmpty()) return Future.succeededFuture(Optional.empty());
    return store
        .states(after)
        .map(states ->
            after.stream()
                .filter(earlier -> states.get(earlier) != JobState.SUCCEEDED)
                .map(earlier -> "job " + earlier + " is " + words(states.get(earlier)))
                .findFirst());
  }

  private static String words(@Nullable JobState state) {
    return state == null ? "gone" : state.name();
  }

  private Future<?> rebuild(LaidOut its, JobState state, BiConsumer<LaidOut, Opened> opened) {
    boolean fresh = its.job().epoch() == 1;
    Future<JobStore.Rebuilt> rebuilt =
        fresh ? Future.succeededFuture(NOTHING) : store.rebuild(its.job().oid());
    return rebuilt.compose(found -> {
      if (isStale(its, found.settled())) return fail(its.job(), EndReason.PLAN, STALE).mapEmpty();
      opened.accept(its, opened(its, state, found));
      return Future.<Void>succeededFuture();
    });
  }

  /** Was a stage computed from one before it of which units are open again? */
  private static boolean isStale(LaidOut its, List<Interval> settled) {
    long open = 0;
    for (Interval each : settled) if (each.lo() == open) open = each.hi();
    long first = open;
    return its.ready().plan().stages(its.units()).stream()
        .anyMatch(stage ->
            stage.from() > first && settled.stream().anyMatch(each -> each.hi() > stage.from()));
  }

  private Opened opened(LaidOut its, JobState state, JobStore.Rebuilt rebuilt) {
    Job job = its.job();
    var plan = its.ready().plan();
    return new Opened(
        job.oid(),
        job.epoch(),
        types.code(job.type()),
        job.tenant(),
        state,
        job.options(),
        its.units(),
        plan.stages(its.units()),
        rebuilt.settled(),
        job.unitsDead(),
        rebuilt.failures(),
        deadline(job),
        job.epoch() == 1,
        rebuilt.triesFrom());
  }

  private Optional<Long> deadline(Job job) {
    return job.deadline()
        .map(end -> System.nanoTime() + Duration.between(clock.instant(), end).toNanos());
  }
}
