package hms.domain.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an orchestrator knows of one session with one worker: its credit and what it was sent. */
final class WorkerLedger {
  private static final long RESEND_NANOS = Duration.ofMillis(300).toNanos();
  private static final double WEIGHT_OF_NEWEST = 0.1;
  private static final double SPEED_MIN = 0.1;
  private static final double SPEED_MAX = 10;

  private final JobMessage.Hello hello;
  private final Set<JobCode> types;

  /** One chunk each, in the order of their numbers; packed when they are sent. */
  private final Deque<Lot> unconfirmed = new ArrayDeque<>();

  private final List<Lot> outbox = new ArrayList<>();
  private long heardNanos;
  private long sentNanos;
  private long creditNumber = -1;
  private int window;
  private long granted;
  private long finished;
  private double speed = 1;
  private int weightTold;

  /** Number of the last grant that may be what ends its node. */
  private long watchedTo;

  /** It is given nothing more until it has few. */
  private boolean calming;

  WorkerLedger(JobMessage.Hello hello, long nowNanos) {
    this.hello = hello;
    this.types = Set.copyOf(hello.types());
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

  boolean knows(JobCode code) {
    return types.contains(code);
  }

  /** Weights of the tenants with waiting work for it, as it was told last. */
  int weightTold() {
    return weightTold;
  }

  void tellWeight(int weight) {
    weightTold = weight;
  }

  /** How fast it computes; 1 is the average of its cluster. */
  double speed() {
    return speed;
  }

  void learnSpeed(double expectedNanos, double foundNanos) {
    double found = expectedNanos / Math.max(1, foundNanos);
    speed += WEIGHT_OF_NEWEST * (found - speed);
    speed = Math.clamp(speed, SPEED_MIN, SPEED_MAX);
  }

  void heard(long nowNanos) {
    heardNanos = nowNanos;
  }

  boolean silentFor(Duration lease, long nowNanos) {
    return nowNanos - heardNanos > lease.toNanos();
  }

  /** How many more chunks it takes; few while it is watched, so that a loss tells something. */
  long free() {
    if (calming) return 0;
    long most = watchedTo > finished ? Math.min(window, few()) : window;
    return most - (granted - finished);
  }

  /** So many are running or next: if it is lost with no more, one of them may be why. */
  long few() {
    return 2L * slots();
  }

  boolean hasFew() {
    return granted - finished < few();
  }

  /** It has to come down to few before it is given anything. */
  void calm() {
    calming = !hasFew();
  }

  /** Its next grant may be what ends it. */
  void watch() {
    watchedTo = granted + 1;
  }

  /** Takes over the newest credit; older ones that arrive late are dropped. */
  void credit(JobMessage.Credit credit) {
    if (credit.n() <= creditNumber) return;
    creditNumber = credit.n();
    window = credit.window();
    finished = credit.finished();
    while (granted - unconfirmed.size() - outbox.size() < credit.received()) {
      unconfirmed.removeFirst();
    }
    calming &= !hasFew();
  }

  /** Takes one chunk down to be sent. */
  void grant(Lot chunk) {
    granted++;
    outbox.addLast(chunk);
  }

  /** True if the worker may not have heard of this chunk yet. */
  boolean unheard(Chunk chunk) {
    return Stream.concat(unconfirmed.stream(), outbox.stream())
        .anyMatch(lot -> lot.chunk().equals(chunk));
  }

  /** What was granted since the last time, as one message. */
  Optional<JobMessage.Grant> outgoing(String from, long nowNanos) {
    if (outbox.isEmpty()) return Optional.empty();
    long first = granted - outbox.size() + 1;
    var grant = new JobMessage.Grant(from, session(), first, packed(outbox));
    unconfirmed.addAll(outbox);
    outbox.clear();
    sentNanos = nowNanos;
    return Optional.of(grant);
  }

  /** Everything that the worker has not confirmed for a while, once more. */
  Optional<JobMessage.Grant> overdue(String from, long nowNanos) {
    if (unconfirmed.isEmpty() || nowNanos - sentNanos < RESEND_NANOS) return Optional.empty();
    sentNanos = nowNanos;
    long first = granted - outbox.size() - unconfirmed.size() + 1;
    return Optional.of(new JobMessage.Grant(from, session(), first, packed(unconfirmed)));
  }

  private static List<Lot> packed(Collection<Lot> chunks) {
    var lots = new ArrayList<Lot>();
    for (Lot next : chunks) {
      if (!lots.isEmpty() && lots.getLast().endsWhere(next)) lots.add(lots.removeLast().with(next));
      else lots.add(next);
    }
    return lots;
  }
}
