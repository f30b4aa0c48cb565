package hms.storage.file;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.storage.Step;
import hms.storage.Transactions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The door to a directory of objects. Transactions come one after the other; what one has done is
 * on disk before anybody sees it.
 *
 * <p>Failure: a write that fails before its commit fails the transaction and changes nothing. One
 * that fails after it may be found done or not done at the next start; until then all later ones
 * fail.
 */
public final class FileStores implements Transactions<FileObjects> {
  private static final int WAITERS_MAX = 1000;
  private static final int WORK_SECONDS_MAX = 5;

  private final Context context;
  private final WorkerExecutor files;
  private final Journal journal;
  private final ByteFiles bytes;
  private final List<Quarantined> quarantined;
  private final AutoCloseable lock;
  private final AtomicReference<Future<Void>> last =
      new AtomicReference<>(Future.succeededFuture());
  private final AtomicInteger waiters = new AtomicInteger();
  private volatile Contents contents;

  private FileStores(Vertx vertx, Disk disk, Layout layout, Clock clock, AutoCloseable lock)
      throws IOException {
    var quarantine = new Quarantine(disk, layout, clock);
    this.lock = lock;
    this.journal = new Journal(disk, layout);
    this.contents = new Opening(disk, layout, quarantine).load(journal);
    this.quarantined = quarantine.taken();
    this.context = vertx.getOrCreateContext();
    this.files = vertx.createSharedWorkerExecutor("hms-files " + layout.root(), 1);
    this.bytes = new ByteFiles(disk, layout, files);
  }

  /**
   * Opens a directory, which is made if it is missing. Blocks.
   *
   * @throws IOException if another process uses it, a permission is missing, or a newer program
   *     wrote here; the message says which
   */
  public static FileStores open(Vertx vertx, Path dir, Clock clock) throws IOException {
    var disk = new RealDisk();
    disk.makeDirectory(dir);
    var lock = InstanceLock.take(dir);
    try {
      return new FileStores(vertx, disk, new Layout(dir), clock, lock);
    } catch (IOException refused) {
      lock.close();
      throw refused;
    }
  }

  /** On a disk of one's own, without a lock. */
  static FileStores open(Vertx vertx, Path dir, Clock clock, Disk disk) throws IOException {
    return new FileStores(vertx, disk, new Layout(dir), clock, () -> {});
  }

  /** To read; each call sees the moment it was made. */
  public FileObjects objects() {
    return new FileObjects(Draft.toRead(contents), bytes);
  }

  /** What could not be read at the start. */
  public List<Quarantined> quarantined() {
    return quarantined;
  }

  @Override
  public <T> Future<Outcome<T>> transact(Actor actor, Function<FileObjects, Step<T>> work) {
    if (waiters.incrementAndGet() > WAITERS_MAX) {
      waiters.decrementAndGet();
      return Future.failedFuture(WAITERS_MAX + " transactions wait already");
    }
    Promise<Void> ended = Promise.promise();
    return last.getAndSet(ended.future())
        .compose(free -> onContext())
        .compose(here -> run(work))
        .onComplete(outcome -> {
          waiters.decrementAndGet();
          ended.complete();
        });
  }

  /** Ends the right to the directory, after what is under way. */
  public Future<Void> close() {
    return Objects.requireNonNull(last.get())
        .compose(idle -> files.close())
        .compose(closed ->
            context
                .owner()
                .executeBlocking(() -> {
                  lock.close();
                  return null;
                }));
  }

  private <T> Future<Outcome<T>> run(Function<FileObjects, Step<T>> work) {
    var draft = Draft.toChange(contents);
    return work.apply(new FileObjects(draft, bytes))
        .future()
        .timeout(WORK_SECONDS_MAX, TimeUnit.SECONDS)
        .compose(outcome ->
            switch (outcome) {
              case Outcome.Done<T> done -> commit(draft).map(outcome);
              case Outcome.Refused<T> refused -> Future.succeededFuture(outcome);
            });
  }

  private Future<Void> commit(Draft draft) {
    if (draft.empty()) return Future.succeededFuture();
    return files.executeBlocking(() -> {
      journal.commit(draft.files());
      contents = draft.contents();
      return null;
    });
  }

  /** A new turn for each transaction, so that many in a row do not pile up on one stack. */
  private Future<Void> onContext() {
    return Future.future(turn -> context.runOnContext(now -> turn.complete()));
  }
}
