package hms.domain.product;

import static hms.domain.fixture.Goods.aDraft;
import static hms.domain.fixture.Goods.aRevision;
import static hms.domain.fixture.Goods.approved;
import static hms.domain.fixture.Goods.renamed;
import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Refusal.Conflict;
import hms.domain.Refusal.WrongState;
import hms.domain.fixture.Samples;
import hms.domain.fixture.Standing;
import hms.domain.product.ProductRevision.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has a revision, for how long, and what becomes of it while its product moves on. */
final class RevisionLeaseTest {
  private static final String BEN = "office:ben@example.org";
  private final ProductRevision claimed = Standing.revision(State.IN_REVIEW);

  @Test
  void nobody_else_decides_while_a_reviewer_has_it() {
    var refused = (WrongState) why(claimed.approve(BEN, NOW.plusSeconds(60)));

    assertThat(refused.code()).isEqualTo("claimed");
    assertThat(refused.why()).contains(Standing.REVIEWER);
    assertThat(why(claimed.claim(BEN, NOW))).isInstanceOf(WrongState.class);
    assertThat(why(claimed.release(BEN, NOW))).isInstanceOf(WrongState.class);
  }

  @Test
  void each_act_begins_the_half_hour_anew() {
    var later = NOW.plusSeconds(600);

    assertThat(claimed.claim(Standing.REVIEWER, later).orThrow().review().claimedUntil())
        .isEqualTo(later.plus(ProductRevision.LEASE));
  }

  @Test
  void when_the_half_hour_is_over_anyone_may_take_it() {
    var over = NOW.plus(ProductRevision.LEASE);

    assertThat(claimed.claim(BEN, over).orThrow().review().reviewer()).isEqualTo(BEN);
  }

  @Test
  void an_amendment_on_what_the_product_is_by_now_takes_its_other_fields_over() {
    var product = approved(aDraft(Samples.ids()), Samples.ids());
    var revision = aRevision(product, renamed(product.content(), "Fruit bowl"));
    var summary =
        new ContentChange(
            ContentField.SUMMARY, product.content().summary(), "Stoneware, glazed in grey");
    var altered = product.alter(List.of(summary), false, NOW).orThrow();

    var amended =
        revision.amend(renamed(revision.proposed(), "Pasta bowl"), altered, NOW).orThrow();

    assertThat(amended.baseVersion()).isEqualTo(altered.version());
    assertThat(amended.changes())
        .extracting(ContentChange::field)
        .containsExactly(ContentField.NAME);
    var taken = altered.approved(amended, NOW).orThrow().content();
    assertThat(taken.name()).isEqualTo("Pasta bowl");
    assertThat(taken.summary()).isEqualTo("Stoneware, glazed in grey");
  }

  @Test
  void insisting_on_a_field_that_the_office_changed_ends_the_conflict() {
    var product = approved(aDraft(Samples.ids()), Samples.ids());
    var revision = aRevision(product, renamed(product.content(), "Fruit bowl"));
    var name = new ContentChange(ContentField.NAME, product.content().name(), "Ash bowl");
    var altered = product.alter(List.of(name), false, NOW).orThrow();
    assertThat(why(altered.approved(revision, NOW))).isInstanceOf(Conflict.class);

    var mine = revision.amend(revision.proposed(), altered, NOW).orThrow();

    assertThat(altered.approved(mine, NOW).orThrow().content().name()).isEqualTo("Fruit bowl");
  }

  @Test
  void the_same_again_is_no_amendment() {
    assertThat(claimed.amend(claimed.proposed(), null, NOW).orThrow()).isSameAs(claimed);
  }
}
