package hms.domain.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a worker knows of one session with one orchestrator: counters and what it has to repeat. */
final class OrchestratorLink {
  private static final long RESEND_NANOS = Duration.ofMillis(500).toNanos();
  private static final long RESEND_MAX_NANOS = Duration.ofSeconds(4).toNanos();

  private record Sent(WorkerEffect effect, long againNanos, long waitNanos) {}

  private final String node;
  private final long session;

  /** Reports of failures and batches of results, by number, until they are acknowledged. */
  private final Map<Long, Sent> unanswered = new LinkedHashMap<>();

  private boolean welcomed;
  private int waitingWeight;
  private long echoNanos;
  private long helloNanos;
  private long creditNanos;
  private int window = -1;
  private long credits;
  private long received;
  private long finished;

  OrchestratorLink(String node, long session, long nowNanos) {
    this.node = node;
    this.session = session;
    this.echoNanos = nowNanos;
  }

  String node() {
    return node;
  }

  long session() {
    return session;
  }

  boolean welcomed() {
    return welcomed;
  }

  void welcome(int weight, long nowNanos) {
    welcomed = true;
    waitingWeight = weight;
    echoNanos = nowNanos;
  }

  /** True if the weight is another one than before. */
  boolean echo(int weight, long nowNanos) {
    boolean changed = weight != waitingWeight;
    waitingWeight = weight;
    echoNanos = nowNanos;
    return changed;
  }

  int waitingWeight() {
    return waitingWeight;
  }

  /** A Welcome that is missing counts: its session may be over for who should have sent it. */
  boolean silentFor(Duration lease, long nowNanos) {
    return nowNanos - echoNanos > lease.toNanos();
  }

  boolean due(Duration wait, long nowNanos) {
    return nowNanos - (welcomed ? creditNanos : helloNanos) >= wait.toNanos();
  }

  JobMessage.Hello hello(String from, int slots, List<JobCode> types, long nowNanos) {
    helloNanos = nowNanos;
    return new JobMessage.Hello(from, session, slots, types);
  }

  /** What the last credit said; -1 before the first. */
  int window() {
    return window;
  }

  JobMessage.Credit credit(String from, int newWindow, long nowNanos) {
    creditNanos = nowNanos;
    window = newWindow;
    return new JobMessage.Credit(from, session, credits++, newWindow, received, finished);
  }

  /**
   * True if {@code number} is the next one; what was seen is dropped, what is ahead comes again.
   */
  boolean receive(long number) {
    if (number != received + 1) return false;
    received = number;
    return true;
  }

  void finish(int chunks) {
    finished += chunks;
  }

  boolean idle() {
    return unanswered.isEmpty();
  }

  WorkerEffect repeat(long number, WorkerEffect effect, long nowNanos) {
    unanswered.put(number, new Sent(effect, nowNanos + RESEND_NANOS, RESEND_NANOS));
    return effect;
  }

  boolean answered(long number) {
    return unanswered.remove(number) != null;
  }

  /** What waits for its answer for too long; each waits twice as long the next time. */
  List<WorkerEffect> overdue(long nowNanos) {
    var again = new ArrayList<WorkerEffect>();
    unanswered.replaceAll((number, sent) -> {
      if (sent.againNanos - nowNanos > 0) return sent;
      again.add(sent.effect);
      long wait = Math.min(2 * sent.waitNanos, RESEND_MAX_NANOS);
      return new Sent(sent.effect, nowNanos + wait, wait);
    });
    return again;
  }
}
