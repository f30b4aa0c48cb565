package hms.domain.job;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One node with its three roles; what the verticles do with bus, store and threads. */
final class SimNode {
  final String name;
  private final Simulation world;
  final SimOwner owner;
  final WorkerCore worker;
  private final double speed;

  /** Each node's clock began at another time. */
  private final long clockOffset;

  private final Map<Long, SimRun> runs = new LinkedHashMap<>();
  private boolean dead;
  private boolean calledBack;
  private long frozenUntil;
  private long slowUntil;

  SimNode(Simulation world, String name, int slots, double speed) {
    this.world = world;
    this.name = name;
    this.speed = speed;
    this.clockOffset = (long) world.random.nextInt(1_000_000) * 1_000_000;
    this.owner = new SimOwner(world, this);
    this.worker = new WorkerCore(name, slots, List.of(Simulation.CODE), Simulation.PACE);
    world.slots.put(name, slots);
  }

  long clock() {
    return world.now() + clockOffset;
  }

  void begin() {
    world.nodes.put(name, this);
    world.store.renew(name, world.now());
    periodic(Simulation.PACE.heartbeat(), this::renew);
    periodic(Duration.ofMillis(100), this::tick);
    work(new WorkerEvent.Peers(world.store.alive(world.now())));
  }

  private void periodic(Duration wait, Runnable what) {
    world.after(
        wait.toNanos(),
        () -> {
          if (dead) return;
          whenAwake(what);
          periodic(wait, what);
        });
  }

  /** A frozen process does everything later. */
  void whenAwake(Runnable what) {
    if (dead) return;
    if (frozenUntil > world.now()) world.after(frozenUntil - world.now(), () -> whenAwake(what));
    else what.run();
  }

  void freeze(long until) {
    frozenUntil = until;
  }

  void slow(long until) {
    slowUntil = until;
  }

  void die() {
    if (dead) return;
    dead = true;
    world.nodes.remove(name);
    runs.values().forEach(run -> world.checks.mishap(run.current()));
    for (SimNode other : List.copyOf(world.nodes.values())) {
      if (world.chance(0.5)) other.hearLeft(name);
    }
    world.newcomer();
  }

  private void hearLeft(String left) {
    owner.hearLeft(left);
    work(new WorkerEvent.NodeLeft(left));
  }

  void look() {
    owner.look();
  }

  boolean dead() {
    return dead;
  }

  long clockOffset() {
    return clockOffset;
  }

  /** Half of those that are told to leave are called back before they have gone. */
  void drain() {
    calledBack = world.random.nextBoolean();
    work(new WorkerEvent.Leave());
    if (calledBack) world.after(Simulation.millis(world.random.nextInt(3000)), this::stay);
    else world.after(Simulation.millis(10_000), this::gone);
  }

  private void stay() {
    if (calledBack) whenAwake(() -> work(new WorkerEvent.Stay()));
  }

  private void gone() {
    if (dead) return;
    world.store.leave(name);
    die();
  }

  private void renew() {
    long began = clock();
    world.ask(
        () -> world.store.renew(name, world.now()),
        live -> whenAwake(() -> renewed(live, began)),
        () -> {});
    work(new WorkerEvent.Measured(Map.of()));
    worker
        .sessions()
        .forEach((peer, session) -> tell(peer, new JobMessage.Beat(name, session, world.now())));
  }

  private void renewed(Set<String> live, long began) {
    owner.renewed(live, began);
    work(new WorkerEvent.Peers(live));
  }

  private void tick() {
    owner.orchestrate(new OrchestratorEvent.Tick());
    for (var each : List.copyOf(runs.entrySet())) {
      var ready = each.getValue().takeReady();
      if (!ready.isEmpty()) work(new WorkerEvent.Computed(each.getKey(), ready, false));
    }
    work(new WorkerEvent.Tick());
  }

  void work(WorkerEvent event) {
    if (dead) return;
    world.trace(event.getClass().getSimpleName(), name.hashCode());
    List<WorkerEffect> effects = worker.on(event, clock());
    if (event instanceof WorkerEvent.Heard(JobMessage.Grant grant)) received(grant, effects);
    effects.forEach(this::perform);
    if (!goesOn(event)) world.checks.begun(name, worker.holdings.all(), runs.keySet());
  }

  /** More will be said of the same stint. */
  private static boolean goesOn(WorkerEvent event) {
    return event instanceof WorkerEvent.Computed computed && !computed.ended();
  }

  private void received(JobMessage.Grant grant, List<WorkerEffect> effects) {
    for (Lot lot : grant.lots()) {
      for (Chunk chunk : lot.chunks()) {
        boolean back = effects.stream().anyMatch(effect -> handsBack(effect, chunk));
        if (back || worker.holdings.find(chunk) != null) world.checks.received(name, chunk);
      }
    }
  }

  /** It leaves: it has heard of the chunk, and does not take it. */
  private static boolean handsBack(WorkerEffect effect, Chunk chunk) {
    return effect instanceof WorkerEffect.Tell(var to, JobMessage.HandBack back)
        && back.unstarted().contains(chunk);
  }

  private void perform(WorkerEffect effect) {
    switch (effect) {
      case WorkerEffect.Tell(var to, var message) -> tell(to, message);
      case WorkerEffect.Deliver(var to, var batch) ->
          world.carry(
              name,
              to,
              node -> node.whenAwake(() -> node.owner.dispatch(new DispatcherEvent.Taken(batch))));
      case WorkerEffect.Run(var run, var chunks) -> begin(run, chunks);
      case WorkerEffect.Abandon(var run) -> stop(run);
      case WorkerEffect.Interrupt(var run) -> stop(run);
      case WorkerEffect.WriteOff writtenOff -> {}
      case WorkerEffect.Park(var run) -> Optional.ofNullable(runs.get(run)).ifPresent(SimRun::park);
      case WorkerEffect.Unpark(var run) ->
          Optional.ofNullable(runs.get(run)).ifPresent(SimRun::unpark);
      case WorkerEffect.Wake(var nanos) ->
          world.after(nanos, () -> whenAwake(() -> work(new WorkerEvent.Tick())));
      case WorkerEffect.Drained drained -> {
        if (!calledBack) gone();
      }
      case WorkerEffect.Useless useless -> gone();
    }
  }

  private void tell(String to, JobMessage.ToOrchestrator message) {
    if (message instanceof JobMessage.Credit credit) world.checks.credit(name, to, credit);
    if (message instanceof JobMessage.Held held) world.checks.told(to, held);
    JobMessage.ToOrchestrator sent = falsified(message);
    world.carry(
        name,
        to,
        node -> node.whenAwake(() -> node.owner.orchestrate(new OrchestratorEvent.Heard(sent))));
  }

  private JobMessage.ToOrchestrator falsified(JobMessage.ToOrchestrator message) {
    if (world.faults.contains(Fault.NO_CREDIT_BOUND)
        && message instanceof JobMessage.Credit(var f, var s, var n, var w, var r, var d)) {
      return new JobMessage.Credit(f, s, n, w + 1, r, d);
    }
    return message;
  }

  private void begin(long run, List<Chunk> chunks) {
    runs.put(run, new SimRun(chunks, world.now()));
    compute(run);
  }

  private void compute(long run) {
    SimRun its = Objects.requireNonNull(runs.get(run));
    Chunk chunk = its.current();
    double factor = slowUntil > world.now() ? 100 : 1;
    long unit = world.store.job(chunk.job()).unitNanos;
    long nanos = (long) (chunk.interval().units() * unit * factor / speed);
    world.after(nanos, () -> whenAwake(() -> finish(run, its, nanos)));
  }

  private void finish(long run, SimRun its, long nanos) {
    if (dead || !runs.containsKey(run)) return;
    if (its.parked()) {
      its.stand(() -> world.after(0, () -> whenAwake(() -> finish(run, its, nanos))));
      return;
    }
    Chunk chunk = its.current();
    var poison = world.store.job(chunk.job()).poison(chunk);
    boolean broken =
        poison.isPresent()
            ? poison.get() != Poison.FLAKY || world.chance(0.7)
            : world.chance(world.weather.chunkFails());
    if (broken) {
      fail(run, its, poison);
      return;
    }
    its.computed(Samples.result(chunk, name, nanos / 1000));
    if (!its.over(world.now())) {
      compute(run);
    } else {
      runs.remove(run);
      work(new WorkerEvent.Computed(run, its.takeReady(), true));
    }
  }

  private void fail(long run, SimRun its, Optional<Poison> poison) {
    if (poison.equals(Optional.of(Poison.KILLS))) {
      die();
      return;
    }
    runs.remove(run);
    world.checks.mishap(its.current());
    FailureClass kind = poison.isEmpty() ? FailureClass.TRANSIENT : FailureClass.BUG;
    work(new WorkerEvent.Computed(run, its.takeReady(), false));
    work(new WorkerEvent.Broken(run, kind, "bad luck", ""));
  }

  private void stop(long run) {
    if (runs.remove(run) == null) return;
    world.after(
        Simulation.millis(5),
        () ->
            whenAwake(
                () -> work(new WorkerEvent.Broken(run, FailureClass.TRANSIENT, "stopped", ""))));
  }
}
