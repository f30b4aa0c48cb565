package hms.domain.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What an orchestrator knows of one session with one worker: its credit and what it was sent. */
final class WorkerLedger {
  private static final long RESEND_NANOS = Duration.ofMillis(300).toNanos();

  private final JobMessage.Hello hello;
  private final Deque<Chunk> unconfirmed = new ArrayDeque<>();
  private final List<Chunk> outbox = new ArrayList<>();
  private long heardNanos;
  private long sentNanos;
  private long creditNumber = -1;
  private int window;
  private long granted;
  private long finished;

  WorkerLedger(JobMessage.Hello hello, long nowNanos) {
    this.hello = hello;
    this.heardNanos = nowNanos;
  }

  String node() {
    return hello.from();
  }

  long session() {
    return hello.session();
  }

  int slots() {
    return hello.slots();
  }

  void heard(long nowNanos) {
    heardNanos = nowNanos;
  }

  boolean silentFor(Duration lease, long nowNanos) {
    return nowNanos - heardNanos > lease.toNanos();
  }

  long free() {
    return window - (granted - finished);
  }

  /** Takes over the newest credit; older ones that arrive late are dropped. */
  void credit(JobMessage.Credit credit) {
    if (credit.n() <= creditNumber) return;
    creditNumber = credit.n();
    window = credit.window();
    finished = credit.finished();
    while (granted - unconfirmed.size() < credit.received()) unconfirmed.removeFirst();
  }

  void grant(Chunk chunk) {
    granted++;
    outbox.addLast(chunk);
  }

  /** What was granted since the last time, as one message. */
  Optional<JobMessage.Grant> outgoing(String from, long nowNanos) {
    if (outbox.isEmpty()) return Optional.empty();
    long first = granted - outbox.size() + 1;
    var grant = new JobMessage.Grant(from, session(), first, outbox);
    unconfirmed.addAll(outbox);
    outbox.clear();
    sentNanos = nowNanos;
    return Optional.of(grant);
  }

  /** Everything that the worker has not confirmed for a while, once more. */
  Optional<JobMessage.Grant> overdue(String from, long nowNanos) {
    if (unconfirmed.isEmpty() || nowNanos - sentNanos < RESEND_NANOS) return Optional.empty();
    sentNanos = nowNanos;
    long first = granted - unconfirmed.size() + 1;
    return Optional.of(new JobMessage.Grant(from, session(), first, List.copyOf(unconfirmed)));
  }
}
