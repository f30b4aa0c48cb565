package hms.domain.artisan;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Makers.aPendingKey;
import static hms.domain.fixture.Makers.aQueueId;
import static hms.domain.fixture.Makers.anApplicant;
import static hms.domain.fixture.Makers.anArtisan;
import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Refusal;
import hms.domain.fixture.Samples;
import org.junit.jupiter.api.Test;

final class ArtisanTest {

  @Test
  void an_applicant_is_activated_with_a_queue() {
    var applicant = anApplicant();
    String queue = aQueueId();

    var active = applicant.activate(queue, NOW.plusSeconds(5)).orThrow();

    assertThat(active.active()).isTrue();
    assertThat(active.queueId()).isEqualTo(queue);
    assertThat(active.version()).isEqualTo(2);
    assertThat(active.modified()).isEqualTo(NOW.plusSeconds(5));
    assertThat(active)
        .usingRecursiveComparison()
        .ignoringFields("state", "queueId", "version", "modified")
        .isEqualTo(applicant);
  }

  @Test
  void an_applicant_whose_profile_lacks_something_is_not_activated() {
    var applicant = anApplicant();
    var incomplete =
        Artisan.applied(
            applicant.oid(), applicant.handle(), applicant.profile().withEmail(""), NOW);

    assertThat(why(incomplete.activate(aQueueId(), NOW)))
        .isInstanceOfSatisfying(
            Refusal.Invalid.class,
            invalid ->
                assertThat(invalid.violations())
                    .singleElement()
                    .matches(each -> each.pointer().equals("/email")));
  }

  @Test
  void a_clock_that_went_back_does_not_take_the_change_back() {
    var applicant = anApplicant();

    var declined = applicant.decline("too far", NOW.minusSeconds(60)).orThrow();

    assertThat(declined.modified()).isAfter(applicant.modified());
    assertThat(declined.created()).isEqualTo(NOW);
  }

  @Test
  void nobody_is_activated_twice() {
    var refused = why(anArtisan().activate(aQueueId(), NOW));

    assertThat(refused).isInstanceOf(Refusal.WrongState.class);
  }

  @Test
  void a_declined_applicant_stays_declined() {
    var declined = anApplicant().decline("too far", NOW).orThrow();

    assertThat(why(declined.activate(aQueueId(), NOW))).isInstanceOf(Refusal.WrongState.class);
    assertThat(declined.active()).isFalse();
  }

  @Test
  void a_key_is_proved_once() {
    var key = aPendingKey(Samples.ids());

    var active = key.prove(NOW).orThrow();

    assertThat(active.state()).isEqualTo(ArtisanKey.State.ACTIVE);
    assertThat(active.version()).isEqualTo(2);
    assertThat(why(active.prove(NOW))).isInstanceOf(Refusal.WrongState.class);
  }
}
