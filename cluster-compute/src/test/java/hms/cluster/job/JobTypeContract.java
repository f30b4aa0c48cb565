package hms.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.job.Interval;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the engine relies on; each job type passes it with parameters of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class JobTypeContract<P extends Record, A> {
  private static final int CHUNKS_MAX = 12;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  protected abstract JobType<P, A> type();

  /** Parameters as JSON; each is computed several times, so they should be small. */
  protected abstract List<String> samples();

  /** What such a job would freeze, for types that freeze anything. */
  protected List<byte[]> input(String json) {
    return List.of();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void any_cutting_done_in_any_order_gives_the_same_bytes(String json) throws Exception {
    byte[] whole = computed(json, units -> List.of(new Interval(0, units)));

    assertThat(computed(json, this::cut)).as("%s, seed %d", json, seed).isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_chunk_done_twice_gives_the_same_bytes(String json) throws Exception {
    Interval chunk = cut(units(json)).getFirst();

    assertThat(compute(json, chunk)).isEqualTo(compute(json, chunk));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void bytes_are_canonical_and_nothing_is_neutral(String json) throws Exception {
    byte[] part = compute(json, cut(units(json)).getFirst());
    var reduction = type().reduction(parameters(json));

    assertThat(reduction.write(reduction.read(part))).isEqualTo(part);
    assertThat(reduction.write(reduction.merge(reduction.empty(), reduction.read(part))))
        .isEqualTo(part);
    assertThat(reduction.write(reduction.merge(reduction.read(part), reduction.empty())))
        .isEqualTo(part);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_total_is_not_refuted(String json) throws Exception {
    P parameters = parameters(json);
    byte[] whole = computed(json, units -> List.of(new Interval(0, units)));

    assertThat(type().verify(parameters, type().reduction(parameters).read(whole)))
        .as(json)
        .isNotInstanceOf(Verdict.Refuted.class);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_chunk_that_nobody_waits_for_ends_at_a_checkpoint(String json) {
    P parameters = parameters(json);
    var stopped = GivenInput.unwanted(input(json));

    assertThatThrownBy(() -> type().compute(parameters, new Interval(0, units(json)), stopped))
        .isInstanceOf(Stopped.class);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void what_it_does_not_know_is_refused(String json) {
    var more = new JsonObject(json).put("nobody-knows-this", 1);

    assertThat(type().parameters(more).toString()).contains("/nobody-knows-this");
  }

  private long units(String json) {
    var plan = type().plan(parameters(json));
    return plan.input().isPresent() ? input(json).size() : plan.stages().getFirst().units();
  }

  private P parameters(String json) {
    return type().parameters(new JsonObject(json)).orThrow();
  }

  private byte[] compute(String json, Interval chunk) throws Exception {
    P parameters = parameters(json);
    var context = GivenInput.of(0, input(json));
    return type().reduction(parameters).write(type().compute(parameters, chunk, context));
  }

  /** All stages one after the other, the chunks of each in any order. */
  private byte[] computed(String json, LongFunction<List<Interval>> cutting) throws Exception {
    P parameters = parameters(json);
    var plan = type().plan(parameters);
    var parts = new ArrayList<byte[]>();
    var input = input(json);
    for (int stage = 0; stage < plan.stages().size(); stage++) {
      long units = stage == 0 ? units(json) : plan.stages().get(stage).units();
      var done = new TreeMap<Long, byte[]>();
      var left = new TreeMap<Long, GivenInput>();
      for (Interval chunk : shuffled(cutting.apply(units))) {
        var context = GivenInput.of(stage, input);
        byte[] part =
            type().reduction(parameters).write(type().compute(parameters, chunk, context));
        done.put(chunk.lo(), part);
        left.put(chunk.lo(), context);
      }
      parts.addAll(done.values());
      if (stage + 1 < plan.stages().size()) {
        input = joined(left.values(), plan.stages().get(stage + 1).units());
      }
    }
    return joinedSomehow(parameters, parts);
  }

  private List<Interval> shuffled(List<Interval> chunks) {
    var some = new ArrayList<>(chunks);
    Collections.shuffle(some, random);
    return some;
  }

  /** What all have left to each part, in unit order. */
  private static List<byte[]> joined(Collection<GivenInput> left, long parts) {
    return IntStream.range(0, Math.toIntExact(parts))
        .mapToObj(part -> {
          var bytes = new ByteArrayOutputStream();
          left.forEach(each -> bytes.writeBytes(each.left(part)));
          return bytes.toByteArray();
        })
        .toList();
  }

  private List<Interval> cut(long units) {
    var chunks = new ArrayList<Interval>();
    for (long lo = 0; lo < units; ) {
      long most = Math.max(1, 2 * units / CHUNKS_MAX);
      long hi = Math.min(units, lo + 1 + random.nextLong(most));
      chunks.add(new Interval(lo, hi));
      lo = hi;
    }
    return chunks;
  }

  /** Joins neighbours, any two at a time. */
  private byte[] joinedSomehow(P parameters, List<byte[]> parts) {
    var reduction = type().reduction(parameters);
    while (parts.size() > 1) {
      int at = random.nextInt(parts.size() - 1);
      A left = reduction.read(parts.get(at));
      A right = reduction.read(parts.remove(at + 1));
      parts.set(at, reduction.write(reduction.merge(left, right)));
    }
    return parts.getFirst();
  }
}
