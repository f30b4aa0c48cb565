package hms.domain.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a worker knows of one session with one orchestrator: counters and unstored reports. */
final class OrchestratorLink {
  private static final long RESEND_NANOS = Duration.ofMillis(500).toNanos();
  private static final long RESEND_MAX_NANOS = Duration.ofSeconds(4).toNanos();

  private record Sent(WorkerEffect effect, long againNanos, long waitNanos) {}

  private final String node;
  private final long session;
  private final Map<Long, Sent> reports = new LinkedHashMap<>();
  private boolean welcomed;
  private long echoNanos;
  private long helloNanos;
  private long creditNanos;
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

  void welcome(long nowNanos) {
    welcomed = true;
    echo(nowNanos);
  }

  void echo(long nowNanos) {
    echoNanos = nowNanos;
  }

  boolean silentFor(Duration lease, long nowNanos) {
    return welcomed && nowNanos - echoNanos > lease.toNanos();
  }

  boolean due(Duration wait, long nowNanos) {
    return nowNanos - (welcomed ? creditNanos : helloNanos) >= wait.toNanos();
  }

  JobMessage.Hello hello(String from, int slots, long nowNanos) {
    helloNanos = nowNanos;
    return new JobMessage.Hello(from, session, slots);
  }

  JobMessage.Credit credit(String from, int window, long nowNanos) {
    creditNanos = nowNanos;
    return new JobMessage.Credit(from, session, credits++, window, received, finished);
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
    return reports.isEmpty();
  }

  WorkerEffect report(long number, WorkerEffect effect, long nowNanos) {
    reports.put(number, new Sent(effect, nowNanos + RESEND_NANOS, RESEND_NANOS));
    return effect;
  }

  boolean acknowledged(long number) {
    return reports.remove(number) != null;
  }

  /** The reports whose acknowledgement is overdue; each waits twice as long the next time. */
  List<WorkerEffect> overdue(long nowNanos) {
    var again = new ArrayList<WorkerEffect>();
    reports.replaceAll((number, sent) -> {
      if (sent.againNanos - nowNanos > 0) return sent;
      again.add(sent.effect);
      long wait = Math.min(2 * sent.waitNanos, RESEND_MAX_NANOS);
      return new Sent(sent.effect, nowNanos + wait, wait);
    });
    return again;
  }
}
