package hms.cluster.orchestrate;

import hms.cluster.Addresses;
import hms.cluster.Bus;
import hms.cluster.ClusterVertx;
import hms.cluster.JobLook;
import hms.cluster.JobTraces;
import hms.cluster.dispatch.Dispatcher;
import hms.cluster.job.JobTypes;
import hms.domain.job.Job;
import hms.domain.job.JobBrief;
import hms.domain.job.JobMessage;
import hms.domain.job.JobState;
import hms.domain.job.OrchestratorCore;
import hms.domain.job.OrchestratorEffect;
import hms.domain.job.OrchestratorEvent;
import hms.domain.job.Pace;
import hms.domain.job.Tenants;
import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orchestrator of a node, with its dispatcher, on one event loop.
 *
 * <p>Phases of a job here: claimed, opened (planned, or rebuilt from what is committed), granted
 * chunk by chunk, completed. Failure modes: the database is away (it claims nothing and, once the
 * lease is in doubt, grants nothing), another node took the job over (fenced: it lets go), a worker
 * is lost (its chunks go elsewhere).
 */
public final class OrchestratorVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(OrchestratorVerticle.class);
  private static final long TICK_MILLIS = 100;

  private final ClusterVertx cluster;
  private final JobStore store;
  private final JobStore.ComputeNode node;
  private final Pace pace;
  private final JobTraces traces;
  private final Beside beside;
  private final Neighbours neighbours;
  private final OrchestratorCore core;
  private final Openings openings;
  private final Map<UUID, LaidOut> laidOut = new HashMap<>();
  private final Briefings briefings = new Briefings();
  private final FailureNotes notes;
  private final Tenure tenure = new Tenure();
  private Future<Void> round = Future.succeededFuture();
  private Future<Void> claim = Future.succeededFuture();
  private boolean claimAgain;
  private String server = "";
  private @Nullable Dispatcher dispatcher;
  private @Nullable Endings endings;
  private List<Bus.Registration> served = List.of();

  public OrchestratorVerticle(
      ClusterVertx cluster,
      JobStore store,
      JobTypes types,
      JobStore.ComputeNode node,
      Pace pace,
      Tenants tenants,
      JobTraces traces,
      Clock clock,
      Beside beside) {
    this.cluster = cluster;
    this.store = store;
    this.notes = new FailureNotes(store);
    var opening = new Opening(store, types, traces, clock);
    this.openings = new Openings(cluster.vertx(), store, opening, pace);
    this.node = node;
    this.pace = pace;
    this.traces = traces;
    this.beside = beside;
    this.neighbours =
        new Neighbours(
            cluster.vertx(),
            node.node(),
            peer -> cluster.bus().send(Addresses.watched(peer), JobLook.KNOCK),
            this::lost);
    this.core = new OrchestratorCore(node.node(), pace, tenants::of, System.nanoTime());
  }

  @Override
  public Future<?> start() {
    Bus bus = cluster.bus();
    var its = new Dispatcher(vertx, bus, node.node(), store, new Written());
    dispatcher = its;
    endings =
        new Endings(
            vertx, store, traces, pace, core::holds, job -> on(new OrchestratorEvent.Closed(job)));
    var heard =
        bus.serve(
            Addresses.orchestrator(node.node()),
            message -> now(() -> on(new OrchestratorEvent.Heard(message))));
    var results =
        bus.serve(Addresses.dispatcher(node.node()), message -> now(() -> its.take(message)));
    var watched = bus.serve(Addresses.watched(node.node()), this::look);
    served = List.of(heard, results, watched);
    cluster.onNodeLeft(left -> context.runOnContext(go -> neighbours.left(left)));
    vertx.setPeriodic(TICK_MILLIS, tick -> tick());
    vertx.setPeriodic(pace.heartbeat().toMillis() / 2, knock -> neighbours.knock());
    vertx.setPeriodic(pace.heartbeat().toMillis(), beat -> round());
    return Future.all(heard.ready(), results.ready(), watched.ready())
        .compose(serving -> store.onWake(() -> context.runOnContext(go -> claim())))
        .onSuccess(listening -> round());
  }

  @Override
  public Future<?> stop() {
    var unheard = Future.join(served.stream().map(Bus.Registration::unregister).toList());
    return Future.join(unheard, round, claim).otherwiseEmpty();
  }

  /** Gives its jobs free and claims no more; stays a member. From any thread. */
  public Future<Void> handOver() {
    return Future.future(free ->
        context.runOnContext(go ->
            tenure.end(() -> claim, this::freed).onSuccess(free::complete).onFailure(free::fail)));
  }

  /** Claims jobs again, once it has handed over what it had. From any thread. */
  public void takeJobs() {
    context.runOnContext(go -> tenure.begin(this::claim));
  }

  private Future<Void> freed() {
    forget();
    return store.handOver(node.node());
  }

  private Future<JobLook.Seen> look(JobLook asked) {
    var live = core.live(asked.job(), System.nanoTime()).stream().toList();
    return Future.succeededFuture(new JobLook.Seen(live));
  }

  /** A suspect's jobs are free as soon as it has missed a renewal: that is looked for. */
  private void tick() {
    on(new OrchestratorEvent.Tick());
    if (!neighbours.suspects().isEmpty()) claim();
  }

  private static Future<Void> now(Runnable work) {
    work.run();
    return Future.succeededFuture();
  }

  /** Renews the lease, then looks for jobs; one at a time. */
  private void round() {
    if (!round.isComplete()) return;
    long began = System.nanoTime();
    round = store.renew(node, beside.busySlots(), pace.lease()).map(lease -> renewed(lease, began));
    round.onFailure(fault -> LOG.atWarn().setCause(fault).log("lease not renewed"));
  }

  private Void renewed(JobStore.Lease lease, long began) {
    neighbours.live(lease.live());
    on(new OrchestratorEvent.Renewed(began));
    // Another start of the database may have lost what was committed fast: look again.
    if (!lease.server().equals(server)) forget();
    server = lease.server();
    // First its duty: a node that takes work again meets those that came meanwhile.
    beside.duty(lease.duty());
    beside.peers(lease.live());
    claim();
    return null;
  }

  private void forget() {
    core.held().forEach(job -> on(new OrchestratorEvent.Closed(job)));
  }

  private void lost(String peer) {
    on(new OrchestratorEvent.NodeLeft(peer));
    claim();
  }

  /** Learns what was decided about what it has, and claims what is free; one round at a time. */
  private void claim() {
    if (tenure.over()) return;
    claimAgain = !claim.isComplete();
    if (claimAgain) return;
    var standings = store.standings(node.node());
    var claimed = store.claim(node.node(), neighbours.suspects(), pace.missed(), held());
    claim =
        Future.join(standings, claimed).onComplete(both -> learn(standings, claimed)).mapEmpty();
    claim
        .onFailure(fault -> LOG.atWarn().setCause(fault).log("no jobs claimed"))
        .onComplete(done -> {
          if (claimAgain) claim();
        });
  }

  /** Compares first: standings older than the claim do not have what was claimed. */
  private void learn(Future<List<JobStore.Standing>> standings, Future<List<Job>> claimed) {
    if (standings.succeeded()) {
      Set<UUID> held = held();
      compared(standings.result());
      // What it lets go it has not asked for in this round.
      claimAgain |= !held.equals(held());
    }
    if (claimed.succeeded()) claimed.result().forEach(this::open);
  }

  private Set<UUID> held() {
    var held = new HashSet<>(core.held());
    held.addAll(openings.jobs());
    laidOut.keySet().retainAll(held);
    briefings.retain(held);
    return held;
  }

  private void compared(List<JobStore.Standing> standings) {
    var mine = new HashSet<UUID>();
    for (JobStore.Standing each : standings) {
      mine.add(each.oid());
      if (each.state() == JobState.CANCELLING) openings.cancelled(each.oid());
      on(new OrchestratorEvent.Ordered(each.oid(), each.state(), each.interrupt()));
    }
    openings.owned(mine);
    for (UUID held : core.held()) {
      if (!mine.contains(held)) on(new OrchestratorEvent.Closed(held));
    }
  }

  private void open(Job job) {
    LOG.atInfo().addKeyValue("job", job.oid()).addKeyValue("epoch", job.epoch()).log("job claimed");
    String readFrom = server;
    long claimedIn = tenure.number();
    openings.open(
        job,
        (its, opened) -> {
          if (readFrom.equals(server) && claimedIn == tenure.number()) begin(its, opened);
        });
  }

  private void begin(LaidOut job, OrchestratorEvent.Opened opened) {
    laidOut.put(opened.job(), job);
    briefings.add(JobBrief.of(job.job(), opened.epoch(), job.units(), opened.code().text()));
    on(opened);
  }

  private void on(OrchestratorEvent event) {
    core.on(event, System.nanoTime()).forEach(this::perform);
  }

  private void perform(OrchestratorEffect effect) {
    switch (effect) {
      case OrchestratorEffect.Tell(var to, var message) -> tell(to, message);
      case OrchestratorEffect.Note(var failure) -> notes.keep(failure);
      case OrchestratorEffect.Recut(var job, var epoch, var dead) ->
          Objects.requireNonNull(dispatcher).recut(job, epoch, dead);
      case OrchestratorEffect.Complete(var job, var epoch) -> complete(job, epoch);
      case OrchestratorEffect.GiveUp(var job, var epoch, var reason, var detail) ->
          Objects.requireNonNull(endings).end(job, epoch, new JobStore.End.Failed(reason, detail));
      case OrchestratorEffect.Cancelled(var job, var epoch) ->
          Objects.requireNonNull(endings).end(job, epoch, new JobStore.End.Cancelled());
    }
  }

  private void tell(String worker, JobMessage.ToWorker message) {
    var told = message instanceof JobMessage.Grant its ? briefings.brief(worker, its) : message;
    cluster.bus().tell(Addresses.worker(worker), told);
  }

  private void complete(UUID job, long epoch) {
    LaidOut its = laidOut.get(job);
    if (its != null) Objects.requireNonNull(endings).complete(its, epoch);
  }

  private final class Written implements Dispatcher.Outcomes {
    @Override
    public void report(OrchestratorEvent event) {
      on(event);
    }

    @Override
    public void fenced(UUID job, long epoch) {
      if (core.holds(job, epoch)) on(new OrchestratorEvent.Closed(job));
    }

    @Override
    public boolean fast(UUID job) {
      LaidOut its = laidOut.get(job);
      return its != null && its.job().options().fast();
    }
  }
}
