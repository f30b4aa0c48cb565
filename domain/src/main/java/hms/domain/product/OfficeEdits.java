package hms.domain.product;

import hms.domain.Outcome;
import hms.domain.Refusal;
import java.util.List;
import java.util.Objects;

/** What of a product's content the office may write itself: the words, not the thing. */
final class OfficeEdits {
  private OfficeEdits() {}

  /** The changes, if all of them are the office's to make; else Denied, naming the others. */
  static Outcome<List<ContentChange>> permitted(
      List<ContentChange> changes, ProductContent now, boolean mayPrice) {
    var foreign =
        changes.stream()
            .filter(change -> !permitted(change, now, mayPrice))
            .map(change -> change.field().wire())
            .toList();
    return foreign.isEmpty()
        ? Outcome.done(changes)
        : Outcome.refused(new Refusal.Denied("the artisan's to write", foreign));
  }

  private static boolean permitted(ContentChange change, ProductContent now, boolean mayPrice) {
    return switch (change.field()) {
      case NAME, SUMMARY, DESCRIPTION, METADATA -> true;
      case PRICE -> mayPrice;
      case IMAGES -> samePictures(change, now);
      case SHIPPING_WEIGHT, HEIGHT, LENGTH, WIDTH, SIZE -> false;
    };
  }

  /**
   * Captions and alternative texts may differ; which pictures, their order and the first may not.
   */
  private static boolean samePictures(ContentChange change, ProductContent now) {
    return change.to() instanceof List<?> next
        && Objects.equals(
            next.stream().map(ImageRef.class::cast).map(ImageRef::untitled).toList(),
            now.images().stream().map(ImageRef::untitled).toList());
  }
}
