package hms.domain.product;

import static hms.domain.fixture.Goods.aBowl;
import static hms.domain.fixture.Goods.aDraft;
import static hms.domain.fixture.Goods.aRevision;
import static hms.domain.fixture.Goods.approved;
import static hms.domain.fixture.Goods.onlyNamed;
import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Refusals.violations;
import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Refusal;
import hms.domain.fixture.Samples;
import hms.domain.product.ProductRevision.Comment;
import hms.domain.product.ProductRevision.Kind;
import hms.domain.product.ProductRevision.Rejection;
import hms.domain.product.ProductRevision.State;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProductRevisionTest {
  private final Product product = aDraft(Samples.ids());
  private final ProductRevision draft = aRevision(product, aBowl());
  private final ProductRevision submitted = draft.submit(NOW.plusSeconds(1)).orThrow();
  private final List<Comment> wishes =
      List.of(new Comment("/summary", "Say how big it is", "office:ana", NOW));

  @Test
  void the_first_revision_of_a_draft_carries_all_and_later_ones_a_change() {
    var change = aRevision(approved(product, draft.oid()), aBowl());

    assertThat(draft.kind()).isEqualTo(Kind.FIRST);
    assertThat(change.kind()).isEqualTo(Kind.CHANGE);
    assertThat(change.base()).isEqualTo(product.content());
  }

  @Test
  void an_incomplete_revision_is_not_submitted() {
    var poor = aRevision(product, onlyNamed("Bowl"));

    assertThat(violations(poor.submit(NOW)))
        .contains("/summary missing", "/price missing", "/images missing");
  }

  @Test
  void a_submitted_revision_waits_since_then() {
    assertThat(submitted.state()).isEqualTo(State.SUBMITTED);
    assertThat(submitted.review().submitted()).isEqualTo(NOW.plusSeconds(1));
    assertThat(submitted.open()).isTrue();
  }

  @Test
  void an_approval_names_its_reviewer_and_ends_the_review() {
    var approved = submitted.approve("office:ana", NOW.plusSeconds(2)).orThrow();

    assertThat(approved.state()).isEqualTo(State.APPROVED);
    assertThat(approved.review().reviewer()).isEqualTo("office:ana");
    assertThat(approved.open()).isFalse();
    assertThat(why(approved.approve("office:ana", NOW))).isInstanceOf(Refusal.WrongState.class);
  }

  @Test
  void a_rejection_keeps_its_reason() {
    var rejected =
        submitted.reject("office:ana", Rejection.PROHIBITED, "see the rules", NOW).orThrow();

    assertThat(rejected.state()).isEqualTo(State.REJECTED);
    assertThat(rejected.review().reason()).isEqualTo(Rejection.PROHIBITED);
    assertThat(rejected.open()).isFalse();
  }

  @Test
  void wishes_stand_until_the_revision_is_submitted_again() {
    var asked = submitted.requestChanges("office:ana", wishes, NOW).orThrow();
    var amended = asked.amend(aBowl(), null, NOW).orThrow();

    var again = amended.submit(NOW).orThrow();

    assertThat(asked.review().comments()).isEqualTo(wishes);
    assertThat(amended.review().comments()).isEqualTo(wishes);
    assertThat(again.review().comments()).isEmpty();
    assertThat(again.version()).isEqualTo(5);
  }

  @Test
  void amending_raises_the_version_so_that_a_reviewer_notices() {
    var amended = submitted.amend(aBowl(), null, NOW).orThrow();

    assertThat(amended.version()).isEqualTo(submitted.version() + 1);
    assertThat(amended.state()).isEqualTo(State.SUBMITTED);
    assertThat(amended.base()).isEqualTo(submitted.base());
  }

  @Test
  void what_waits_for_a_reviewer_stays_complete() {
    assertThat(violations(submitted.amend(onlyNamed("Bowl"), null, NOW)))
        .contains("/price missing");
    assertThat(draft.amend(onlyNamed("Bowl"), null, NOW).orThrow().state()).isEqualTo(State.DRAFT);
  }

  @Test
  void nothing_but_a_submitted_revision_is_decided() {
    assertThat(why(draft.approve("a", NOW))).isInstanceOf(Refusal.WrongState.class);
    assertThat(why(draft.reject("a", Rejection.OTHER, null, NOW)))
        .isInstanceOf(Refusal.WrongState.class);
    assertThat(why(draft.requestChanges("a", wishes, NOW))).isInstanceOf(Refusal.WrongState.class);
  }
}
