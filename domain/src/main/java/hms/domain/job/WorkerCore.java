package hms.domain.job;

import hms.domain.job.WorkerEffect.Abandon;
import hms.domain.job.WorkerEffect.Deliver;
import hms.domain.job.WorkerEffect.Drained;
import hms.domain.job.WorkerEffect.Run;
import hms.domain.job.WorkerEffect.Tell;
import hms.domain.job.WorkerEvent.Broken;
import hms.domain.job.WorkerEvent.Computed;
import hms.domain.job.WorkerEvent.Heard;
import hms.domain.job.WorkerEvent.Leave;
import hms.domain.job.WorkerEvent.NodeLeft;
import hms.domain.job.WorkerEvent.Peers;
import hms.domain.job.WorkerEvent.Tick;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Decides what a node computes next and for whom.
 *
 * <p>Says Hello to every peer until welcomed, gives each a credit of twice its slots, so that one
 * chunk a slot waits while one runs, and keeps a result until it is acknowledged. An orchestrator
 * that has not echoed for a lease is dropped with all that is held for it: somebody else will ask
 * for it again. One thread; same events, same effects.
 */
public final class WorkerCore {
  private static final Duration HELLO_AGAIN = Duration.ofMillis(250);
  private static final int CHUNKS_PER_SLOT = 2;

  private record Work(Chunk chunk, OrchestratorLink link) {}

  private final String node;
  private final int slots;
  private final Pace pace;
  private final Map<String, OrchestratorLink> links = new LinkedHashMap<>();
  private final Deque<Work> queue = new ArrayDeque<>();
  private final Map<Chunk, OrchestratorLink> running = new HashMap<>();
  private List<WorkerEffect> effects = new ArrayList<>();
  private long sessions;
  private long reports;
  private boolean leaving;

  public WorkerCore(String node, int slots, Pace pace) {
    this.node = node;
    this.slots = slots;
    this.pace = pace;
  }

  /** Takes one event in; {@code nowNanos} is monotonic and never decreases. */
  public List<WorkerEffect> on(WorkerEvent event, long nowNanos) {
    effects = new ArrayList<>();
    switch (event) {
      case Heard(var message) -> heard(message, nowNanos);
      case Peers(var nodes) -> peers(nodes, nowNanos);
      case NodeLeft(var left) -> drop(left);
      case Computed(var result) -> computed(result, nowNanos);
      case Broken(var chunk, var message) -> broken(chunk, message, nowNanos);
      case Leave leave -> leave(nowNanos);
      case Tick tick -> tick(nowNanos);
    }
    fillSlots();
    if (leaving && idle()) effects.add(new Drained());
    return effects;
  }

  /** The orchestrators that expect beats, each with its session. */
  public Map<String, Long> sessions() {
    return links.values().stream()
        .filter(OrchestratorLink::welcomed)
        .collect(Collectors.toMap(OrchestratorLink::node, OrchestratorLink::session));
  }

  private void heard(JobMessage.ToWorker message, long nowNanos) {
    OrchestratorLink link = links.get(message.from());
    if (link == null) return;
    switch (message) {
      case JobMessage.Welcome welcome when welcome.session() == link.session() -> {
        link.welcome(nowNanos);
        credit(link, nowNanos);
      }
      case JobMessage.Echo echo when echo.session() == link.session() -> link.echo(nowNanos);
      case JobMessage.Grant grant when grant.session() == link.session() ->
          granted(link, grant, nowNanos);
      case JobMessage.Ack ack -> acknowledged(link, ack.report(), nowNanos);
      case JobMessage.Welcome late -> {}
      case JobMessage.Echo late -> {}
      case JobMessage.Grant late -> {}
    }
  }

  private void peers(Set<String> nodes, long nowNanos) {
    List.copyOf(links.keySet()).stream().filter(n -> !nodes.contains(n)).forEach(this::drop);
    for (String peer : nodes) {
      if (!leaving && !links.containsKey(peer)) meet(peer, nowNanos);
    }
  }

  private void meet(String peer, long nowNanos) {
    var link = new OrchestratorLink(peer, ++sessions, nowNanos);
    links.put(peer, link);
    tell(link, link.hello(node, slots, nowNanos));
  }

  private void drop(String peer) {
    OrchestratorLink link = links.remove(peer);
    if (link == null) return;
    queue.removeIf(work -> work.link == link);
    running.forEach((chunk, holder) -> {
      if (holder == link) effects.add(new Abandon(chunk));
    });
  }

  private void granted(OrchestratorLink link, JobMessage.Grant grant, long nowNanos) {
    long number = grant.first();
    var unwanted = new ArrayList<Chunk>();
    for (Chunk chunk : grant.chunks()) {
      if (!link.receive(number++)) continue;
      if (leaving) unwanted.add(chunk);
      else queue.addLast(new Work(chunk, link));
    }
    if (!unwanted.isEmpty()) handBack(link, unwanted);
    credit(link, nowNanos);
  }

  private void computed(ChunkResult result, long nowNanos) {
    report(
        result.chunk(),
        nowNanos,
        link -> number -> new Deliver(link.node(), new JobMessage.Result(node, number, result)));
  }

  private void broken(Chunk chunk, String message, long nowNanos) {
    report(
        chunk,
        nowNanos,
        link ->
            number ->
                new Tell(
                    link.node(),
                    new JobMessage.Fail(node, link.session(), number, chunk, message)));
  }

  /** Reports to whoever granted the chunk, unless that acquaintance is over. */
  private void report(
      Chunk chunk, long nowNanos, Function<OrchestratorLink, LongFunction<WorkerEffect>> letter) {
    OrchestratorLink link = running.remove(chunk);
    if (link == null || links.get(link.node()) != link) return;
    long number = ++reports;
    effects.add(link.report(number, letter.apply(link).apply(number), nowNanos));
  }

  private void acknowledged(OrchestratorLink link, long report, long nowNanos) {
    if (!link.acknowledged(report)) return;
    link.finish(1);
    credit(link, nowNanos);
  }

  private void leave(long nowNanos) {
    leaving = true;
    for (OrchestratorLink link : links.values()) {
      List<Chunk> unstarted =
          queue.stream().filter(work -> work.link == link).map(Work::chunk).toList();
      handBack(link, unstarted);
      credit(link, nowNanos);
    }
    queue.clear();
  }

  private void handBack(OrchestratorLink link, List<Chunk> unstarted) {
    link.finish(unstarted.size());
    if (!unstarted.isEmpty()) {
      tell(link, new JobMessage.Drain(node, link.session(), unstarted));
    }
  }

  private void tick(long nowNanos) {
    for (OrchestratorLink link : List.copyOf(links.values())) {
      if (link.silentFor(pace.lease(), nowNanos)) {
        drop(link.node());
        if (!leaving) meet(link.node(), nowNanos);
      } else {
        remind(link, nowNanos);
      }
    }
  }

  private void remind(OrchestratorLink link, long nowNanos) {
    if (link.welcomed() && link.due(pace.heartbeat(), nowNanos)) credit(link, nowNanos);
    if (!link.welcomed() && !leaving && link.due(HELLO_AGAIN, nowNanos)) {
      tell(link, link.hello(node, slots, nowNanos));
    }
    effects.addAll(link.overdue(nowNanos));
  }

  private void fillSlots() {
    while (running.size() < slots && !queue.isEmpty()) {
      Work work = queue.removeFirst();
      running.put(work.chunk, work.link);
      effects.add(new Run(work.chunk));
    }
  }

  private boolean idle() {
    return running.isEmpty() && links.values().stream().allMatch(OrchestratorLink::idle);
  }

  private void credit(OrchestratorLink link, long nowNanos) {
    int window = leaving ? 0 : CHUNKS_PER_SLOT * slots;
    tell(link, link.credit(node, window, nowNanos));
  }

  private void tell(OrchestratorLink link, JobMessage.ToOrchestrator message) {
    effects.add(new Tell(link.node(), message));
  }
}
