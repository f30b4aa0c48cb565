package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.fixture.Samples;
import hms.storage.Step;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages to one recipient are numbered 1, 2, 3 ... without gap or twin, in commit order. */
final class SequencesIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private final Given given = new Given(OFFICE);

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void numbers_have_no_gaps_under_concurrency_and_rollbacks(long seed) {
    var some = Samples.of(seed);
    var makers = List.of(given.anArtisan().oid(), given.anArtisan().oid(), given.anArtisan().oid());
    var all = new ArrayList<Future<Outcome<Integer>>>();

    for (int n = 0; n < 96; n++) {
      var recipients = some.some(1, 4, () -> some.oneOf(makers));
      all.add(sending(recipients, some.number(0, 3) == 0));
    }
    Future.all(all).await();

    long written = all.stream().mapToLong(each -> count(each.result())).sum();
    long found = 0;
    for (var maker : makers) {
      var numbers = numbers(maker);
      assertThat(numbers)
          .as("%s", some)
          .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
      found += numbers.size();
    }
    assertThat(found).as("%s", some).isEqualTo(written).isPositive();
  }

  @Test
  void messages_of_one_transaction_keep_their_order() {
    var maker = given.anArtisan().oid();
    var first = Given.aMessage(maker);
    var second = Given.aMessage(maker);

    OFFICE.carryOut(tx -> {
      tx.messages().send(first);
      tx.messages().send(second);
      return Step.done("sent");
    });

    var unsent = OFFICE.stores().outbox().unsent(maker).await();
    assertThat(unsent).extracting(PgOutbox.Numbered::sequence).containsExactly(1L, 2L);
    assertThat(unsent.getFirst().message()).usingRecursiveComparison().isEqualTo(first);
    assertThat(unsent.getLast().message()).usingRecursiveComparison().isEqualTo(second);
  }

  private static Future<Outcome<Integer>> sending(List<UUID> recipients, boolean refused) {
    return OFFICE
        .stores()
        .transact(
            OfficeDatabase.ACTOR,
            tx -> {
              recipients.forEach(each -> tx.messages().send(Given.aMessage(each)));
              if (!refused) return Step.done(recipients.size());
              // Numbered and written before the refusal: the numbers must be given back.
              return tx.messages().flush().then(n -> Step.refused(new Refusal.NotFound("luck")));
            });
  }

  private static int count(Outcome<Integer> outcome) {
    return outcome instanceof Outcome.Done<Integer>(var count) ? count : 0;
  }

  private static List<Long> numbers(UUID recipient) {
    return OFFICE
        .asOwner("select sequence from outbox where recipient_oid = $1 order by 1", recipient)
        .stream()
        .map(row -> row.getLong(0))
        .toList();
  }
}
