package hms.domain.job;

import hms.domain.job.Holding.Stage;
import hms.domain.job.WorkerEffect.Tell;
import java.time.Duration;
import java.util.ArrayList;
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
  private final List<JobCode> types;
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
      List<JobCode> types,
      Pace pace,
      Window window,
      Holdings holdings,
      Consumer<WorkerEffect> effects) {
    this.node = node;
    this.slots = slots;
    this.types = types;
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
      tell(link, link.hello(node, slots, types, nowNanos));
    }
  }

  /** The orchestrators that expect beats, each with its session. */
  Map<String, Long> sessions() {
    return links.values().stream()
        .filter(OrchestratorLink::welcomed)
        .collect(Collectors.toMap(OrchestratorLink::node, OrchestratorLink::session));
  }

  /** From now on nobody new is met, nobody has credit, and what waits for a slot goes back. */
  void leave(long nowNanos) {
    leaving = true;
    for (OrchestratorLink link : all()) handBackQueued(link, holdings.of(link));
    creditAll(nowNanos);
  }

  /** Gives credit again; whoever came meanwhile is met when it is next told who is there. */
  void stay(long nowNanos) {
    leaving = false;
    creditAll(nowNanos);
  }

  boolean leaving() {
    return leaving;
  }

  /** Tells each orchestrator how far those of its chunks are that are being computed. */
  void tellProgress(Collection<Stint> stints, Map<Long, ChunkProgress> runs, long nowNanos) {
    var running = new LinkedHashMap<OrchestratorLink, List<JobMessage.Running>>();
    for (Stint stint : stints) {
      OrchestratorLink link = stint.isEmpty() ? null : stint.current().link();
      if (link == null) continue;
      var far = runs.getOrDefault(stint.run(), ChunkProgress.NONE);
      running.computeIfAbsent(link, first -> new ArrayList<>()).add(stint.progress(far, nowNanos));
    }
    running.forEach((link, its) -> tell(link, new JobMessage.Progress(node, link.session(), its)));
  }

  boolean idle() {
    return links.values().stream().allMatch(OrchestratorLink::idle);
  }

  /** Repeats what is due: Hello until welcomed, credit each heartbeat, unanswered reports. */
  void remind(OrchestratorLink link, long nowNanos) {
    if (link.welcomed() && link.due(pace.heartbeat(), nowNanos)) credit(link, nowNanos);
    if (!link.welcomed() && !leaving && link.due(HELLO_AGAIN, nowNanos)) {
      tell(link, link.hello(node, slots, types, nowNanos));
    }
    link.overdue(nowNanos).forEach(effects);
  }

  void creditAll(long nowNanos) {
    for (OrchestratorLink link : links.values()) if (link.welcomed()) credit(link, nowNanos);
  }

  void credit(OrchestratorLink link, long nowNanos) {
    boolean none = leaving || holdings.full();
    int size = none ? 0 : window.of(link, links.values());
    tell(link, link.credit(node, size, nowNanos));
  }

  /** What has not begun is next; but somebody may have let go of it, or want it back. */
  void putBack(List<Holding> left) {
    var unstarted = left.stream().filter(Holding::isRunning).toList();
    unstarted.stream().filter(Holding::orphaned).forEach(holdings::remove);
    holdings.putBack(unstarted.stream().filter(each -> !each.orphaned()).toList());
    for (OrchestratorLink link : all()) {
      handBackQueued(
          link,
          unstarted.stream()
              .filter(each -> each.link() == link && (leaving || each.recalled()))
              .toList());
    }
  }

  /** Gives back those of them that wait for a slot. */
  void handBackQueued(OrchestratorLink link, List<Holding> some) {
    var queued = some.stream().filter(each -> each.stage() == Stage.QUEUED).toList();
    queued.forEach(holdings::remove);
    handBack(link, queued.stream().map(Holding::chunk).toList());
  }

  void handBack(OrchestratorLink link, List<Chunk> unstarted) {
    if (unstarted.isEmpty()) return;
    link.finish(unstarted.size());
    tell(link, new JobMessage.HandBack(node, link.session(), unstarted));
  }

  void tellHeld(OrchestratorLink link, JobMessage.WhatDoYouHold ask) {
    List<Holding> asked =
        ask.jobs().isEmpty()
            ? holdings.where(each -> each.orphaned() || each.link() == link)
            : holdings.where(each ->
                ask.jobs().contains(each.chunk().job()) && each.chunk().epoch() <= ask.epoch());
    List<Chunk> chunks = asked.stream().map(Holding::chunk).toList();
    tell(link, new JobMessage.Held(node, link.session(), ask.jobs(), ask.epoch(), chunks));
  }

  void tell(OrchestratorLink link, JobMessage.ToOrchestrator message) {
    effects.accept(new Tell(link.node(), message));
  }
}
