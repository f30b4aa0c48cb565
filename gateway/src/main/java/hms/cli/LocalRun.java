package hms.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.compare.Variant;
import hms.cluster.compare.Work;
import hms.cluster.job.JobTypes;
import hms.cluster.job.Reduction;
import hms.cluster.job.Verdict;
import hms.domain.Outcome;
import hms.domain.Refusal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A job that is computed on this machine, told like one of the cluster. */
final class LocalRun {
  private static final long EVERY_MILLIS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JobTypes types;
  private final Variant variant;
  private final int slots;
  private final PrintWriter out;
  private final PrintWriter err;

  LocalRun(JobTypes types, Variant variant, int slots, PrintWriter out, PrintWriter err) {
    this.types = types;
    this.variant = variant;
    this.slots = slots;
    this.out = out;
    this.err = err;
  }

  /** Blocks until it has ended; answers the exit code. */
  int run(String type, ObjectNode parameters) throws InterruptedException {
    return switch (Work.of(types, type, parameters.toString())) {
      case Outcome.Done<Work>(var work) -> run(work);
      case Outcome.Refused<Work>(var why) -> refused(why);
    };
  }

  private int refused(Refusal why) {
    if (why instanceof Refusal.Invalid(var violations)) {
      err.printf("error: the job cannot be computed by --variant %s%n", variant.word());
      violations.forEach(each -> err.printf("  %s  %s%n", each.pointer(), each.detail()));
    } else {
      err.println("error: " + why);
    }
    return Hms.REJECTED;
  }

  private int run(Work work) throws InterruptedException {
    err.printf("%s by %s, %d slots%n", work.type(), variant.word(), slots);
    var bar = new ProgressBar(err);
    long began = System.nanoTime();
    var computing = computed(work, bar);
    if (computing.state() == Future.State.FAILED) {
      bar.end();
      return failed(work, told(computing.exceptionNow()), JobCommand.JOB_FAILED);
    }
    String took = "%.3f s".formatted((System.nanoTime() - began) / 1e9);
    var computed = computing.resultNow();
    var verdict = computed.total().verify();
    String state = verdict instanceof Verdict.Refuted ? "FAILED" : "SUCCEEDED";
    bar.show(state, work.units(), work.units(), took);
    bar.end();
    if (verdict instanceof Verdict.Refuted(var oracle, var detail)) {
      return failed(work, "REFUTED: %s: %s".formatted(oracle, detail), JobCommand.REFUTED);
    }
    err.printf("%s SUCCEEDED in %s%n", work.type(), took);
    print(work, computed);
    return 0;
  }

  /** What is over by then. */
  private Future<Variant.Computed> computed(Work work, ProgressBar bar)
      throws InterruptedException {
    var done = new AtomicLong();
    try (var pool = Executors.newSingleThreadExecutor()) {
      var computing =
          pool.submit(
              () -> variant.compute(work, slots, units -> done.accumulateAndGet(units, Math::max)));
      pool.shutdown();
      while (!pool.awaitTermination(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        bar.show("RUNNING", done.get(), work.units(), "%,d units".formatted(done.get()));
      }
      return computing;
    }
  }

  private void print(Work work, Variant.Computed computed) {
    if (work.job().form() == Reduction.Form.AGGREGATE) {
      out.println(pretty(computed.total().json()));
    } else {
      computed.parts().forEach(part -> out.print(new String(part, StandardCharsets.UTF_8)));
      out.flush();
    }
  }

  private int failed(Work work, String why, int exitCode) {
    err.printf("%s FAILED: %s%n", work.type(), why);
    return exitCode;
  }

  private static String told(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private static String pretty(String json) {
    try {
      return JSON.readTree(json).toPrettyString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that is no JSON: " + json, e);
    }
  }
}
