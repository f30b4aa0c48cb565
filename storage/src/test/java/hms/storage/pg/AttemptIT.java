package hms.storage.pg;

import static hms.domain.fixture.Makers.anApplicant;
import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.artisan.Artisan;
import hms.storage.Step;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A part of a transaction is undone alone; what is around it commits, with the refusal. */
final class AttemptIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();

  private static final Refusal NO = new Refusal.NotFound("reason");
  private final Given given = new Given(OFFICE);
  private final Artisan outer = anApplicant();
  private final Artisan inner = anApplicant();

  @Test
  void a_refused_part_is_undone_and_the_rest_commits() {
    var tried =
        OFFICE.done(tx ->
            tx.artisans()
                .create(outer, "sign_up")
                .then(o ->
                    tx.attempt(
                        () -> tx.artisans().create(inner, "sign_up").then(i -> Step.refused(NO)))));

    assertThat(why(tried)).isEqualTo(NO);
    assertThat(known(outer)).isTrue();
    assertThat(known(inner)).isFalse();
  }

  @Test
  void a_part_that_is_done_commits_with_the_rest() {
    var tried =
        OFFICE.done(tx ->
            tx.artisans()
                .create(outer, "sign_up")
                .then(o -> tx.attempt(() -> tx.artisans().create(inner, "sign_up"))));

    assertThat(tried).isEqualTo(Outcome.done(inner));
    assertThat(known(outer)).isTrue();
    assertThat(known(inner)).isTrue();
  }

  @Test
  void a_part_that_meets_a_unique_index_does_not_spoil_the_transaction() {
    var taken = Artisan.applied(inner.oid(), outer.handle(), inner.profile(), inner.created());

    var tried =
        OFFICE.done(tx ->
            tx.artisans()
                .create(outer, "sign_up")
                .then(o -> tx.attempt(() -> tx.artisans().create(taken, "sign_up"))));

    assertThat(why(tried)).isInstanceOf(Refusal.Duplicate.class);
    assertThat(known(outer)).isTrue();
  }

  @Test
  void messages_of_a_refused_part_are_forgotten_and_others_kept() {
    UUID recipient = given.anArtisan().oid();
    var before = Given.aMessage(recipient);
    var forgotten = Given.aMessage(recipient);
    var after = Given.aMessage(recipient);

    OFFICE.carryOut(tx -> {
      tx.messages().send(before);
      return tx.attempt(
              () -> {
                tx.messages().send(forgotten);
                return Step.refused(NO);
              })
          .map(refused -> {
            tx.messages().send(after);
            return refused;
          });
    });

    assertThat(OFFICE.stores().outbox().unsent(recipient).await())
        .extracting(numbered -> numbered.message().id())
        .containsExactly(before.id(), after.id());
  }

  @Test
  void a_second_part_may_succeed_after_a_refused_one() {
    OFFICE.carryOut(tx ->
        tx.attempt(() -> tx.artisans().create(outer, "sign_up").then(o -> Step.refused(NO)))
            .then(refused -> tx.attempt(() -> tx.artisans().create(inner, "sign_up"))));

    assertThat(known(outer)).isFalse();
    assertThat(known(inner)).isTrue();
  }

  private static boolean known(Artisan artisan) {
    return OFFICE.stores().artisans().find(artisan.oid()).future().await()
        instanceof Outcome.Done<Artisan>;
  }
}
