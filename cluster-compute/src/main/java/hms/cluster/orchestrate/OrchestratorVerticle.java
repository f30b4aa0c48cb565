package hms.cluster.orchestrate;

import hms.cluster.Addresses;
import hms.cluster.Bus;
import hms.cluster.ClusterVertx;
import hms.cluster.dispatch.Dispatcher;
import hms.cluster.job.BoundJob;
import hms.cluster.job.JobTypes;
import hms.domain.Outcome;
import hms.domain.job.ChunkResult;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobMessage;
import hms.domain.job.JobState;
import hms.domain.job.OrchestratorCore;
import hms.domain.job.OrchestratorEffect;
import hms.domain.job.OrchestratorEvent;
import hms.domain.job.Pace;
import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
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
  private final JobTypes types;
  private final JobStore.ComputeNode node;
  private final Pace pace;
  private final Consumer<Set<String>> peers;
  private final OrchestratorCore core;
  private final Map<UUID, BoundJob<?, ?>> bound = new HashMap<>();
  private final Set<UUID> opening = new HashSet<>();
  private final Set<String> suspects = new HashSet<>();
  private Future<Void> round = Future.succeededFuture();
  private Future<Void> claim = Future.succeededFuture();

  /**
   * @param peers told, at each renewal, the nodes whose lease is live
   */
  public OrchestratorVerticle(
      ClusterVertx cluster,
      JobStore store,
      JobTypes types,
      JobStore.ComputeNode node,
      Pace pace,
      Consumer<Set<String>> peers) {
    this.cluster = cluster;
    this.store = store;
    this.types = types;
    this.node = node;
    this.pace = pace;
    this.peers = peers;
    this.core = new OrchestratorCore(node.node(), pace, System.nanoTime());
  }

  @Override
  public Future<?> start() {
    Bus bus = cluster.bus();
    var dispatcher = new Dispatcher(vertx, bus, node.node(), store, new Written());
    var heard =
        bus.serve(
            Addresses.orchestrator(node.node()),
            message -> now(() -> on(new OrchestratorEvent.Heard(message))));
    var results =
        bus.serve(
            Addresses.dispatcher(node.node()), message -> now(() -> dispatcher.take(message)));
    cluster.onNodeLeft(left -> context.runOnContext(go -> left(left)));
    vertx.setPeriodic(TICK_MILLIS, tick -> on(new OrchestratorEvent.Tick()));
    vertx.setPeriodic(pace.heartbeat().toMillis(), beat -> round());
    return Future.all(heard.ready(), results.ready())
        .compose(serving -> store.onWake(() -> context.runOnContext(go -> claim())))
        .onSuccess(listening -> round());
  }

  @Override
  public Future<?> stop() {
    return Future.join(round, claim).otherwiseEmpty();
  }

  private static Future<Void> now(Runnable work) {
    work.run();
    return Future.succeededFuture();
  }

  /** Renews the lease, then looks for jobs; one at a time. */
  private void round() {
    if (!round.isComplete()) return;
    long began = System.nanoTime();
    round = store.renew(node, pace.lease()).map(live -> renewed(live, began));
    round.onFailure(fault -> LOG.atWarn().setCause(fault).log("lease not renewed"));
  }

  private Void renewed(Set<String> live, long began) {
    suspects.retainAll(live);
    on(new OrchestratorEvent.Renewed(began));
    peers.accept(live);
    claim();
    return null;
  }

  private void left(String peer) {
    suspects.add(peer);
    on(new OrchestratorEvent.NodeLeft(peer));
    claim();
  }

  private void claim() {
    if (!claim.isComplete()) return;
    var held = new HashSet<>(core.held());
    held.addAll(opening);
    bound.keySet().retainAll(held);
    claim = store.claim(node.node(), Set.copyOf(suspects), held).map(this::claimed);
    claim.onFailure(fault -> LOG.atWarn().setCause(fault).log("no jobs claimed"));
  }

  private Void claimed(List<Job> jobs) {
    jobs.forEach(this::open);
    return null;
  }

  private void open(Job job) {
    LOG.atInfo().addKeyValue("job", job.oid()).addKeyValue("epoch", job.epoch()).log("job claimed");
    opening.add(job.oid());
    opened(job)
        .onFailure(fault ->
            LOG.atWarn()
                .addKeyValue("job", job.oid())
                .setCause(fault)
                .log("job not opened, claiming it again"))
        .onComplete(done -> opening.remove(job.oid()));
  }

  /** Whatever a type throws while it is laid out is the job's end, not the orchestrator's. */
  private Future<?> opened(Job job) {
    try {
      return switch (types.bind(job.type(), job.parameters())) {
        case Outcome.Done<BoundJob<?, ?>>(var ready) -> layOut(job, ready);
        case Outcome.Refused<BoundJob<?, ?>>(var why) -> unplannable(job, why);
      };
    } catch (RuntimeException | LinkageError broken) {
      return unplannable(job, broken);
    }
  }

  private Future<Boolean> unplannable(Job job, Object why) {
    return store.finish(job.oid(), job.epoch(), new JobStore.End.Failed("plan: " + why, false));
  }

  private Future<Void> layOut(Job job, BoundJob<?, ?> ready) {
    long units = ready.plan().units();
    if (job.state() == JobState.RUNNING) {
      return store.committed(job.oid()).map(done -> begin(job, ready, done));
    }
    return store
        .plan(job.oid(), job.epoch(), units)
        .map(planned -> planned ? begin(job, ready, List.of()) : null);
  }

  private Void begin(Job job, BoundJob<?, ?> ready, List<Interval> committed) {
    bound.put(job.oid(), ready);
    var plan = ready.plan();
    on(
        new OrchestratorEvent.Opened(
            job.oid(), job.epoch(), plan.units(), plan.nanosPerUnit(), committed));
    return null;
  }

  private void on(OrchestratorEvent event) {
    core.on(event, System.nanoTime()).forEach(this::perform);
  }

  private void perform(OrchestratorEffect effect) {
    switch (effect) {
      case OrchestratorEffect.Tell(var to, var message) -> tell(to, message);
      case OrchestratorEffect.Complete(var job, var epoch) -> complete(job, epoch);
      case OrchestratorEffect.GiveUp(var job, var epoch, var reason) ->
          end(
              job,
              epoch,
              Future.succeededFuture(new JobStore.End.Failed(reason, false)),
              () -> perform(effect));
    }
  }

  private void tell(String to, JobMessage.ToWorker message) {
    cluster
        .bus()
        .send(Addresses.worker(to), message)
        .onFailure(
            lost -> LOG.atDebug().addKeyValue("peer", to).setCause(lost).log("message lost"));
  }

  private void complete(UUID job, long epoch) {
    BoundJob<?, ?> ready = bound.get(job);
    if (ready == null) return;
    end(job, epoch, new Completion(vertx, store).of(job, ready), () -> complete(job, epoch));
  }

  /** Writes the end; on a fault tries again for as long as the job is this node's. */
  private void end(UUID job, long epoch, Future<JobStore.End> ending, Runnable again) {
    ending
        .compose(end -> store.finish(job, epoch, end).onSuccess(written -> log(job, end, written)))
        .onSuccess(written -> on(new OrchestratorEvent.Closed(job)))
        .onFailure(fault -> {
          LOG.atWarn().addKeyValue("job", job).setCause(fault).log("job not ended, trying again");
          vertx.setTimer(
              pace.heartbeat().toMillis(),
              due -> {
                if (core.holds(job, epoch)) again.run();
              });
        });
  }

  private static void log(UUID job, JobStore.End end, boolean written) {
    LOG.atInfo()
        .addKeyValue("job", job)
        .addKeyValue("end", end.getClass().getSimpleName())
        .addKeyValue("written", written)
        .log("job ended");
  }

  private final class Written implements Dispatcher.Outcomes {
    @Override
    public void committed(List<ChunkResult> results) {
      on(new OrchestratorEvent.Committed(results));
    }

    @Override
    public void fenced(UUID job, long epoch) {
      if (core.holds(job, epoch)) on(new OrchestratorEvent.Closed(job));
    }
  }
}
