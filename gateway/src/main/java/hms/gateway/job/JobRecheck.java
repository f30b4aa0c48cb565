package hms.gateway.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.Bus;
import hms.cluster.Recheck.Finding;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.job.Job;
import hms.gateway.job.ChunkRecheck.Checked;
import hms.gateway.operation.LongWork;
import hms.gateway.operation.Shift;
import hms.storage.DomainJson;
import hms.storage.JobStore;
import hms.storage.Step;
import hms.storage.pg.PgJobViews;
import hms.storage.pg.PgNodeViews;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Has a sample of the chunks of a job computed once more, and tells which of them came out
 * differently. Source: ADR 0080.
 */
public final class JobRecheck implements LongWork {
  static final String KIND = "job.verify";
  static final int SAMPLE_MAX = 100;
  private static final int AT_A_TIME = 2;
  private static final long TAKES_NANOS = Duration.ofMinutes(10).toNanos();

  private final Vertx vertx;
  private final Bus bus;
  private final JobStore jobs;
  private final PgJobViews views;
  private final PgNodeViews nodes;

  /**
   * Which chunks.
   *
   * @param sample how many, 1 to 100
   * @param seed draws them
   */
  record Sample(UUID job, int sample, long seed) {}

  public JobRecheck(Vertx vertx, Bus bus, JobStore jobs, PgJobViews views, PgNodeViews nodes) {
    this.vertx = vertx;
    this.bus = bus;
    this.jobs = jobs;
    this.views = views;
    this.nodes = nodes;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Step<Optional<ObjectNode>> run(Shift shift) {
    var asked = shift.parameters(Sample.class);
    return Step.from(jobs.find(asked.job()))
        .then(
            found -> Step.from(views.swept(asked.job())).decide(swept -> verifiable(found, swept)))
        .then(job ->
            Step.from(nodes.withCode(job.code().orElseThrow()))
                .decide(able ->
                    able.isEmpty() ? refused(job, "no-node", nobody(job)) : Outcome.done(able)))
        .then(able ->
            Step.from(
                views
                    .sample(asked.job(), asked.seed(), asked.sample())
                    .compose(sample -> new Round(shift, asked, sample, able).run())));
  }

  private static String nobody(Job job) {
    return "no node has the code that computed it: " + job.code().orElseThrow();
  }

  /** Only what has a result, and all that it was made of. */
  static Outcome<Job> verifiable(Optional<Job> found, boolean swept) {
    if (found.isEmpty()) return Outcome.refused(new Refusal.NotFound("job"));
    var job = found.get();
    if (job.ended().isEmpty()) return refused(job, "not-yet", "it has not ended");
    if (job.result().isEmpty()) return refused(job, "no-result", "there is no result");
    if (job.code().isEmpty()) return refused(job, "no-code", "it is not known what computed it");
    return swept
        ? refused(job, "results-swept", "what it was made of has served its time")
        : Outcome.done(job);
  }

  private static <T> Outcome<T> refused(Job job, String code, String why) {
    return Outcome.refused(
        new Refusal.WrongState(Lifecycle.word(job.state()), "verify", List.of(), code, why));
  }

  /** Some chunks at a time, until all have been checked or it must stop. */
  private final class Round {
    private final Shift shift;
    private final Sample asked;
    private final Deque<PgJobViews.Chunk> left;
    private final int all;
    private final List<String> able;
    private final List<Checked> checked = new ArrayList<>();
    private final BooleanSupplier mayGoOn;

    Round(Shift shift, Sample asked, List<PgJobViews.Chunk> sample, List<String> able) {
      long begun = System.nanoTime();
      this.shift = shift;
      this.asked = asked;
      this.left = new ArrayDeque<>(sample);
      this.all = sample.size();
      this.able = able;
      this.mayGoOn = () -> shift.mayGoOn() && System.nanoTime() - begun < TAKES_NANOS;
    }

    Future<Optional<ObjectNode>> run() {
      shift.at(0, (long) all);
      return Future.all(Stream.generate(this::next).limit(AT_A_TIME).toList())
          .map(over -> shift.mayGoOn() ? Optional.of(result()) : Optional.empty());
    }

    private Future<Void> next() {
      if (left.isEmpty()) return Future.succeededFuture();
      return new ChunkRecheck(vertx, bus, asked.job(), left.removeFirst(), able, mayGoOn)
          .run()
          .compose(done -> {
            checked.add(done);
            shift.at(checked.size(), (long) all);
            return next();
          });
    }

    private ObjectNode result() {
      var result = DomainJson.object().put("seed", asked.seed()).put("sampled", all);
      result.put("units", checked.stream().mapToLong(e -> e.chunk().hi() - e.chunk().lo()).sum());
      result.put("same", found(Finding.SAME).count());
      result.put("elsewhere", checked.stream().filter(Checked::elsewhere).count());
      result.putArray("differing").addAll(found(Finding.DIFFERS).map(Round::place).toList());
      result
          .putArray("unchecked")
          .addAll(found(Finding.CANNOT).map(e -> place(e).put("why", e.answer().why())).toList());
      return result;
    }

    private Stream<Checked> found(Finding finding) {
      return checked.stream().filter(each -> each.answer().finding() == finding);
    }

    private static ObjectNode place(Checked at) {
      var chunk = at.chunk();
      return DomainJson.object()
          .put("lo", chunk.lo())
          .put("hi", chunk.hi())
          .put("node", chunk.node());
    }
  }
}
