package hms.domain.job;

import hms.domain.job.Holding.Stage;
import hms.domain.job.WorkerEffect.Drained;
import hms.domain.job.WorkerEffect.Park;
import hms.domain.job.WorkerEffect.Run;
import hms.domain.job.WorkerEffect.Tell;
import hms.domain.job.WorkerEffect.Unpark;
import hms.domain.job.WorkerEvent.Broken;
import hms.domain.job.WorkerEvent.Computed;
import hms.domain.job.WorkerEvent.Heard;
import hms.domain.job.WorkerEvent.Leave;
import hms.domain.job.WorkerEvent.Measured;
import hms.domain.job.WorkerEvent.NodeLeft;
import hms.domain.job.WorkerEvent.Peers;
import hms.domain.job.WorkerEvent.Stay;
import hms.domain.job.WorkerEvent.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides what a node computes next and for whom.
 *
 * <p>Says Hello to every peer until welcomed, gives each its part of a window that keeps the slots
 * busy, and keeps a result until it is acknowledged. When an orchestrator is lost, or has not
 * echoed for a lease, what has begun is kept for a while: its successor asks for it. One thread;
 * same events, same effects.
 */
public final class WorkerCore {
  private static final long ORPHAN_NANOS = Duration.ofSeconds(10).toNanos();

  private final String node;
  private final Pace pace;
  private final Slots slots;
  private final Window window;
  private final Tempo tempo = new Tempo();
  final Holdings holdings = new Holdings();
  private final Deliveries deliveries;
  private final Links links;
  private List<WorkerEffect> effects = new ArrayList<>();
  private long numbers = 1;

  public WorkerCore(String node, int slots, List<JobCode> types, Pace pace) {
    this.node = node;
    this.pace = pace;
    this.slots = new Slots(slots);
    this.window = new Window(slots);
    this.deliveries = new Deliveries(node);
    this.links = new Links(node, slots, types, pace, window, holdings, each -> effects.add(each));
  }

  /** Takes one event in; {@code nowNanos} is monotonic and never decreases. */
  public List<WorkerEffect> on(WorkerEvent event, long nowNanos) {
    effects = new ArrayList<>();
    switch (event) {
      case Heard(var message) -> heard(message, nowNanos);
      case Peers(var nodes) -> peers(nodes, nowNanos);
      case NodeLeft(var left) -> drop(left, false, nowNanos);
      case Computed computed -> computed(computed, nowNanos);
      case Broken broken -> broken(broken, nowNanos);
      case Measured(var runs) -> links.tellProgress(slots.running(), runs, nowNanos);
      case Leave leave -> links.leave(nowNanos);
      case Stay stay -> links.stay(nowNanos);
      case Tick tick -> tick(nowNanos);
    }
    fillSlots(nowNanos);
    numbers = deliveries.send(numbers, slots.idle(), effects, nowNanos);
    if (links.leaving() && idle()) effects.add(new Drained());
    return effects;
  }

  /** The orchestrators that expect beats, each with its session. */
  public Map<String, Long> sessions() {
    return links.sessions();
  }

  /** At most so many of the chunks that wait for a slot, the next one first. */
  public List<Chunk> next(int most) {
    return holdings.next(most);
  }

  private void heard(JobMessage.ToWorker message, long nowNanos) {
    OrchestratorLink link = links.find(message.from());
    if (link == null) return;
    switch (message) {
      case JobMessage.Welcome(var from, var session, var weight) -> {
        if (session != link.session()) return;
        link.welcome(weight, nowNanos);
        links.credit(link, nowNanos);
      }
      case JobMessage.Echo echo -> {
        if (echo.session() != link.session()) return;
        if (link.echo(echo.waitingWeight(), nowNanos)) links.creditAll(nowNanos);
      }
      case JobMessage.Grant grant -> {
        if (grant.session() == link.session()) granted(link, grant, nowNanos);
      }
      case JobMessage.Noted noted -> {
        if (!link.answered(noted.report())) return;
        link.finish(1);
        links.credit(link, nowNanos);
      }
      case JobMessage.Ack ack -> acknowledged(link, ack, nowNanos);
      case JobMessage.Cancel cancel -> cancel(link, cancel, nowNanos);
      case JobMessage.Pause pause -> handBack(link, pause, nowNanos);
      case JobMessage.WhatDoYouHold ask -> links.tellHeld(link, ask);
    }
  }

  private void peers(Set<String> nodes, long nowNanos) {
    links.gone(nodes).forEach(gone -> drop(gone, false, nowNanos));
    links.meet(nodes, nowNanos);
  }

  /** What has not begun is let go; what has is kept for whoever asks for it. */
  private void drop(String peer, boolean silent, long nowNanos) {
    OrchestratorLink link = links.remove(peer);
    if (link == null) return;
    deliveries.forget(link);
    for (Holding each : holdings.of(link)) {
      if (each.stage() == Stage.QUEUED) {
        holdings.remove(each);
      } else {
        each.orphan(nowNanos);
        if (silent && each.isRunning()) park(each, true);
      }
    }
  }

  /** Its stint stands while nobody is known to want any of it. */
  private void park(Holding holding, boolean stand) {
    boolean stood = holding.stint().parked();
    holding.park(stand);
    long run = holding.stint().run();
    if (stood != holding.stint().parked()) effects.add(stand ? new Park(run) : new Unpark(run));
  }

  private void granted(OrchestratorLink link, JobMessage.Grant grant, long nowNanos) {
    long number = grant.first();
    var unwanted = new ArrayList<Chunk>();
    for (Lot lot : grant.lots()) {
      for (Chunk chunk : lot.chunks()) {
        if (!link.receive(number++)) continue;
        Holding known = holdings.find(chunk);
        if (known != null) adopt(known, chunk, lot, link, nowNanos);
        else if (links.leaving()) unwanted.add(chunk);
        else holdings.add(new Holding(chunk, lot, link));
      }
    }
    links.handBack(link, unwanted);
    links.credit(link, nowNanos);
  }

  /** The units are here already: they go on under the new name, for whoever granted them last. */
  private void adopt(Holding known, Chunk as, Lot terms, OrchestratorLink by, long nowNanos) {
    if (as.epoch() < known.chunk().epoch()) {
      by.finish(1);
      return;
    }
    OrchestratorLink before = known.link();
    if (before != null) before.finish(1);
    deliveries.forget(known);
    known.adopt(as, terms, by);
    if (known.parked() && known.isRunning()) park(known, false);
    if (known.stage() == Stage.COMPUTED) deliveries.add(known, by, nowNanos);
  }

  private void computed(Computed computed, long nowNanos) {
    for (ChunkResult result : computed.results()) {
      window.learn(result.wallMicros());
      tempo.learn(result.chunk().job(), result.wallMicros());
      slots
          .find(computed.run())
          .map(stint -> stint.advance(nowNanos))
          .filter(Holding::isRunning)
          .ifPresent(holding -> computed(holding, result, nowNanos));
    }
    if (computed.ended()) ended(computed.run());
  }

  private void computed(Holding holding, ChunkResult result, long nowNanos) {
    holdings.computed(holding, result);
    OrchestratorLink link = holding.link();
    if (link != null) deliveries.add(holding, link, nowNanos);
  }

  private void broken(Broken broken, long nowNanos) {
    slots
        .find(broken.run())
        .map(stint -> stint.advance(nowNanos))
        .filter(Holding::isRunning)
        .ifPresent(
            holding -> fail(holding, broken.failure(), broken.message(), broken.stack(), nowNanos));
    ended(broken.run());
  }

  private void ended(long run) {
    slots.find(run).ifPresent(stint -> links.putBack(stint.left()));
    slots.end(run);
  }

  private void fail(
      Holding holding, FailureClass failure, String message, String stack, long nowNanos) {
    holdings.remove(holding);
    OrchestratorLink link = holding.link();
    if (link == null) return;
    long report = numbers++;
    var fail =
        new JobMessage.Fail(node, link.session(), report, holding.chunk(), failure, message, stack);
    effects.add(link.repeat(report, new Tell(link.node(), fail), nowNanos));
  }

  private void acknowledged(OrchestratorLink link, JobMessage.Ack ack, long nowNanos) {
    if (!link.answered(ack.batch())) return;
    for (Holding each : deliveries.answered(ack.batch())) {
      link.finish(1);
      if (ack.stored()) holdings.remove(each);
      else each.orphan(nowNanos);
    }
    links.credit(link, nowNanos);
  }

  private void cancel(OrchestratorLink by, JobMessage.Cancel cancel, long nowNanos) {
    for (Holding each : holdings.of(cancel.job(), cancel.epoch())) {
      if (cancel.units().isEmpty() || cancel.units().contains(each.chunk().interval())) {
        release(each, cancel.now(), nowNanos);
      }
    }
    if (cancel.units().isEmpty()) {
      links.tell(by, new JobMessage.Stopped(node, by.session(), cancel.job()));
    }
    links.creditAll(nowNanos);
  }

  private void release(Holding holding, boolean now, long nowNanos) {
    holdings.remove(holding);
    deliveries.forget(holding);
    if (holding.isRunning()) stop(holding, now, nowNanos);
    OrchestratorLink link = holding.link();
    if (link != null) link.finish(1);
  }

  /** Stops its slot if it is what is being computed there, or the last of its stint. */
  private void stop(Holding holding, boolean now, long nowNanos) {
    Stint stint = holding.stint();
    boolean current = stint.current() == holding;
    holding.release();
    if (!current && !stint.vain()) return;
    effects.add(slots.stop(stint, now, nowNanos));
    links.putBack(stint.left());
  }

  private void handBack(OrchestratorLink link, JobMessage.Pause pause, long nowNanos) {
    var its = holdings.of(pause.job(), pause.epoch(), link);
    its.stream().filter(Holding::isRunning).forEach(Holding::recall);
    links.handBackQueued(link, its);
    links.credit(link, nowNanos);
  }

  private void tick(long nowNanos) {
    for (OrchestratorLink link : links.all()) {
      if (link.silentFor(pace.lease(), nowNanos)) {
        drop(link.node(), true, nowNanos);
        links.meet(Set.of(link.node()), nowNanos);
      } else {
        links.remind(link, nowNanos);
      }
    }
    holdings
        .where(each -> each.orphanedFor(ORPHAN_NANOS, nowNanos))
        .forEach(each -> release(each, false, nowNanos));
    slots.late(nowNanos).forEach(stint -> late(stint.current(), nowNanos));
    slots.press(effects, nowNanos);
  }

  private void late(Holding holding, long nowNanos) {
    stop(holding, false, nowNanos);
    fail(holding, FailureClass.TIMEOUT, "it took longer than it was given", "", nowNanos);
  }

  private void fillSlots(long nowNanos) {
    while (holdings.next().isPresent()) {
      Holding next = holdings.next().get();
      if (!slots.admits(next)) {
        slots.parked().ifPresent(parked -> release(parked, false, nowNanos));
        return;
      }
      int share = Math.ceilDiv(holdings.queued(), slots.free());
      var taken = holdings.take(Math.min(tempo.stint(next.chunk().job()), share));
      effects.add(new Run(slots.begin(taken, nowNanos).run(), Holdings.chunks(taken)));
    }
  }

  private boolean idle() {
    return links.idle() && holdings.all().stream().allMatch(Holding::orphaned);
  }
}
