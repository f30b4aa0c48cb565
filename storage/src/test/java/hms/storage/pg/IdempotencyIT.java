package hms.storage.pg;

import static hms.domain.fixture.Makers.anApplicant;
import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.fixture.Samples;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same request, sent again, acts once. */
final class IdempotencyIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private final String key = Samples.ids().toString();

  @Test
  void of_a_hundred_twins_one_acts_and_the_others_find_its_outcome() {
    long before = OFFICE.count("artisans");

    var all = IntStream.range(0, 100).mapToObj(n -> acting()).toList();
    Future.all(all).await();

    assertThat(OFFICE.count("artisans")).isEqualTo(before + 1);
    assertThat(all).filteredOn(each -> each.result().equals(Outcome.done("acted"))).hasSize(1);
    assertThat(all).filteredOn(each -> each.result().equals(Outcome.done("known"))).hasSize(99);
  }

  @Test
  void the_outcome_is_kept_with_the_fingerprint_of_the_request() {
    OFFICE.done(tx ->
        tx.idempotency()
            .claim(key, Given.HASH)
            .then(mine -> Step.from(tx.idempotency().store(key, "{}"))));

    var stored = OFFICE.done(tx -> Step.from(tx.idempotency().stored(key))).orElseThrow();

    assertThat(stored.fingerprint()).isEqualTo(Given.HASH);
    assertThat(stored.outcome()).isEqualTo("{}");
  }

  @Test
  void two_callers_may_choose_the_same_key() {
    var web = new Actor.House("web");
    OFFICE.carryOut(tx -> tx.idempotency().claim(key, Given.HASH));

    var other =
        OFFICE.stores().transact(web, tx -> tx.idempotency().claim(key, Given.HASH)).await();

    assertThat(other).isEqualTo(Outcome.done(true));
  }

  @Test
  void a_claim_that_is_rolled_back_leaves_the_key_free() {
    var refused =
        OFFICE.transact(tx ->
            tx.idempotency()
                .claim(key, Given.HASH)
                .then(mine -> Step.refused(new Refusal.NotFound("luck"))));

    boolean free = OFFICE.done(tx -> tx.idempotency().claim(key, Given.HASH));

    assertThat(why(refused)).isEqualTo(new Refusal.NotFound("luck"));
    assertThat(free).isTrue();
  }

  @Test
  void a_twin_that_waits_too_long_is_told_that_the_first_still_runs() {
    Promise<Void> hold = Promise.promise();
    Promise<Void> claimed = Promise.promise();
    var first =
        OFFICE
            .stores()
            .transact(
                OfficeDatabase.ACTOR,
                tx ->
                    tx.idempotency()
                        .claim(key, Given.HASH)
                        .then(mine -> {
                          claimed.complete();
                          return Step.from(hold.future()).map(done -> mine);
                        }));
    claimed.future().await();

    var twin = OFFICE.transact(tx -> tx.idempotency().claim(key, Given.HASH));

    assertThat(why(twin)).isEqualTo(new Refusal.InProgress());
    hold.complete();
    assertThat(first.await()).isEqualTo(Outcome.done(true));
  }

  private Future<Outcome<String>> acting() {
    return OFFICE
        .stores()
        .transact(
            OfficeDatabase.ACTOR,
            tx ->
                tx.idempotency()
                    .claim(key, Given.HASH)
                    .then(mine ->
                        mine
                            ? tx.artisans().create(anApplicant(), "sign_up").map(a -> "acted")
                            : Step.done("known")));
  }
}
