package hms.chaos;

import hms.storage.JobStore;
import hms.storage.pg.PgJobViews;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes the cluster whole before a run: every node is alive, has its lease, and computes what
 * others grant. One that does not within some seconds is deaf, and is started again.
 */
final class Muster {
  private static final Duration HEALING = Duration.ofSeconds(20);
  private static final int TASKS = 30;

  private final Fleet fleet;
  private final JobStore jobs;
  private final PgJobViews views;
  private final EventLog log;

  Muster(Fleet fleet, JobStore jobs, PgJobViews views, EventLog log) {
    this.fleet = fleet;
    this.jobs = jobs;
    this.views = views;
    this.log = log;
  }

  void call() {
    fleet.complete();
    fleet.settle();
    long end = System.nanoTime() + HEALING.toNanos();
    List<Member> deaf = absent();
    while (!deaf.isEmpty() && System.nanoTime() < end) deaf = absent();
    for (Member member : deaf) {
      log.tell("deaf", Map.of("whom", member.name()));
      member.kill();
    }
    fleet.complete();
  }

  /** The nodes that had no part in a job that has a task for each, several times over. */
  private List<Member> absent() {
    var job = Subject.sleep(jobs, views, TASKS);
    var unused = job.awaitEnd();
    var present = job.chunks().stream().map(PgJobViews.Chunk::node).collect(Collectors.toSet());
    return fleet.members().stream().filter(each -> !present.contains(fleet.id(each))).toList();
  }
}
