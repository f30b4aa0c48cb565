package hms.domain.job;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The orchestrator of a simulated node with its dispatcher, and what they ask of the database. */
final class SimOwner {
  final OrchestratorCore orchestrator;
  private final SimNode node;
  private final Simulation world;
  private final DispatcherCore dispatcher;
  private final Set<UUID> opening = new HashSet<>();
  private final Set<String> suspects = new HashSet<>();
  private long databaseStarts = 1;
  private boolean claiming;

  SimOwner(Simulation world, SimNode node) {
    this.world = world;
    this.node = node;
    this.orchestrator = new OrchestratorCore(node.name, Simulation.PACE, node.clock());
    this.dispatcher = new DispatcherCore(node.name);
  }

  void hearLeft(String left) {
    suspects.add(left);
    orchestrate(new OrchestratorEvent.NodeLeft(left));
    look();
  }

  void renewed(Set<String> live, long began) {
    suspects.retainAll(live);
    orchestrate(new OrchestratorEvent.Renewed(began));
    if (world.store.starts != databaseStarts) {
      databaseStarts = world.store.starts;
      orchestrator.held().forEach(job -> orchestrate(new OrchestratorEvent.Closed(job)));
    }
    look();
  }

  /** Claims what is free, and learns what was decided about what it has. */
  void look() {
    if (node.dead() || claiming) return;
    claiming = true;
    var held = new HashSet<>(orchestrator.held());
    held.addAll(opening);
    world.ask(
        () -> world.store.claim(node.name, Set.copyOf(suspects), held, world.now()),
        mine ->
            node.whenAwake(() -> {
              claiming = false;
              mine.forEach(this::open);
              compare();
            }),
        () -> claiming = false);
  }

  /** Acts on what it reads a moment later, when it may be old. */
  private void compare() {
    for (UUID oid : orchestrator.held()) {
      SimJob job = world.store.job(oid);
      if (!job.owner.equals(Optional.of(node.name))) {
        orchestrate(new OrchestratorEvent.Closed(oid));
      } else if (job.state == JobState.PAUSED
          || job.state == JobState.CANCELLING
          || job.state == JobState.RUNNING) {
        orchestrate(new OrchestratorEvent.Ordered(oid, job.state, false));
      }
    }
  }

  private void open(SimStore.Claimed claimed) {
    UUID oid = claimed.oid();
    long epoch = claimed.epoch();
    if (claimed.lostOwners() >= OrchestratorCore.LOST_OWNERS_MAX) {
      end(oid, epoch, JobState.FAILED, Optional.of(EndReason.OWNERS_DIED));
      return;
    }
    opening.add(oid);
    long starts = databaseStarts;
    boolean plans = claimed.state() == JobState.PLANNING;
    world.ask(
        () -> !plans || world.store.plan(oid, epoch),
        planned ->
            world.ask(
                () -> opened(world.store.job(oid), epoch, !claimed.planned()),
                event ->
                    node.whenAwake(() -> {
                      opening.remove(oid);
                      boolean same = starts == databaseStarts;
                      if (planned && same && event.isPresent()) orchestrate(event.get());
                    }),
                () -> opening.remove(oid)),
        () -> opening.remove(oid));
  }

  private Optional<OrchestratorEvent> opened(SimJob job, long epoch, boolean fresh) {
    boolean open =
        job.state == JobState.RUNNING
            || job.state == JobState.PAUSED
            || job.state == JobState.CANCELLING;
    if (job.epoch != epoch || !open) return Optional.empty();
    return Optional.of(
        new OrchestratorEvent.Opened(
            job.oid,
            epoch,
            Simulation.CODE,
            job.tenant,
            job.state,
            job.options,
            job.unitsTotal,
            job.stages(),
            job.settled(),
            job.unitsDead,
            job.failures,
            job.deadline.map(end -> end + node.clockOffset()),
            fresh && job.settled().isEmpty(),
            job.triesFrom));
  }

  void checkPlaces(SimJob job) {
    if (databaseStarts == world.store.starts && orchestrator.holds(job.oid, job.epoch)) {
      world.checks.places(job, orchestrator.progressOf(job.oid));
      world.checks.live(job, orchestrator.live(job.oid, node.clock()).orElseThrow());
    }
  }

  void orchestrate(OrchestratorEvent event) {
    if (node.dead()) return;
    world.trace(event.getClass().getSimpleName(), node.name.hashCode());
    List<OrchestratorEffect> effects = orchestrator.on(event, node.clock());
    blamed(effects).forEach((worker, its) -> world.checks.blamed(worker, world.slots(worker), its));
    effects.forEach(this::perform);
  }

  private static Map<String, List<Chunk>> blamed(List<OrchestratorEffect> effects) {
    return effects.stream()
        .filter(OrchestratorEffect.Note.class::isInstance)
        .map(effect -> ((OrchestratorEffect.Note) effect).failure())
        .filter(failure -> failure.failure() == FailureClass.LOST)
        .collect(groupingBy(ChunkFailure::node, mapping(ChunkFailure::chunk, toList())));
  }

  private void perform(OrchestratorEffect effect) {
    switch (effect) {
      case OrchestratorEffect.Tell(var to, var message) -> {
        if (message instanceof JobMessage.Grant grant) granted(to, grant);
        world.carry(
            node.name, to, at -> at.whenAwake(() -> at.work(new WorkerEvent.Heard(message))));
      }
      case OrchestratorEffect.Note(var failure) ->
          world.ask(
              () -> {
                world.store.note(failure);
                return true;
              },
              done -> {},
              () -> perform(effect));
      case OrchestratorEffect.Recut(var job, var epoch, var dying) -> recut(job, epoch, dying);
      case OrchestratorEffect.Complete(var job, var epoch) -> complete(job, epoch);
      case OrchestratorEffect.GiveUp(var job, var epoch, var reason, var detail) ->
          end(job, epoch, JobState.FAILED, Optional.of(reason));
      case OrchestratorEffect.Cancelled(var job, var epoch) ->
          end(job, epoch, JobState.CANCELLED, Optional.empty());
    }
  }

  private void granted(String to, JobMessage.Grant grant) {
    world.checks.granted(to, node.name, grant);
    Chunk first = grant.lots().getFirst().chunk();
    world.trace("grant", to.hashCode(), first.lo(), first.hi(), first.epoch(), first.attempt());
  }

  private void recut(UUID job, long epoch, List<DeadChunk> dying) {
    if (world.faults.contains(Fault.NO_ORDER_OF_WRITES)) {
      raise(
          job,
          epoch,
          dying,
          raised -> orchestrate(new OrchestratorEvent.Recut(job, epoch, raised, dying)));
    } else {
      dispatch(new DispatcherEvent.RecutWanted(job, epoch, dying));
    }
  }

  private void raise(UUID job, long epoch, List<DeadChunk> dying, LongConsumer raised) {
    world.ask(
        () -> world.store.raise(job, epoch, dying),
        found ->
            node.whenAwake(() ->
                found.ifPresentOrElse(
                    raised::accept, () -> orchestrate(new OrchestratorEvent.Closed(job)))),
        () -> {
          if (!node.dead()) raise(job, epoch, dying, raised);
        });
  }

  private void complete(UUID oid, long epoch) {
    boolean whole = world.store.job(oid).unitsDead == 0;
    end(oid, epoch, whole ? JobState.SUCCEEDED : JobState.PARTIAL, Optional.empty());
  }

  private void end(UUID job, long epoch, JobState state, Optional<EndReason> reason) {
    world.ask(
        () -> world.store.end(job, epoch, state, reason),
        done -> node.whenAwake(() -> orchestrate(new OrchestratorEvent.Closed(job))),
        () ->
            world.after(
                Simulation.millis(500),
                () -> {
                  if (!node.dead() && orchestrator.holds(job, epoch))
                    end(job, epoch, state, reason);
                }));
  }

  void dispatch(DispatcherEvent event) {
    if (!node.dead()) dispatcher.on(event).forEach(this::perform);
  }

  private void perform(DispatcherEffect effect) {
    switch (effect) {
      case DispatcherEffect.Tell(var to, var ack) ->
          world.carry(node.name, to, at -> at.whenAwake(() -> at.work(new WorkerEvent.Heard(ack))));
      case DispatcherEffect.Report(var event) -> orchestrate(event);
      case DispatcherEffect.Fenced(var job, var epoch) -> {
        if (orchestrator.holds(job, epoch)) orchestrate(new OrchestratorEvent.Closed(job));
      }
      case DispatcherEffect.Write(var job, var epoch, var results, var delay) ->
          world.after(Simulation.millis(delay), () -> write(job, epoch, results));
      case DispatcherEffect.Raise(var job, var epoch, var dying, var delay) ->
          world.after(
              Simulation.millis(delay),
              () -> {
                if (node.dead()) return;
                world.ask(
                    () -> world.store.raise(job, epoch, dying),
                    raised ->
                        node.whenAwake(
                            () -> dispatch(new DispatcherEvent.Raised(job, epoch, raised))),
                    () -> dispatch(new DispatcherEvent.Faulted(job, epoch)));
              });
    }
  }

  private void write(UUID job, long epoch, List<ChunkResult> results) {
    if (node.dead()) return;
    world.ask(
        () -> world.store.commit(job, epoch, results, world.now()),
        stored -> node.whenAwake(() -> dispatch(new DispatcherEvent.Written(job, epoch, stored))),
        () -> dispatch(new DispatcherEvent.Faulted(job, epoch)));
  }
}
