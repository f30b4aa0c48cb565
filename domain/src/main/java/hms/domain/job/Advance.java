package hms.domain.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What workers tell of the chunks that they compute for one job, and how fast it gets done. */
final class Advance {
  private static final long SAMPLE_NANOS = Duration.ofMillis(500).toNanos();
  private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

  /** Workers tell each heartbeat: what is older is no news. */
  private static final long FRESH_NANOS = Duration.ofMillis(1500).toNanos();

  /** Before so much is done, its first chunks say little of the others. */
  private static final double ESTIMATED_FROM = 0.05;

  private record Report(List<JobMessage.Running> running, long atNanos) {}

  private record Sample(long done, long atNanos) {}

  private final JobProgress progress;
  private final long unitsTotal;
  private final Map<String, Report> reports = new HashMap<>();
  private final Deque<Sample> samples = new ArrayDeque<>();

  Advance(JobProgress progress, long unitsTotal, long nowNanos) {
    this.progress = progress;
    this.unitsTotal = unitsTotal;
    samples.add(new Sample(progress.unitsSettled(), nowNanos));
  }

  /** Takes over what a worker computes for the job. */
  void heard(String worker, List<JobMessage.Running> running, long nowNanos) {
    reports.put(worker, new Report(running, nowNanos));
  }

  void forget(String worker) {
    reports.remove(worker);
  }

  /** Looks how far it is; twice a second is enough. */
  void look(long nowNanos) {
    if (nowNanos - samples.getLast().atNanos() < SAMPLE_NANOS) return;
    samples.add(new Sample(done(nowNanos), nowNanos));
    while (nowNanos - samples.getFirst().atNanos() > WINDOW_NANOS) samples.removeFirst();
  }

  JobLive now(long nowNanos) {
    long running = running(nowNanos).stream().mapToLong(JobMessage.Running::units).sum();
    long done = done(nowNanos);
    Sample first = samples.getFirst();
    double seconds = Math.max(1, nowNanos - first.atNanos()) / 1e9;
    double rate = Math.max(0, done - first.done()) / seconds;
    return new JobLive(running, slots(nowNanos), rate, left(done, rate), statuses(nowNanos));
  }

  /** Of a chunk and its copy, what either says. */
  private List<JobLive.ChunkStatus> statuses(long nowNanos) {
    return fresh(nowNanos)
        .flatMap(report ->
            out(report)
                .filter(running -> !running.status().isEmpty())
                .map(running -> status(report.getKey(), running)))
        .sorted(Comparator.comparingLong(JobLive.ChunkStatus::lo))
        .limit(JobLive.STATUSES_MAX)
        .toList();
  }

  private static JobLive.ChunkStatus status(String node, JobMessage.Running running) {
    var chunk = running.chunk();
    return new JobLive.ChunkStatus(chunk.lo(), chunk.hi(), node, running.status());
  }

  /** As told: short chunks are over by now, and others run in their place. */
  private int slots(long nowNanos) {
    return fresh(nowNanos).mapToInt(each -> each.getValue().running().size()).sum();
  }

  private long left(long done, double rate) {
    if (done < ESTIMATED_FROM * unitsTotal || rate == 0) return JobLive.UNKNOWN;
    return (long) ((unitsTotal - done) / rate * 1000);
  }

  private long done(long nowNanos) {
    long running = running(nowNanos).stream().mapToLong(JobMessage.Running::units).sum();
    return Math.min(unitsTotal, progress.unitsSettled() + running);
  }

  /** What is told of chunks that are still out, lately. */
  private List<JobMessage.Running> running(long nowNanos) {
    return fresh(nowNanos).flatMap(this::out).toList();
  }

  private Stream<JobMessage.Running> out(Map.Entry<String, Report> report) {
    return report.getValue().running().stream()
        .filter(running -> progress.isOut(report.getKey(), running.chunk()));
  }

  private Stream<Map.Entry<String, Report>> fresh(long nowNanos) {
    return reports.entrySet().stream()
        .filter(each -> nowNanos - each.getValue().atNanos() <= FRESH_NANOS);
  }
}
