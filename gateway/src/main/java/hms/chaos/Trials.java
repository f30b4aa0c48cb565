package hms.chaos;

import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.storage.JobStore;
import hms.storage.pg.PgJobViews;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Plays faults, each in the middle of a job, and checks what the job came to. */
final class Trials {
  private static final Duration TAKE_OVER = Duration.ofSeconds(60);
  private static final int UNDER_WAY = 8;
  private static final int BYSTANDERS = 90;
  private static final Set<Road> BETWEEN_NODES = Set.of(Road.MEMBERSHIP, Road.BUS);

  private final Fleet fleet;
  private final Database database;
  private final JobStore jobs;
  private final PgJobViews views;
  private final EventLog log;
  private final Random random;
  private final Findings findings = new Findings();
  private final Muster muster;
  private final Workload workload;

  Trials(
      Fleet fleet,
      Database database,
      JobStore jobs,
      PgJobViews views,
      EventLog log,
      Random random) {
    this.fleet = fleet;
    this.database = database;
    this.jobs = jobs;
    this.views = views;
    this.log = log;
    this.random = random;
    this.muster = new Muster(fleet, jobs, views, log);
    muster.call();
    this.workload = Workload.measured(units -> Subject.factors(jobs, views, units, 5));
  }

  Findings findings() {
    return findings;
  }

  /** One job, hit by one fault; answers what became of it. */
  Verdict play(int run, Fault fault) {
    log.begin(run);
    muster.call();
    Verdict verdict = fault == Fault.CANCELLED ? cancelled() : hit(fault);
    findings.add(verdict);
    log.tell(
        "checked",
        Map.of(
            "fault",
            fault.label(),
            "agrees",
            verdict.agrees(),
            "doubled",
            verdict.doubled(),
            "found",
            verdict.found()));
    return verdict;
  }

  private Verdict hit(Fault fault) {
    var subject = Subject.factors(jobs, views, workload.units(fault.seconds()), 5);
    var owner = fleet.member(subject.awaitUnderWay(UNDER_WAY + random.nextInt(UNDER_WAY)));
    switch (fault) {
      case WORKER_KILLED -> kill(subject, other(owner));
      case WORKER_HANGS -> hang(subject, other(owner));
      case ORCHESTRATOR_KILLED -> behead(subject, owner);
      case ORCHESTRATOR_HANGS -> {
        var unused = tell(fault, owner.name());
        freeze(owner);
      }
      case NODE_CUT_OFF -> storm(fault, any(), BETWEEN_NODES, Weather.CUT);
      case NODE_SILENT -> storm(fault, any(), BETWEEN_NODES, Weather.SILENT);
      case NODE_SLOW -> storm(fault, any(), BETWEEN_NODES, Weather.SLOW);
      case DATABASE_UNREACHED -> storm(fault, any(), Set.of(Road.DATABASE), cutOrSilent());
      case DATABASE_CRASHES -> {
        var unused = tell(fault, "database");
        database.crash();
      }
      case NODE_DRAINS -> drain(fault, any());
      case ALL_KILLED -> killAll(fault);
      case CANCELLED -> throw new IllegalStateException("nothing is hit");
    }
    Job job = subject.awaitEnd();
    return Verdict.of(job, subject.units(), subject.chunks());
  }

  private void kill(Subject subject, Member victim) {
    Instant at = tell(Fault.WORKER_KILLED, victim.name());
    victim.kill();
    Job unused = subject.awaitEnd();
    rerun(Findings.Wait.WORKER_KILL, subject, fleet.id(victim), at);
  }

  /** What it computes once it is awake again is late, and the check of the rows comes after it. */
  private void hang(Subject subject, Member victim) {
    Instant at = tell(Fault.WORKER_HANGS, victim.name());
    freeze(victim);
    Job unused = subject.awaitEnd();
    victim.awaitThaw();
    sleep(Duration.ofSeconds(1));
    rerun(Findings.Wait.WORKER_HANG, subject, fleet.id(victim), at);
  }

  /**
   * When the chunk that it was computing began again elsewhere: of those that it had, the first
   * one.
   */
  private void rerun(Findings.Wait wait, Subject subject, String victim, Instant at) {
    var lost =
        subject.failures().stream()
            .filter(failure -> failure.node().equals(victim) && failure.at().isAfter(at))
            .min(Comparator.comparingLong(PgJobViews.Failure::lo));
    if (lost.isEmpty()) {
      copied(wait, subject, victim, at);
      return;
    }
    log.tell(lost.get().at(), "loss-noticed", since(at, lost.get().at()));
    subject.chunks().stream()
        .filter(row -> row.lo() == lost.get().lo() && !row.node().equals(victim))
        .map(PgJobViews.Chunk::started)
        .filter(started -> started.isAfter(at))
        .forEach(started -> {
          log.tell(started, "rerun", since(at, started));
          findings.add(wait, Duration.between(at, started).toMillis());
        });
  }

  /**
   * The others had nothing left to do and did what it was computing before it was missed: of what
   * had been granted by then, that was begun last.
   */
  private void copied(Findings.Wait wait, Subject subject, String victim, Instant at) {
    var rows = subject.chunks();
    long begun =
        rows.stream()
            .filter(row -> !row.started().isAfter(at))
            .mapToLong(PgJobViews.Chunk::lo)
            .max()
            .orElse(-1);
    rows.stream()
        .filter(row -> row.lo() < begun && !row.node().equals(victim))
        .map(PgJobViews.Chunk::started)
        .filter(started -> started.isAfter(at))
        .max(Comparator.naturalOrder())
        .ifPresent(started -> {
          log.tell(started, "copied", since(at, started));
          findings.add(wait, Duration.between(at, started).toMillis());
        });
  }

  private static Map<String, Object> since(Instant fault, Instant then) {
    return Map.of("millis", Duration.between(fault, then).toMillis());
  }

  /** Until the first commit under the next owner. */
  private void behead(Subject subject, Member owner) {
    long epoch = subject.now().epoch();
    Instant at = tell(Fault.ORCHESTRATOR_KILLED, owner.name());
    owner.kill();
    Patience.until(TAKE_OVER, "take-over", () -> subject.now().epoch() > epoch);
    Job taken = subject.now();
    log.tell("taken-over", since(at, Instant.now()));
    Patience.until(
        TAKE_OVER,
        "a commit of the successor",
        () -> subject.now().chunksDone() > taken.chunksDone() || subject.now().state().ended());
    log.tell("resumed", since(at, Instant.now()));
    findings.add(Findings.Wait.ORCHESTRATOR_KILL, Duration.between(at, Instant.now()).toMillis());
  }

  private void freeze(Member victim) {
    victim.freeze(Duration.ofMillis(5000 + random.nextInt(2000)));
  }

  private void storm(Fault fault, Member victim, Set<Road> roads, Weather weather) {
    var unused = tell(fault, victim.name() + " " + weather);
    fleet.storm(victim, roads, weather);
    sleep(Duration.ofMillis(500 + random.nextInt(5000)));
    fleet.clear();
    log.tell("cleared", Map.of());
  }

  private Weather cutOrSilent() {
    return random.nextBoolean() ? Weather.CUT : Weather.SILENT;
  }

  private void drain(Fault fault, Member victim) {
    var unused = tell(fault, victim.name());
    victim.stop();
    log.tell("drained", Map.of());
  }

  private void killAll(Fault fault) {
    var unused = tell(fault, "all");
    fleet.members().forEach(Member::kill);
    fleet.complete();
  }

  /**
   * The slots are full with one job, another waits; the time is from the answer to the cancel until
   * the other one begins, on each node.
   */
  private Verdict cancelled() {
    var unwanted = Subject.factors(jobs, views, workload.units(Fault.CANCELLED.seconds()), 9);
    String owner = unwanted.awaitUnderWay(UNDER_WAY);
    log.tell("under-way", Map.of("owner", owner));
    var waiting = Subject.sleep(jobs, views, BYSTANDERS);
    sleep(Duration.ofMillis(200 + random.nextInt(300)));
    unwanted.cancel();
    Instant at = tell(Fault.CANCELLED, "job");
    long before = unwanted.now().chunksDone();
    Job done = waiting.awaitEnd();
    freed(waiting, at);
    Job job = unwanted.awaitEnd();
    var rows = unwanted.chunks();
    boolean agrees =
        job.state() == JobState.CANCELLED
            && job.chunksDone() == before
            && done.state() == JobState.SUCCEEDED;
    String found = "%s, %s, %d rows".formatted(job.state(), done.state(), rows.size());
    return new Verdict(agrees, Math.abs(before - rows.size()), found);
  }

  private void freed(Subject waiting, Instant at) {
    List<PgJobViews.Chunk> rows = waiting.chunks();
    for (Member member : fleet.members()) {
      rows.stream()
          .filter(row -> row.node().equals(fleet.id(member)))
          .map(PgJobViews.Chunk::started)
          .min(Instant::compareTo)
          .filter(at::isBefore)
          .ifPresent(started -> {
            log.tell(started, "slot-freed", since(at, started));
            findings.add(Findings.Wait.CANCEL, Duration.between(at, started).toMillis());
          });
    }
  }

  private Member any() {
    return fleet.members().get(random.nextInt(fleet.members().size()));
  }

  private Member other(Member owner) {
    var others = fleet.members().stream().filter(each -> each != owner).toList();
    return others.get(random.nextInt(others.size()));
  }

  /** Answers when it was. */
  private Instant tell(Fault fault, String whom) {
    Instant at = Instant.now();
    log.tell(at, "fault", Map.of("fault", fault.label(), "whom", whom));
    return at;
  }

  private static void sleep(Duration span) {
    LockSupport.parkNanos(span.toNanos());
  }
}
