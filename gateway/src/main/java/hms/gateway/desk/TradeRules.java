package hms.gateway.desk;

import hms.domain.desk.TradeSettings;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the office trades now, on this node: what is set, else what is configured. Looks several
 * times a second; while the database does not answer, what it said last holds. Read from any
 * thread.
 */
public final class TradeRules extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(TradeRules.class);
  private static final long LOOK_MILLIS = 250;

  private final PgStores stores;
  private final Duration answerBy;
  private final boolean mayPrice;
  private volatile TradeSettings settings = TradeSettings.NONE;
  private Future<?> round = Future.succeededFuture();

  /**
   * @param answerBy how long an artisan may take to answer, unless it is set
   * @param mayPrice whether the office may change prices, unless it is set
   */
  public TradeRules(PgStores stores, Duration answerBy, boolean mayPrice) {
    this.stores = stores;
    this.answerBy = answerBy;
    this.mayPrice = mayPrice;
  }

  public Duration answerBy() {
    return answerBy(settings);
  }

  public boolean mayPrice() {
    return mayPrice(settings);
  }

  Duration answerBy(TradeSettings set) {
    return set.answerBy(answerBy);
  }

  boolean mayPrice(TradeSettings set) {
    return set.mayPrice(mayPrice);
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(LOOK_MILLIS, id -> look());
    return read();
  }

  /** What was just set here holds here at once. */
  void learn(TradeSettings next) {
    settings = next;
  }

  private void look() {
    if (!round.isComplete()) return;
    round = read();
    round.onFailure(
        fault -> LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("settings not read"));
  }

  private Future<TradeSettings> read() {
    return stores.desk().settings().find().onSuccess(found -> settings = found);
  }
}
