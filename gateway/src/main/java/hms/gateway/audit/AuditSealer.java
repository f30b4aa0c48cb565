package hms.gateway.audit;

import hms.domain.Actor;
import hms.domain.Outcome.Done;
import hms.gateway.command.Mint;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals new audit entries each second, and signs the chain once a day. */
public final class AuditSealer extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AuditSealer.class);
  private static final Actor.House ACTOR = new Actor.House("sealer");
  private static final long EVERY_MILLIS = 1000;
  private static final int BATCH = 1000;

  private final PgStores stores;
  private final Mint mint;
  private final byte[] secret;
  private Future<?> round = Future.succeededFuture();

  /**
   * @param secret signs the roots; not in the database
   */
  public AuditSealer(PgStores stores, Mint mint, byte[] secret) {
    this.stores = stores;
    this.mint = mint;
    this.secret = secret.clone();
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MILLIS, id -> look());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return round.otherwiseEmpty();
  }

  /** Seals all that can be sealed now; answers how many entries that were. */
  public Future<Integer> seal() {
    LocalDate today = LocalDate.ofInstant(mint.now(), ZoneOffset.UTC);
    return stores
        .transact(ACTOR, tx -> Step.from(sealed(tx, today)))
        .map(outcome -> outcome instanceof Done<Integer>(Integer count) ? count : 0)
        .compose(count ->
            count < BATCH ? Future.succeededFuture(count) : seal().map(more -> count + more));
  }

  private Future<Integer> sealed(PgStores tx, LocalDate today) {
    var chain = tx.auditChain();
    return chain.seal(BATCH).compose(count -> chain.root(today, secret).map(count));
  }

  private void look() {
    if (!round.isComplete()) return;
    round = seal();
    round.onFailure(
        fault -> LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("audit not sealed"));
  }
}
