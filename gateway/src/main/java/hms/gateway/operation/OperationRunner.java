package hms.gateway.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.operation.Operation;
import hms.gateway.command.Mint;
import hms.gateway.http.Problems;
import hms.storage.pg.Outage;
import hms.storage.pg.PgOperationLeases.Lease;
import hms.storage.pg.PgStores;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the long work of a node, a few at a time, each under a lease that it renews. If the node
 * ends or is cut off from the database, another one takes the work up when the lease is over; when
 * that has happened too often, the operation has failed and says so.
 */
public final class OperationRunner extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(OperationRunner.class);
  private static final Actor.House ACTOR = new Actor.House("operations");
  private static final int OF_ONE_CALLER = 2;
  private static final int TAKEN_UP_MAX = 5;
  private static final int LEAVE_SECONDS = 5;

  /** A lease outlasts some renewals that fail. */
  private static final int RENEWALS_A_LEASE = 5;

  private final PgStores stores;
  private final Mandates mandates;
  private final Map<String, LongWork> kinds;
  private final String node;
  private final Settings settings;
  private final Mint mint;
  private final Map<Shift, Future<Void>> shifts = new LinkedHashMap<>();
  private Future<?> taking = Future.succeededFuture();
  private volatile @Nullable Context home;
  private boolean leaving;

  /**
   * How much of it, and how carefully.
   *
   * @param atOnce operations at a time on this node
   * @param lease after which an operation that is not heard of is taken up elsewhere
   * @param poll how often to look for what other nodes have left
   */
  public record Settings(int atOnce, Duration lease, Duration poll) {}

  public OperationRunner(
      PgStores stores, List<LongWork> kinds, String node, Settings settings, Mint mint) {
    this.stores = stores;
    this.mandates = new Mandates(stores);
    this.kinds = kinds.stream().collect(Collectors.toMap(LongWork::kind, Function.identity()));
    this.node = node;
    this.settings = settings;
    this.mint = mint;
  }

  @Override
  public Future<?> start() {
    home = context;
    vertx.setPeriodic(settings.poll().toMillis(), id -> look());
    vertx.setPeriodic(settings.lease().toMillis() / RENEWALS_A_LEASE, id -> renew());
    return Future.succeededFuture();
  }

  /** What runs stops at the next occasion; other nodes go on with it, at once if it did. */
  @Override
  public Future<?> stop() {
    leaving = true;
    shifts.keySet().forEach(Shift::leave);
    var left = taking.otherwiseEmpty().compose(none -> Future.join(List.copyOf(shifts.values())));
    return Future.any(left, vertx.timer(LEAVE_SECONDS, TimeUnit.SECONDS)).otherwiseEmpty();
  }

  /** Something was asked for. From any thread. */
  public void wake() {
    var loop = home;
    if (loop != null) loop.runOnContext(go -> look());
  }

  private void look() {
    if (leaving || !taking.isComplete() || shifts.size() >= settings.atOnce()) return;
    taking =
        stores
            .transact(
                ACTOR,
                tx ->
                    tx.operations()
                        .leases()
                        .takeUp(node, OF_ONE_CALLER, settings.lease(), mint.now()))
            .map(Outcome::orThrow)
            .onSuccess(next -> next.ifPresent(this::begin))
            .onFailure(fault ->
                LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("long work waits"));
  }

  private void begin(Lease lease) {
    wake(); // there may be more to do
    if (lease.operation().state() == Operation.State.CANCELLING) {
      kept(end(lease, lease.operation().progress(), "stop", found -> found.stopped(mint.now())));
    } else if (lease.epoch() > TAKEN_UP_MAX) {
      String detail = "the nodes that ran it ended; ask for it once more";
      kept(fail(lease, lease.operation().progress(), Problems.problem(503, "interrupted", detail)));
    } else {
      mandates
          .now(lease.operation().mandate())
          .future()
          .onSuccess(who -> begin(lease, who))
          .onFailure(fault -> LOG.atWarn().setCause(fault).log("long work left to another node"));
    }
  }

  private void begin(Lease lease, Outcome<Actor> who) {
    switch (who) {
      case Refused<Actor>(var why) ->
          kept(fail(lease, lease.operation().progress(), Problems.of(why)));
      case Done<Actor>(var actor) -> {
        var shift = new Shift(lease, actor);
        if (leaving) shift.leave();
        var over = Promise.<Void>promise();
        shifts.put(shift, over.future());
        worked(shift)
            .onComplete(ended -> {
              var unused = shifts.remove(shift);
              over.complete();
              look();
            });
      }
    }
  }

  /** Runs it to its end, and writes that down. */
  private Future<Void> worked(Shift shift) {
    var work = kinds.get(shift.operation().kind());
    if (work == null) return put(shift, "nobody knows " + shift.operation().kind());
    return called(work, shift)
        .compose(outcome -> ended(shift, outcome))
        .recover(fault -> faulted(shift, fault));
  }

  private static Future<Outcome<Optional<ObjectNode>>> called(LongWork work, Shift shift) {
    try {
      return work.run(shift).future();
    } catch (RuntimeException defect) {
      return Future.failedFuture(defect);
    }
  }

  private Future<Void> ended(Shift shift, Outcome<Optional<ObjectNode>> outcome) {
    return switch (outcome) {
      case Refused<Optional<ObjectNode>>(var why) ->
          fail(shift.lease(), shift.progress(), Problems.of(why));
      case Done<Optional<ObjectNode>>(var result) when result.isPresent() ->
          end(
              shift.lease(),
              shift.progress(),
              "succeed",
              found -> found.succeeded(result.get().toString(), mint.now()));
      case Done<Optional<ObjectNode>> stopped when shift.isCancelled() ->
          end(shift.lease(), shift.progress(), "stop", found -> found.stopped(mint.now()));
      case Done<Optional<ObjectNode>> lost when shift.isLost() -> put(shift, "another node has it");
      case Done<Optional<ObjectNode>> left ->
          stores.operations().leases().leave(shift.lease(), shift.progress());
    };
  }

  /** Who has no database goes on when it is back, here or elsewhere; a defect is told as one. */
  private Future<Void> faulted(Shift shift, Throwable fault) {
    if (Outage.is(fault)) return put(shift, String.valueOf(fault.getMessage()));
    LOG.atError()
        .addKeyValue("operation", shift.operation().oid())
        .addKeyValue("kind", shift.operation().kind())
        .setCause(fault)
        .log("long work failed");
    String detail = "a defect of ours; it was logged under this operation";
    return fail(shift.lease(), shift.progress(), Problems.problem(500, "internal", detail));
  }

  /** Leaves it as it is: its lease ends by itself. */
  private static Future<Void> put(Shift shift, String why) {
    LOG.atWarn()
        .addKeyValue("operation", shift.operation().oid())
        .addKeyValue("reason", why)
        .log("long work put down");
    return Future.succeededFuture();
  }

  private Future<Void> fail(Lease lease, Operation.Progress at, Problems.Problem problem) {
    String told = problem.body().toString();
    return end(lease, at, "fail", found -> found.failed(told, mint.now()));
  }

  private Future<Void> end(
      Lease lease,
      Operation.Progress at,
      String command,
      Function<Operation, Outcome<Operation>> decision) {
    return stores
        .transact(ACTOR, tx -> tx.operations().leases().end(lease, at, command, decision))
        .mapEmpty();
  }

  /** Nobody waits for it; if it is not written now, it is when the lease is over. */
  private static void kept(Future<?> written) {
    written.onFailure(fault ->
        LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("end of long work not written"));
  }

  private void renew() {
    for (var shift : List.copyOf(shifts.keySet())) {
      stores
          .operations()
          .leases()
          .renew(shift.lease(), shift.progress(), settings.lease())
          .onSuccess(shift::hear)
          .onFailure(fault -> shift.missed(settings.lease()));
    }
  }
}
