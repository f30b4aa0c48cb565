package hms.domain.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Some nodes, one database and a bad network under a virtual clock, all drawn from one seed: the
 * three cores as they are, and around them whatever a network and a machine can do.
 *
 * <p>Troubles come for 20 s of virtual time, then the weather clears, and every job has to end. The
 * same seed gives the same run, event by event, which its trace hash shows.
 */
final class Simulation {
  static final Pace PACE = Pace.DEFAULT;
  static final JobCode CODE = new JobCode("sim", 1, "");
  private static final long TROUBLES_NANOS = Duration.ofSeconds(20).toNanos();
  private static final long END_NANOS = Duration.ofMinutes(10).toNanos();
  private static final int CHECK_EVERY = 64;
  private static final long UNIT_NANOS = Duration.ofMillis(5).toNanos();

  /** Chunks of such units are computed many in a stint. */
  private static final long TINY_UNIT_NANOS = 20_000;

  private record Due(long at, long order, Runnable what) {}

  private record Pair(String from, String to) {}

  final Random random;
  final Weather weather;
  final SimChecks checks = new SimChecks();
  final SimStore store;
  final Set<Fault> faults;
  final Map<String, SimNode> nodes = new LinkedHashMap<>();

  /** Of all nodes that there ever were. */
  final Map<String, Integer> slots = new HashMap<>();

  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
  private final Map<Pair, Long> cuts = new HashMap<>();
  private final int troublesMax;
  private int troubles;
  private long now;
  private long order;
  private long events;
  private long hash = 17;
  private int born;
  private int submitted;
  private boolean databaseAway;

  Simulation(long seed, Weather weather, Set<Fault> faults) {
    this(seed, weather, faults, Integer.MAX_VALUE);
  }

  /**
   * @param troublesMax no more than so many, to find the shortest run that fails
   */
  Simulation(long seed, Weather weather, Set<Fault> faults, int troublesMax) {
    this.random = new Random(seed);
    this.weather = weather;
    this.faults = faults;
    this.troublesMax = troublesMax;
    this.store = new SimStore(faults, checks, PACE);
    for (int i = 0; i < 2 + random.nextInt(3); i++) newcomer();
    submit();
    every(Duration.ofMillis(400), this::misfortune);
  }

  /** Runs until every job has ended; fails as soon as an invariant does not hold. */
  Simulation run() {
    while (!allEnded() || now < Duration.ofSeconds(1).toNanos()) {
      Due due = agenda.remove();
      now = due.at;
      if (now > END_NANOS) SimChecks.broken("I5 life", "jobs have not ended: " + standing());
      due.what.run();
      if (++events % CHECK_EVERY == 0) checkPlaces();
    }
    return this;
  }

  private String standing() {
    var text = new StringBuilder();
    for (SimJob job : store.jobs.values()) {
      if (job.state.ended()) continue;
      text.append(
          "%s e%d %d+%d/%d of %s; "
              .formatted(
                  job.state, job.epoch, job.unitsDone, job.unitsDead, job.unitsTotal, job.owner));
    }
    return text.toString();
  }

  private boolean allEnded() {
    return store.jobs.values().stream().allMatch(job -> job.state.ended());
  }

  private void checkPlaces() {
    for (SimNode node : nodes.values()) {
      for (SimJob job : store.jobs.values()) {
        boolean owns = job.owner.equals(Optional.of(node.name)) && !job.state.ended();
        if (owns && job.unsynced.isEmpty()) node.owner.checkPlaces(job);
      }
    }
  }

  long hash() {
    return hash;
  }

  long events() {
    return events;
  }

  int troubles() {
    return troubles;
  }

  long now() {
    return now;
  }

  void trace(String kind, long... parts) {
    hash = hash * 31 + kind.hashCode();
    hash = hash * 31 + now;
    for (long part : parts) hash = hash * 31 + part;
  }

  private void misfortune() {
    if (now > TROUBLES_NANOS) {
      if (databaseAway) databaseAway = false;
      return;
    }
    strike(weather.killed(), () -> any().die());
    strike(weather.drained(), () -> any().drain());
    strike(weather.frozen(), () -> any().freeze(now + millis(500 + random.nextInt(6000))));
    strike(weather.slowed(), () -> any().slow(now + millis(3000)));
    strike(weather.cut(), this::cutOneWay);
    strike(weather.databaseAway(), this::databaseGoesAway);
    strike(weather.databaseCrash(), store::crash);
    strike(weather.clockStep(), () -> store.clockStep += millis(random.nextInt(4000) - 2000));
    strike(weather.userActs(), this::userActs);
  }

  private void strike(double probability, Runnable what) {
    boolean strikes = chance(probability);
    if (!strikes || troubles >= troublesMax) return;
    troubles++;
    trace("trouble", troubles);
    what.run();
  }

  private void cutOneWay() {
    cuts.put(new Pair(any().name, any().name), now + millis(1000 + random.nextInt(5000)));
  }

  private void databaseGoesAway() {
    databaseAway = true;
    after(millis(300 + random.nextInt(5000)), () -> databaseAway = false);
  }

  private void userActs() {
    var all = List.copyOf(store.jobs.values());
    SimJob job = all.get(random.nextInt(all.size()));
    switch (random.nextInt(4)) {
      case 0 -> store.cancel(job.oid, now);
      case 1 -> {
        store.pause(job.oid);
        after(millis(random.nextInt(4000)), () -> store.resume(job.oid));
      }
      case 2 -> store.retry(job.oid);
      default -> submit();
    }
    wake();
  }

  private void submit() {
    var options =
        new JobOptions(
            random.nextInt(10),
            random.nextInt(4) == 0 ? 2 : 0,
            random.nextInt(4) == 0 ? 7 : 0,
            random.nextInt(3) == 0 ? 0.01 : 0.2,
            random.nextInt(3) == 0);
    long units = 50 + random.nextInt(1500);
    String tenant = "t" + random.nextInt(2);
    Optional<Long> deadline =
        random.nextInt(10) == 0 ? Optional.of(now + millis(15_000)) : Optional.empty();
    long unit = options.chunkUnits() > 0 && random.nextBoolean() ? TINY_UNIT_NANOS : UNIT_NANOS;
    var job = new SimJob(new UUID(7, ++submitted), tenant, options, units, unit, deadline);
    while (job.poison.size() < 5 && chance(weather.poison())) {
      var kinds = List.of(Poison.KILLS, Poison.FAILS, Poison.FAILS, Poison.FLAKY, Poison.FLAKY);
      var kind = kinds.get(random.nextInt(kinds.size()));
      job.poison.put((long) random.nextInt((int) units), kind);
    }
    store.jobs.put(job.oid, job);
    wake();
  }

  private void wake() {
    for (SimNode node : nodes.values()) after(millis(1 + random.nextInt(3)), node::look);
  }

  void newcomer() {
    new SimNode(this, "n" + born++, 1 + random.nextInt(3), 0.3 + random.nextDouble() * 2).begin();
  }

  private SimNode any() {
    return List.copyOf(nodes.values()).get(random.nextInt(nodes.size()));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  static long millis(long millis) {
    return millis * 1_000_000;
  }

  int slots(String node) {
    return Objects.requireNonNull(slots.get(node));
  }

  boolean calm() {
    return now > TROUBLES_NANOS;
  }

  void after(long nanos, Runnable what) {
    agenda.add(new Due(now + nanos, order++, what));
  }

  void every(Duration wait, Runnable what) {
    after(
        wait.toNanos(),
        () -> {
          what.run();
          every(wait, what);
        });
  }

  /** Takes a message from node to node, or loses, doubles, delays it. */
  void carry(String from, String to, java.util.function.Consumer<SimNode> arrival) {
    boolean cut = cuts.getOrDefault(new Pair(from, to), 0L) > now && !calm();
    boolean lost = cut || (!calm() && !from.equals(to) && chance(weather.lost()));
    int copies = lost ? 0 : !calm() && chance(weather.doubled()) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      long late = !calm() && chance(0.02) ? random.nextInt(2000) : random.nextInt(5);
      after(millis(late), () -> Optional.ofNullable(nodes.get(to)).ifPresent(arrival));
    }
  }

  /** Asks the database; the question or the answer may get lost, and then nobody knows. */
  <T> void ask(
      java.util.function.Supplier<T> statement,
      java.util.function.Consumer<T> answer,
      Runnable fault) {
    boolean unknown = !calm() && chance(weather.unknown());
    boolean applied = !unknown || random.nextBoolean();
    long there = 200_000 + random.nextInt(3_000_000);
    long back = 200_000 + random.nextInt(3_000_000);
    after(
        there,
        () -> {
          if (databaseAway) {
            after(back, fault);
            return;
          }
          var result = applied ? new ArrayList<T>(List.of(statement.get())) : null;
          after(
              back,
              () -> {
                if (unknown || result == null) fault.run();
                else answer.accept(result.getFirst());
              });
        });
  }
}
