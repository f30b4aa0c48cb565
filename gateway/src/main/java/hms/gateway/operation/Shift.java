package hms.gateway.operation;

import hms.domain.Actor;
import hms.domain.operation.Operation;
import hms.domain.operation.Operation.Progress;
import hms.storage.DomainJson;
import hms.storage.pg.PgOperationLeases.Lease;
import hms.storage.pg.PgOperationLeases.Word;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One run of an operation on this node. For the event loop of the runner. */
public final class Shift {
  private final Lease lease;
  private final Actor actor;
  private Progress progress;
  private Word heard = Word.GO_ON;
  private long renewed = System.nanoTime();
  private boolean leaving;

  Shift(Lease lease, Actor actor) {
    this.lease = lease;
    this.actor = actor;
    this.progress = lease.operation().progress();
  }

  public Operation operation() {
    return lease.operation();
  }

  /** On whose behalf, with the rights of now. */
  public Actor actor() {
    return actor;
  }

  /** What was asked for. */
  public <T> T parameters(Class<T> type) {
    return DomainJson.own(operation().parameters(), type);
  }

  /** How far the run before this one came; nothing if this is the first. */
  public Progress progress() {
    return progress;
  }

  /**
   * Says how far it is.
   *
   * @param total null if nobody knows
   */
  public void at(long done, @Nullable Long total) {
    progress = new Progress(done, total);
  }

  /** False if it was cancelled, if the node leaves, or if another node has the work. */
  public boolean mayGoOn() {
    return heard == Word.GO_ON && !leaving;
  }

  Lease lease() {
    return lease;
  }

  /** What came of the last word with the database; nothing brings back what is lost. */
  void hear(Word word) {
    if (heard != Word.LOST) heard = word;
    renewed = System.nanoTime();
  }

  /** The lease could not be renewed; after its length another node may have the work. */
  void missed(Duration lease) {
    if (System.nanoTime() - renewed > lease.toNanos()) heard = Word.LOST;
  }

  /** The node drains. */
  void leave() {
    leaving = true;
  }

  boolean isCancelled() {
    return heard == Word.STOP;
  }

  boolean isLost() {
    return heard == Word.LOST;
  }
}
