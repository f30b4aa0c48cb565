package hms.domain.job;

import hms.domain.job.WorkerEffect.Tell;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The orchestrators that a worker knows or seeks to know, and the credit that it gives each. */
final class Links {
  private static final Duration HELLO_AGAIN = Duration.ofMillis(250);

  private final String node;
  private final int slots;
  private final Pace pace;
  private final Window window;
  private final Holdings holdings;
  private final Consumer<WorkerEffect> effects;
  private final Map<String, OrchestratorLink> links = new LinkedHashMap<>();
  private long sessions;
  private boolean leaving;

  Links(
      String node,
      int slots,
      Pace pace,
      Window window,
      Holdings holdings,
      Consumer<WorkerEffect> effects) {
    this.node = node;
    this.slots = slots;
    this.pace = pace;
    this.window = window;
    this.holdings = holdings;
    this.effects = effects;
  }

  @Nullable OrchestratorLink find(String peer) {
    return links.get(peer);
  }

  Collection<OrchestratorLink> all() {
    return List.copyOf(links.values());
  }

  @Nullable OrchestratorLink remove(String peer) {
    return links.remove(peer);
  }

  /** Those of the known ones that are not among {@code live} any more. */
  List<String> gone(Set<String> live) {
    return links.keySet().stream().filter(known -> !live.contains(known)).toList();
  }

  /** Says Hello to each that is not known yet. */
  void meet(Set<String> peers, long nowNanos) {
    for (String peer : new TreeSet<>(peers)) {
      if (leaving || links.containsKey(peer)) continue;
      var link = new OrchestratorLink(peer, ++sessions, nowNanos);
      links.put(peer, link);
      tell(link, link.hello(node, slots, nowNanos));
    }
  }

  /** The orchestrators that expect beats, each with its session. */
  Map<String, Long> sessions() {
    return links.values().stream()
        .filter(OrchestratorLink::welcomed)
        .collect(Collectors.toMap(OrchestratorLink::node, OrchestratorLink::session));
  }

  /** From now on nobody new is met, and nobody has credit. */
  void leave() {
    leaving = true;
  }

  boolean idle() {
    return links.values().stream().allMatch(OrchestratorLink::idle);
  }

  /** Repeats what is due: Hello until welcomed, credit each heartbeat, unanswered reports. */
  void remind(OrchestratorLink link, long nowNanos) {
    if (link.welcomed() && link.due(pace.heartbeat(), nowNanos)) credit(link, nowNanos);
    if (!link.welcomed() && !leaving && link.due(HELLO_AGAIN, nowNanos)) {
      tell(link, link.hello(node, slots, nowNanos));
    }
    link.overdue(nowNanos).forEach(effects);
  }

  void creditAll(long nowNanos) {
    for (OrchestratorLink link : links.values()) if (link.welcomed()) credit(link, nowNanos);
  }

  void credit(OrchestratorLink link, long nowNanos) {
    boolean none = leaving || Window.full(holdings.all());
    int size = none ? 0 : window.of(link, links.values());
    tell(link, link.credit(node, size, nowNanos));
  }

  void tell(OrchestratorLink link, JobMessage.ToOrchestrator message) {
    effects.accept(new Tell(link.node(), message));
  }
}
