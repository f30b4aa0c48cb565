package hms.gateway.trust;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.access.Password;
import hms.storage.Step;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords and compares them, on threads of its own: it is slow on purpose, and must not
 * stand in the way of anything else. Only so many may wait; beyond that it is refused as {@link
 * Refusal.Busy}, so that a flood of guesses costs no more than that. From any event loop.
 */
public final class PasswordVault {
  private static final int WAITING_MAX = 32;
  private static final int AGAIN_SECONDS = 1;

  private final WorkerExecutor threads;
  private final int admitted;
  private final SecureRandom random;
  private final Runnable hashed;
  private final AtomicInteger inside = new AtomicInteger();

  /** Compared with what is typed for a person that nobody knows: it takes as long. */
  private final String nobodys;

  /**
   * @param hashed told of each run, on its thread
   */
  public PasswordVault(Vertx vertx, SecureRandom random, Runnable hashed) {
    int cores = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    this.threads = vertx.createSharedWorkerExecutor("hms-password", cores);
    this.admitted = cores + WAITING_MAX;
    this.random = random;
    this.hashed = hashed;
    this.nobodys = Argon2.TODAY.hash(Secrets.password(random), salt());
  }

  /** The text to keep. */
  public Step<String> hash(Password password) {
    return run(() -> Argon2.TODAY.hash(password.text(), salt()));
  }

  /**
   * Is it their password? It takes the same for who has none.
   *
   * @param text what is kept; null if there is none
   */
  public Step<Boolean> matches(@Nullable String text, Password password) {
    String kept = text == null ? nobodys : text;
    boolean known = text != null;
    return run(() -> Argon2.matches(kept, password.text()) && known);
  }

  /** Should it be hashed anew, now that the password is at hand? */
  public boolean outdated(String text) {
    return Argon2.TODAY.outdated(text);
  }

  private <T> Step<T> run(Callable<T> work) {
    if (inside.incrementAndGet() > admitted) {
      inside.decrementAndGet();
      return Step.refused(new Refusal.Busy(AGAIN_SECONDS));
    }
    var done =
        threads.executeBlocking(
            () -> {
              hashed.run();
              return work.call();
            },
            false);
    return new Step<>(done.map(Outcome::done).onComplete(end -> inside.decrementAndGet()));
  }

  private byte[] salt() {
    byte[] salt = new byte[Argon2.SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }
}
