package hms.domain.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Some nodes, one database and a bad network under a virtual clock, all drawn from one seed.
 *
 * <p>Messages are lost, doubled, delayed and so reordered; nodes are killed and replaced; chunks
 * fail; an orchestrator freezes until its lease is over and then goes on. The database is a fence
 * and a set of committed intervals, and checks what it is given.
 */
final class Simulation {
  /** What may go wrong, as chances between 0 and 1. */
  record Weather(
      double lost,
      double doubled,
      double chunkFails,
      double killed,
      double drained,
      double frozen) {}

  private static final Pace PACE = Pace.DEFAULT;
  private static final long UNIT_NANOS = Duration.ofMillis(1).toNanos();

  private record Due(long at, long order, Runnable what) {}

  private record Session(String worker, String orchestrator, long number) {}

  private final Random random;
  private final Weather weather;
  private final Database database;
  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<Session, Long> grantsMax = new HashMap<>();
  private long now;
  private long order;
  private int born;

  Simulation(long seed, Weather weather) {
    this.random = new Random(seed);
    this.weather = weather;
    this.database = new Database(200 + random.nextInt(3000));
    for (int i = 0; i < 1 + random.nextInt(4); i++) newcomer();
    every(Duration.ofMillis(400), this::misfortune);
  }

  /** Runs to the end of the job; fails if it has not ended after an hour of virtual time. */
  Database run() {
    while (database.ended.isEmpty()) {
      Due due = agenda.remove();
      now = due.at;
      if (now > Duration.ofHours(1).toNanos()) throw new AssertionError("the job never ended");
      due.what.run();
    }
    return database;
  }

  private void misfortune() {
    if (chance(weather.killed)) {
      any().die();
      newcomer();
    }
    if (chance(weather.drained)) any().work(new WorkerEvent.Leave());
    if (chance(weather.frozen)) any().frozenUntil = now + 2 * PACE.lease().toNanos();
  }

  private void newcomer() {
    var node = new Node();
    node.begin();
  }

  private Node any() {
    return List.copyOf(nodes.values()).get(random.nextInt(nodes.size()));
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private void after(long nanos, Runnable what) {
    agenda.add(new Due(now + nanos, order++, what));
  }

  private void every(Duration wait, Runnable what) {
    after(
        wait.toNanos(),
        () -> {
          what.run();
          every(wait, what);
        });
  }

  private void carry(Runnable arrival) {
    int copies = chance(weather.lost) ? 0 : chance(weather.doubled) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      long millis = chance(0.02) ? random.nextInt(2000) : random.nextInt(5);
      after(Duration.ofMillis(millis).toNanos(), arrival);
    }
  }

  /** One node with its three roles; a dead one hears and does nothing. */
  private final class Node {
    private final String name = "n" + born++;
    private final OrchestratorCore orchestrator = new OrchestratorCore(name, PACE, now);
    private final WorkerCore worker = new WorkerCore(name, 1 + random.nextInt(3), PACE);
    private final double speed = 0.2 + random.nextDouble() * 2;
    private boolean dead;
    private long frozenUntil;

    void begin() {
      nodes.put(name, this);
      database.leases.put(name, now + PACE.lease().toNanos());
      every(PACE.heartbeat(), alive(this::renew));
      every(Duration.ofMillis(100), alive(this::tick));
    }

    private Runnable alive(Runnable what) {
      return () -> {
        if (!dead) what.run();
      };
    }

    private void leave() {
      database.leases.remove(name);
      die();
      newcomer();
    }

    void die() {
      dead = true;
      nodes.remove(name);
      for (Node other : List.copyOf(nodes.values())) {
        if (chance(0.5)) {
          other.orchestrate(new OrchestratorEvent.NodeLeft(name));
          other.work(new WorkerEvent.NodeLeft(name));
        }
      }
    }

    private void renew() {
      if (now < frozenUntil || chance(weather.lost)) return;
      database.leases.put(name, now + PACE.lease().toNanos());
      orchestrate(new OrchestratorEvent.Renewed(now));
      work(new WorkerEvent.Peers(database.alive(now)));
      worker.sessions().forEach((peer, session) -> tell(peer, beat(session)));
      database.claim(name, now, orchestrator.held()).ifPresent(this::orchestrate);
    }

    private JobMessage.Beat beat(long session) {
      return new JobMessage.Beat(name, session, now);
    }

    private void tick() {
      if (now >= frozenUntil) orchestrate(new OrchestratorEvent.Tick());
      work(new WorkerEvent.Tick());
    }

    void orchestrate(OrchestratorEvent event) {
      if (dead) return;
      for (OrchestratorEffect effect : orchestrator.on(event, now)) {
        switch (effect) {
          case OrchestratorEffect.Tell(var to, var message) -> {
            if (message instanceof JobMessage.Grant grant) withinCredit(to, grant);
            carry(() -> at(to, node -> node.work(new WorkerEvent.Heard(message))));
          }
          case OrchestratorEffect.Complete(var job, var epoch) -> end(epoch, "SUCCEEDED");
          case OrchestratorEffect.GiveUp(var job, var epoch, var reason) -> end(epoch, reason);
        }
      }
    }

    private void end(long epoch, String how) {
      database.end(epoch, how);
      orchestrate(new OrchestratorEvent.Closed(database.job));
    }

    void work(WorkerEvent event) {
      if (dead) return;
      for (WorkerEffect effect : worker.on(event, now)) {
        switch (effect) {
          case WorkerEffect.Tell(var to, var message) -> tell(to, message);
          case WorkerEffect.Deliver(var to, var result) ->
              carry(() -> at(to, node -> node.dispatch(result)));
          case WorkerEffect.Run(var chunk) -> compute(chunk);
          case WorkerEffect.Abandon abandon -> {}
          case WorkerEffect.Drained drained -> leave();
        }
      }
    }

    private void tell(String to, JobMessage.ToOrchestrator message) {
      if (message instanceof JobMessage.Credit credit) {
        var session = new Session(name, to, credit.session());
        grantsMax.merge(session, credit.finished() + credit.window(), Math::max);
      }
      carry(() -> at(to, node -> node.orchestrate(new OrchestratorEvent.Heard(message))));
    }

    private void withinCredit(String to, JobMessage.Grant grant) {
      long last = grant.first() + grant.chunks().size() - 1;
      long max = grantsMax.getOrDefault(new Session(to, name, grant.session()), 0L);
      if (last > max) throw new AssertionError("granted beyond credit: " + grant);
    }

    private void compute(Chunk chunk) {
      long nanos = (long) (chunk.interval().units() * UNIT_NANOS / speed);
      after(nanos, () -> work(outcome(chunk, nanos)));
    }

    private WorkerEvent outcome(Chunk chunk, long nanos) {
      if (chance(weather.chunkFails)) return new WorkerEvent.Broken(chunk, "bad luck");
      return new WorkerEvent.Computed(Samples.result(chunk, name, nanos / 1000));
    }

    private void dispatch(JobMessage.Result message) {
      if (dead || chance(weather.lost)) return;
      if (database.commit(message.result().chunk())) {
        orchestrate(new OrchestratorEvent.Committed(List.of(message.result())));
      }
      var ack = new JobMessage.Ack(name, message.report());
      carry(() -> at(message.from(), node -> node.work(new WorkerEvent.Heard(ack))));
    }

    private void at(String to, java.util.function.Consumer<Node> what) {
      Optional.ofNullable(nodes.get(to)).ifPresent(what);
    }
  }

  /** One job row, its committed chunks and the leases of the nodes. */
  static final class Database {
    private final UUID job = new UUID(0, 1);
    private final long unitsTotal;
    private final Map<String, Long> leases = new HashMap<>();
    private final TreeMap<Long, Chunk> committed = new TreeMap<>();
    private Optional<String> owner = Optional.empty();
    private Optional<String> ended = Optional.empty();
    private long epoch;

    Database(long unitsTotal) {
      this.unitsTotal = unitsTotal;
    }

    String ended() {
      return ended.orElseThrow();
    }

    long epoch() {
      return epoch;
    }

    boolean everyUnitOnce() {
      long next = 0;
      for (Chunk chunk : committed.values()) {
        if (chunk.lo() != next) return false;
        next = chunk.hi();
      }
      return next == unitsTotal;
    }

    private java.util.Set<String> alive(long now) {
      return leases.entrySet().stream()
          .filter(lease -> lease.getValue() > now)
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }

    private Optional<OrchestratorEvent> claim(String me, long now, java.util.Set<UUID> held) {
      boolean free = owner.isEmpty() || !alive(now).contains(owner.get());
      boolean forgotten = owner.equals(Optional.of(me)) && !held.contains(job);
      if (ended.isPresent() || !(free || forgotten)) return Optional.empty();
      owner = Optional.of(me);
      epoch++;
      var done = new ArrayList<>(committed.values().stream().map(Chunk::interval).toList());
      return Optional.of(new OrchestratorEvent.Opened(job, epoch, unitsTotal, UNIT_NANOS, done));
    }

    private boolean commit(Chunk chunk) {
      if (chunk.epoch() != epoch || ended.isPresent()) return false;
      Chunk before = committed.putIfAbsent(chunk.lo(), chunk);
      if (before == null) overlapsNothing(chunk);
      return true;
    }

    private void overlapsNothing(Chunk chunk) {
      var below = committed.lowerEntry(chunk.lo());
      var above = committed.higherEntry(chunk.lo());
      boolean clear = below == null || below.getValue().hi() <= chunk.lo();
      clear &= above == null || chunk.hi() <= above.getKey();
      if (!clear) throw new AssertionError("a unit is committed twice: " + chunk);
    }

    private void end(long underEpoch, String how) {
      if (underEpoch == epoch && ended.isEmpty()) ended = Optional.of(how);
    }
  }
}
