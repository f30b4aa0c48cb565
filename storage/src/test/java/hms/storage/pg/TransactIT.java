package hms.storage.pg;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Makers.anApplicant;
import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.artisan.Artisan;
import hms.storage.Step;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All or nothing: a refusal is a success of the driver's Future and must still undo. */
final class TransactIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();

  private static final Refusal NO = new Refusal.NotFound("reason");
  private final Given given = new Given(OFFICE);
  private final Artisan mia = anApplicant();

  @Test
  void a_refusal_after_a_write_rolls_back() {
    long before = OFFICE.count("artisans");

    var refused =
        OFFICE.transact(tx -> tx.artisans().create(mia, "sign_up").then(m -> Step.refused(NO)));

    assertThat(why(refused)).isEqualTo(NO);
    assertThat(OFFICE.count("artisans")).isEqualTo(before);
    assertThat(audited()).isZero();
  }

  @Test
  void the_same_write_without_a_refusal_commits() {
    long before = OFFICE.count("artisans");

    OFFICE.carryOut(tx -> tx.artisans().create(mia, "sign_up"));

    assertThat(OFFICE.count("artisans")).isEqualTo(before + 1);
    assertThat(audited()).isEqualTo(1);
  }

  @Test
  void a_fault_after_a_write_rolls_back_and_fails() {
    var broken =
        OFFICE
            .stores()
            .transact(
                OfficeDatabase.ACTOR,
                tx ->
                    tx.artisans()
                        .create(mia, "sign_up")
                        .then(m -> Step.from(Future.failedFuture("broken"))));

    assertThatThrownBy(broken::await).hasMessageContaining("broken");
    assertThat(audited()).isZero();
  }

  @Test
  void a_defect_that_throws_rolls_back_and_fails() {
    var broken =
        OFFICE
            .stores()
            .transact(
                OfficeDatabase.ACTOR,
                tx ->
                    tx.artisans()
                        .create(mia, "sign_up")
                        .then(m -> {
                          throw new IllegalStateException("defect");
                        }));

    assertThatThrownBy(broken::await).hasMessageContaining("defect");
    assertThat(audited()).isZero();
  }

  @Test
  void a_transaction_that_postgresql_has_given_up_is_never_called_done() {
    var twin = Artisan.applied(mia.oid(), mia.handle(), mia.profile(), NOW);

    var broken =
        OFFICE
            .stores()
            .transact(
                OfficeDatabase.ACTOR,
                tx ->
                    tx.artisans()
                        .create(mia, "sign_up")
                        .then(m -> ignoringRefusal(tx.artisans().create(twin, "sign_up"))));

    assertThatThrownBy(broken::await).hasMessageContaining("current transaction is aborted");
    assertThat(audited()).isZero();
  }

  private static Step<String> ignoringRefusal(Step<?> step) {
    return new Step<>(
        step.future()
            .transform(any -> Future.succeededFuture(Outcome.done("as if nothing had happened"))));
  }

  @Test
  void a_message_of_a_refused_transaction_is_never_written() {
    var recipient = given.anArtisan().oid();
    long before = OFFICE.count("outbox");
    int wakeUps = OFFICE.wakeUps();

    var refused =
        OFFICE.transact(tx -> {
          tx.messages().send(Given.aMessage(recipient));
          return Step.refused(NO);
        });

    assertThat(why(refused)).isEqualTo(NO);
    assertThat(OFFICE.count("outbox")).isEqualTo(before);
    assertThat(OFFICE.wakeUps()).isEqualTo(wakeUps);
  }

  @Test
  void a_message_of_a_done_transaction_is_written_and_wakes_the_relay() {
    var recipient = given.anArtisan().oid();
    long before = OFFICE.count("outbox");
    int wakeUps = OFFICE.wakeUps();

    OFFICE.carryOut(tx -> {
      tx.messages().send(Given.aMessage(recipient));
      return Step.done("sent");
    });

    assertThat(OFFICE.count("outbox")).isEqualTo(before + 1);
    assertThat(OFFICE.wakeUps()).isEqualTo(wakeUps + 1);
  }

  @Test
  void a_message_to_nobody_is_a_fault_and_not_lost() {
    var lost =
        OFFICE
            .stores()
            .transact(
                OfficeDatabase.ACTOR,
                tx -> {
                  tx.messages().send(Given.aMessage(mia.oid()));
                  return tx.artisans().create(mia, "sign_up");
                });

    assertThatThrownBy(lost::await).hasMessageContaining("no stream");
    assertThat(audited()).isZero();
  }

  private long audited() {
    return OFFICE
        .asOwner("select count(*) from audit_entries where object = $1", mia.oid())
        .getFirst()
        .getLong(0);
  }
}
