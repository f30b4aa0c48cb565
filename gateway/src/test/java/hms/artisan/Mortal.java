package hms.artisan;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.storage.Step;
import hms.storage.Transactions;
import hms.storage.file.FileObjects;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;

/**
 * Files of a process that is killed at one of its transactions: before its commit, or after it but
 * before anybody hears of it. From then on nothing is answered.
 */
final class Mortal implements Transactions<FileObjects> {
  private final Transactions<FileObjects> files;
  private final int killAt;
  private final boolean committed;
  private volatile int begun;
  private volatile boolean dead;

  /**
   * @param killAt the number of the transaction, from 1
   * @param committed is it killed after the commit?
   */
  Mortal(Transactions<FileObjects> files, int killAt, boolean committed) {
    this.files = files;
    this.killAt = killAt;
    this.committed = committed;
  }

  boolean dead() {
    return dead;
  }

  @Override
  public synchronized <T> Future<Outcome<T>> transact(
      Actor actor, Function<FileObjects, Step<T>> work) {
    begun++;
    if (begun < killAt) return files.transact(actor, work);
    if (begun > killAt) return never();
    if (!committed) {
      dead = true;
      return never();
    }
    return files
        .transact(actor, work)
        .compose(done -> {
          dead = true;
          return never();
        });
  }

  private static <T> Future<T> never() {
    return Promise.<T>promise().future();
  }
}
