package hms.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.job.Interval;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
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

  @ParameterizedTest
  @MethodSource("samples")
  void any_cutting_done_in_any_order_gives_the_same_bytes(String json) throws Exception {
    P parameters = parameters(json);
    byte[] whole = compute(parameters, new Interval(0, units(parameters)));

    var chunks = cut(units(parameters));
    Collections.shuffle(chunks, random);
    var parts = new TreeMap<Long, byte[]>();
    for (Interval chunk : chunks) parts.put(chunk.lo(), compute(parameters, chunk));

    assertThat(joinedSomehow(parameters, new ArrayList<>(parts.values())))
        .as("%s, seed %d", json, seed)
        .isEqualTo(whole);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_chunk_done_twice_gives_the_same_bytes(String json) throws Exception {
    P parameters = parameters(json);
    Interval chunk = cut(units(parameters)).getFirst();

    assertThat(compute(parameters, chunk)).isEqualTo(compute(parameters, chunk));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void bytes_are_canonical_and_nothing_is_neutral(String json) throws Exception {
    P parameters = parameters(json);
    byte[] part = compute(parameters, cut(units(parameters)).getFirst());
    var reduction = type().reduction(parameters);

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
    byte[] whole = compute(parameters, new Interval(0, units(parameters)));

    assertThat(type().verify(parameters, type().reduction(parameters).read(whole)))
        .as(json)
        .isNotInstanceOf(Verdict.Refuted.class);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_chunk_that_nobody_waits_for_ends_at_a_checkpoint(String json) {
    P parameters = parameters(json);
    ChunkContext stopped =
        () -> {
          throw new Stopped();
        };

    assertThatThrownBy(
            () -> type().compute(parameters, new Interval(0, units(parameters)), stopped))
        .isInstanceOf(Stopped.class);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void what_it_does_not_know_is_refused(String json) {
    var more = new JsonObject(json).put("nobody-knows-this", 1);

    assertThat(type().parameters(more).toString()).contains("/nobody-knows-this");
  }

  private long units(P parameters) {
    return type().plan(parameters).units();
  }

  private P parameters(String json) {
    return type().parameters(new JsonObject(json)).orThrow();
  }

  private byte[] compute(P parameters, Interval chunk) throws Exception {
    return type().reduction(parameters).write(type().compute(parameters, chunk, () -> {}));
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
