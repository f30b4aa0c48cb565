package hms.gateway.trust;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.access.Password;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class PasswordVaultTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Password PASSWORD = new Password("a long walk home");

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void who_has_no_password_costs_the_same_work_and_is_never_let_in() {
    var runs = new AtomicInteger();
    var vault = new PasswordVault(VERTX, new SecureRandom(), runs::incrementAndGet);
    String kept = vault.hash(PASSWORD).future().await().orThrow();

    assertThat(runs).hasValue(1);
    assertThat(vault.matches(kept, PASSWORD).future().await()).isEqualTo(Outcome.done(true));
    assertThat(runs).hasValue(2);
    assertThat(vault.matches(null, PASSWORD).future().await()).isEqualTo(Outcome.done(false));
    assertThat(runs).hasValue(3);
    assertThat(vault.outdated(kept)).isFalse();
  }

  @Test
  void what_too_many_want_at_a_time_is_refused_at_once_and_passes() {
    var open = new CountDownLatch(1);
    var vault = new PasswordVault(VERTX, new SecureRandom(), () -> waitFor(open));
    int admitted = Math.max(1, Runtime.getRuntime().availableProcessors() / 2) + 32;

    var inside =
        Stream.generate(() -> vault.matches(null, PASSWORD).future()).limit(admitted).toList();
    var refused = vault.matches(null, PASSWORD).future().await();
    open.countDown();

    assertThat(refused).isEqualTo(Outcome.refused(new Refusal.Busy(1)));
    Future.all(inside).await();
    assertThat(vault.matches(null, PASSWORD).future().await()).isEqualTo(Outcome.done(false));
  }

  @Test
  void it_works_on_threads_of_its_own() {
    var thread = new java.util.concurrent.atomic.AtomicReference<String>();
    var vault =
        new PasswordVault(
            VERTX, new SecureRandom(), () -> thread.set(Thread.currentThread().getName()));

    vault.hash(PASSWORD).future().await().orThrow();

    assertThat(thread.get()).startsWith("hms-password");
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
