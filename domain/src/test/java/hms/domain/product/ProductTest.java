package hms.domain.product;

import static hms.domain.fixture.Goods.aBowl;
import static hms.domain.fixture.Goods.aDraft;
import static hms.domain.fixture.Goods.aRevision;
import static hms.domain.fixture.Goods.renamed;
import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Refusals.violations;
import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Refusal;
import hms.domain.artisan.Artisan;
import hms.domain.fixture.Makers;
import hms.domain.product.Product.State;
import org.junit.jupiter.api.Test;

final class ProductTest {
  private final Artisan maker = Makers.anArtisan();
  private final Product draft = aDraft(maker.oid());
  private final Product unlisted =
      draft.approved(aRevision(draft, draft.content()), NOW.plusSeconds(1)).orThrow();

  @Test
  void the_first_approval_ends_the_draft_with_the_proposed_content() {
    var revision = aRevision(draft, aBowl());

    var approved = draft.approved(revision, NOW.plusSeconds(1)).orThrow();

    assertThat(approved.state()).isEqualTo(State.UNLISTED);
    assertThat(approved.content()).isEqualTo(revision.proposed());
    assertThat(approved.approvedRevision()).isEqualTo(revision.oid());
    assertThat(approved.version()).isEqualTo(2);
    assertThat(approved.storeAvailable()).isFalse();
  }

  @Test
  void a_draft_is_neither_listed_nor_unlisted() {
    assertThat(why(draft.list(maker, true, NOW))).isInstanceOf(Refusal.WrongState.class);
    assertThat(why(draft.unlist(null, NOW))).isInstanceOf(Refusal.WrongState.class);
  }

  @Test
  void the_office_lists_and_unlists_and_nothing_else_changes() {
    var listed = unlisted.list(maker, true, NOW.plusSeconds(2)).orThrow();
    var again = listed.unlist(null, NOW.plusSeconds(3)).orThrow();

    assertThat(listed.storeAvailable()).isTrue();
    assertThat(again)
        .usingRecursiveComparison()
        .ignoringFields("version", "modified")
        .isEqualTo(unlisted);
    assertThat(again.version()).isEqualTo(4);
  }

  @Test
  void an_approved_change_leaves_a_listed_product_listed() {
    var listed = unlisted.list(maker, true, NOW).orThrow();
    var revision = aRevision(listed, renamed(listed.content(), "Fruit bowl"));

    var changed = listed.approved(revision, NOW.plusSeconds(9)).orThrow();

    assertThat(changed.state()).isEqualTo(State.LISTED);
    assertThat(changed.content().name()).isEqualTo("Fruit bowl");
    assertThat(changed.approvedRevision()).isEqualTo(revision.oid());
  }

  @Test
  void a_change_of_a_field_that_has_moved_on_is_a_conflict() {
    var early = aRevision(unlisted, renamed(unlisted.content(), "Fruit bowl"));
    var late = aRevision(unlisted, renamed(unlisted.content(), "Pasta bowl"));
    var moved = unlisted.approved(early, NOW).orThrow();

    assertThat(why(moved.approved(late, NOW))).isInstanceOf(Refusal.Conflict.class);
  }

  @Test
  void a_revision_that_changes_nothing_is_refused() {
    var idle = aRevision(unlisted, unlisted.content());

    assertThat(violations(unlisted.approved(idle, NOW))).containsExactly("/changes empty");
  }
}
