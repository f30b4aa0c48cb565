package hms.cluster.node;

import static org.awaitility.Awaitility.await;

import hms.cluster.Addresses;
import hms.cluster.JobLook;
import hms.cluster.TestCluster;
import hms.cluster.job.JobType;
import hms.cluster.job.JobTypes;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobLive;
import hms.domain.job.JobOptions;
import hms.domain.job.JobTerms;
import hms.domain.job.JobTies;
import hms.domain.job.Pace;
import hms.storage.Ids;
import hms.storage.JobStore;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Compute nodes in this JVM, and a user who submits and waits. */
final class Nodes implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestCluster cluster;
  private final List<ComputeNode> nodes = new ArrayList<>();
  private final Vertx outside = Vertx.vertx();
  private final JobStore store;

  /** Starts {@code count} nodes with a slot each; {@code stores} opens the store of a node. */
  Nodes(int count, Function<Vertx, JobStore> stores, JobType<?, ?>... types) {
    this(stores, Collections.nCopies(count, new JobTypes(types)));
  }

  /** The same, a node for each of {@code types}, of which it knows nothing else. */
  Nodes(Function<Vertx, JobStore> stores, List<JobTypes> types) {
    this.cluster = TestCluster.of(types.size());
    this.store = stores.apply(outside);
    for (int i = 0; i < types.size(); i++) {
      var config = new ComputeConfig("node-" + i, 1, Pace.DEFAULT, "test");
      var its = stores.apply(cluster.node(i).vertx());
      nodes.add(ComputeNode.start(cluster.node(i), its, types.get(i), config).await());
    }
  }

  UUID submit(String type, String parameters) {
    return submit(type, parameters, JobOptions.DEFAULT);
  }

  UUID submit(String type, String parameters, JobOptions options) {
    return submit(type, parameters, options, JobTies.NONE);
  }

  UUID submit(String type, String parameters, JobOptions options, JobTies ties) {
    return submit(type, parameters, options, ties, Optional.empty());
  }

  /** It had to end before it was submitted. */
  UUID submitLate(String type) {
    return submit(type, "{}", JobOptions.DEFAULT, JobTies.NONE, Optional.of(Instant.now()));
  }

  private UUID submit(
      String type,
      String parameters,
      JobOptions options,
      JobTies ties,
      Optional<Instant> deadline) {
    var terms =
        JobTerms.of(type, parameters).with(options).with(ties).within(Optional.empty(), deadline);
    Job job = Job.queued(Ids.next(), terms, "mia", Instant.now());
    store.insert(job).compose(inserted -> store.wake()).await();
    return job.oid();
  }

  Job find(UUID job) {
    return store.find(job).await().orElseThrow();
  }

  Job ended(UUID job) {
    await().atMost(PATIENCE).until(() -> find(job).state().ended());
    return find(job);
  }

  void untilUnderWay(UUID job) {
    await().atMost(PATIENCE).until(() -> find(job).chunksDone() >= 5);
  }

  List<Interval> committed(UUID job) {
    return store.committed(job).await();
  }

  /** Takes the node out of the cluster without a word to anybody. */
  void kill(int index) {
    cluster.node(index).close().await();
  }

  void stop(int index) {
    nodes.get(index).stop().await();
  }

  /** Tells the node to hand over what it has; it does so at its next renewal. */
  void drain(int index) {
    store.drain(id(index), "tom").await();
  }

  /** Calls it back. */
  void undrain(int index) {
    store.undrain(id(index)).await();
  }

  String id(int index) {
    return cluster.node(index).nodeId();
  }

  boolean owned(UUID job) {
    return find(job).owner().isPresent();
  }

  /** The index of the node that owns the job. */
  int owner(UUID job) {
    return index(find(job).owner().orElseThrow());
  }

  /** The index of the node that has taken the job over; waits until one has. */
  int ownerOtherThan(int before, UUID job) {
    return await("taken over")
        .atMost(PATIENCE)
        .until(
            () -> find(job).owner().map(this::index),
            owner -> owner.filter(index -> index != before).isPresent())
        .orElseThrow();
  }

  private int index(String owner) {
    for (int i = 0; i < nodes.size(); i++) {
      if (cluster.node(i).nodeId().equals(owner)) return i;
    }
    throw new IllegalStateException("owned by a stranger: " + owner);
  }

  /** How the job goes on, as its owner says; empty if it has none. */
  Optional<JobLive> live(UUID job) {
    return find(job)
        .owner()
        .flatMap(owner ->
            cluster
                .node(0)
                .bus()
                .request(Addresses.watched(owner), new JobLook(job))
                .await()
                .live()
                .stream()
                .findFirst());
  }

  @Override
  public void close() {
    cluster.close();
    outside.close().await();
  }
}
