package hms.chaos;

import hms.domain.job.Job;
import hms.domain.job.JobOptions;
import hms.domain.job.JobTerms;
import hms.domain.job.JobWish;
import hms.storage.JobStore;
import hms.storage.pg.PgJobViews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A job of a run, as the database tells of it. */
final class Subject {
  private static final Duration BEGIN = Duration.ofSeconds(30);
  private static final Duration END = Duration.ofSeconds(90);
  private static final int PAGE = 1000;

  private final JobStore jobs;
  private final PgJobViews views;
  private final UUID oid;
  private final long units;

  private Subject(JobStore jobs, PgJobViews views, UUID oid, long units) {
    this.jobs = jobs;
    this.views = views;
    this.oid = oid;
    this.units = units;
  }

  /** Counts the divisors of 1 to {@code to} by trial division; priority 9 goes first. */
  static Subject factors(JobStore jobs, PgJobViews views, long to, int priority) {
    String parameters = "{\"from\":1,\"to\":%d,\"algorithm\":\"trial\"}".formatted(to);
    return submit(jobs, views, "factors", parameters, to, new JobOptions(priority, 0, 0, 0, false));
  }

  /** Sleeps so often for 20 ms, a chunk each; goes last. */
  static Subject sleep(JobStore jobs, PgJobViews views, long units) {
    String parameters = "{\"units\":%d,\"millis\":20}".formatted(units);
    return submit(jobs, views, "sleep", parameters, units, new JobOptions(0, 0, 1, 0, false));
  }

  private static Subject submit(
      JobStore jobs,
      PgJobViews views,
      String type,
      String parameters,
      long units,
      JobOptions options) {
    UUID oid = UUID.randomUUID();
    Job job = Job.queued(oid, JobTerms.of(type, parameters).with(options), "chaos", Instant.now());
    var unused = Patience.ask(() -> jobs.insert(job).compose(in -> jobs.wake()).map(true));
    return new Subject(jobs, views, oid, units);
  }

  UUID oid() {
    return oid;
  }

  long units() {
    return units;
  }

  Job now() {
    return Patience.ask(() -> jobs.find(oid)).orElseThrow();
  }

  /** Waits for its first chunks, and for the owner that has it now. */
  String awaitUnderWay(long chunks) {
    Patience.until(BEGIN, oid + " under way", () -> now().chunksDone() >= chunks);
    return now().owner().orElseThrow();
  }

  /** As it ended; as it is, if it does not end. */
  Job awaitEnd() {
    long end = System.nanoTime() + END.toNanos();
    Job job = now();
    while (!job.state().ended() && System.nanoTime() < end) {
      Patience.pause();
      job = now();
    }
    return job;
  }

  void cancel() {
    var unused = Patience.ask(() -> jobs.wish(oid, JobWish.CANCEL, "chaos"));
  }

  List<PgJobViews.Chunk> chunks() {
    var all = new ArrayList<PgJobViews.Chunk>();
    long from = 0;
    while (true) {
      long at = from;
      var page = Patience.ask(() -> views.chunks(oid, at, PAGE));
      all.addAll(page);
      if (page.size() < PAGE) return all;
      from = page.getLast().lo() + 1;
    }
  }

  /** The latest first. */
  List<PgJobViews.Failure> failures() {
    return Patience.ask(() -> views.failures(oid, PAGE));
  }

  /** The latest first. */
  List<PgJobViews.Event> events() {
    return Patience.ask(() -> views.events(oid, PAGE));
  }
}
