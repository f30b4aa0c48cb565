package hms.storage.pg;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.audit.AuditDigest;
import hms.domain.audit.Cause;
import hms.storage.Step;
import hms.storage.Transactions;
import hms.storage.pg.PgTransaction.End;
import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The door to PostgreSQL: all stores of the database, or of one transaction.
 *
 * <p>{@link #transact} commits what is done and undoes what is refused (docs/adr/0004).
 */
public final class PgStores implements Transactions<PgStores> {
  private static final Actor QUERY = new Actor.House("query");

  private final RolePools pools;
  private final PgSession session;
  private final Runnable messagesWritten;
  private final Consumer<Sent> watcher;
  private final PgMessageStore messages;
  private final PgNotices notices;

  /**
   * @param messagesWritten called after each commit that wrote messages or notices, to wake the
   *     relay
   */
  public PgStores(RolePools pools, Runnable messagesWritten) {
    this(pools, new PgSession(pools.office(), QUERY), messagesWritten, sent -> {});
  }

  private PgStores(
      RolePools pools, PgSession session, Runnable messagesWritten, Consumer<Sent> watcher) {
    this(
        pools,
        session,
        messagesWritten,
        watcher,
        new PgMessageStore(session),
        new PgNotices(session));
  }

  private PgStores(
      RolePools pools,
      PgSession session,
      Runnable messagesWritten,
      Consumer<Sent> watcher,
      PgMessageStore messages,
      PgNotices notices) {
    this.pools = pools;
    this.session = session;
    this.messagesWritten = messagesWritten;
    this.watcher = watcher;
    this.messages = messages;
    this.notices = notices;
  }

  /**
   * The stores as {@code actor} may read them: PostgreSQL itself hides the rows of other artisans,
   * and from strangers all that the public rule does not show.
   */
  public PgStores as(Actor actor) {
    var pool = pools.reading(actor);
    var confined =
        actor instanceof Actor.Maker maker
            ? new PgSession(new ConfinedReads(pool, maker), actor, Cause.UNKNOWN)
            : new PgSession(pool, actor);
    return new PgStores(pools, confined, messagesWritten, watcher);
  }

  /** The same stores of the same transaction; the audit of what they write says why. */
  public PgStores because(String why) {
    return new PgStores(pools, session.because(why), messagesWritten, watcher, messages, notices);
  }

  /** The same stores; in the audit that they write, digests stand for what tells of a person. */
  public PgStores digesting(AuditDigest by) {
    return new PgStores(pools, session.digesting(by), messagesWritten, watcher);
  }

  /** The same stores, telling each statement: for measuring them. */
  public PgStores watched(Consumer<Sent> by) {
    return new PgStores(pools, session.watched(by), messagesWritten, by);
  }

  /** The stores of who sends messages and seals the audit: it reaches nothing else. */
  public PgStores forRelay() {
    return new PgStores(pools.forRelay(), messagesWritten);
  }

  public PgArtisanStore artisans() {
    return new PgArtisanStore(session);
  }

  /** Artisans as strangers see them. */
  public PgShownArtisans shownArtisans() {
    return new PgShownArtisans(session);
  }

  public PgKeyStore keys() {
    return new PgKeyStore(session, PgKeyTable.ARTISANS);
  }

  /** Keys of storefronts. */
  public PgKeyStore channelKeys() {
    return new PgKeyStore(session, PgKeyTable.CHANNELS);
  }

  public PgProductStore products() {
    return new PgProductStore(session);
  }

  public PgStockStore stock() {
    return new PgStockStore(session);
  }

  public PgStockLevels stockLevels() {
    return new PgStockLevels(session);
  }

  public PgRevisionStore revisions() {
    return new PgRevisionStore(session);
  }

  public PgReviewRuleStore reviewRules() {
    return new PgReviewRuleStore(session);
  }

  public PgImageStore images() {
    return new PgImageStore(session);
  }

  public PgOrderStore orders() {
    return new PgOrderStore(session);
  }

  public PgCustomerStore customers() {
    return new PgCustomerStore(session);
  }

  public PgWorkOrderStore workOrders() {
    return new PgWorkOrderStore(session);
  }

  public PgTallyStore tallies() {
    return new PgTallyStore(session);
  }

  public PgShipmentStore shipments() {
    return new PgShipmentStore(session);
  }

  public PgCancelRequestStore cancelRequests() {
    return new PgCancelRequestStore(session);
  }

  public PgFactReportStore factReports() {
    return new PgFactReportStore(session);
  }

  public PgMessageStore messages() {
    return messages;
  }

  public PgNotices notices() {
    return notices;
  }

  public PgStream stream() {
    return new PgStream(session);
  }

  public PgOutbox outbox() {
    return new PgOutbox(session);
  }

  public PgDeadlines deadlines() {
    return new PgDeadlines(session);
  }

  public PgOpenDeadlines openDeadlines() {
    return new PgOpenDeadlines(session);
  }

  public PgHistory history() {
    return new PgHistory(session);
  }

  public PgAuditChain auditChain() {
    return new PgAuditChain(session);
  }

  public PgDesk desk() {
    return new PgDesk(session);
  }

  public PgAuditTrail auditTrail() {
    return new PgAuditTrail(session);
  }

  public PgAccessStore access() {
    return new PgAccessStore(session);
  }

  public PgIdempotencyStore idempotency() {
    return new PgIdempotencyStore(session);
  }

  public PgSecurityLog security() {
    return new PgSecurityLog(session);
  }

  public PgBacklog backlog() {
    return new PgBacklog(session);
  }

  public PgSweep sweep() {
    return new PgSweep(session);
  }

  public PgOperationStore operations() {
    return new PgOperationStore(session);
  }

  public PgFileStore files() {
    return new PgFileStore(session);
  }

  public PgImportStore imports() {
    return new PgImportStore(session);
  }

  public PgScheduleStore schedules() {
    return new PgScheduleStore(session);
  }

  public PgEvents events() {
    return new PgEvents(session);
  }

  public Actor actor() {
    return session.actor();
  }

  /** Does the database answer? Fails if it does not. */
  public Future<Void> ping() {
    return session.run("select 1").mapEmpty();
  }

  /**
   * Queued messages are numbered and written last. A deadlock is tried again, so {@code work} may
   * run more than once; nothing is left of a run that did not commit.
   */
  @Override
  public <T> Future<Outcome<T>> transact(Actor actor, Function<PgStores, Step<T>> work) {
    return transact(actor, Cause.UNKNOWN, work);
  }

  /** The same; every audit entry says what brought it about. */
  public <T> Future<Outcome<T>> transact(
      Actor actor, Cause cause, Function<PgStores, Step<T>> work) {
    return unitOfWork().run(actor, cause, End.COMMIT, work);
  }

  /** Does all of it, up to what is written last, and undoes it: nothing is left but gaps. */
  public <T> Future<Outcome<T>> rehearse(
      Actor actor, Cause cause, Function<PgStores, Step<T>> work) {
    return unitOfWork().run(actor, cause, End.UNDO, work);
  }

  /** Reads all that {@code actor} may see as it stands at one moment, for however long. */
  public <T> Future<Outcome<T>> snapshot(Actor actor, Function<PgStores, Step<T>> reading) {
    return unitOfWork().read(actor, reading);
  }

  private PgUnitOfWork unitOfWork() {
    return new PgUnitOfWork(
        pools,
        session,
        unit -> new PgStores(pools, unit.watched(watcher), messagesWritten, watcher),
        messagesWritten);
  }

  /**
   * A part whose refusal must be stored: undoes the part to a savepoint and hands the refusal on as
   * a value, so that the transaction around it can still commit.
   */
  public <T> Step<Outcome<T>> attempt(Supplier<Step<T>> work) {
    return new PgAttempt(session, messages, notices).of(work);
  }
}
