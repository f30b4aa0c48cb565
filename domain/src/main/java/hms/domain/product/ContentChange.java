package hms.domain.product;

import hms.domain.FieldChange;
import hms.domain.Money;
import hms.domain.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field's change.
 *
 * @param from the value the author saw
 * @param to the value the author wants; null empties the field
 */
public record ContentChange(ContentField field, @Nullable Object from, @Nullable Object to)
    implements FieldChange<ContentField> {
  public ContentChange {
    FieldChange.requireType(field, field.type(), from);
    FieldChange.requireType(field, field.type(), to);
  }

  /**
   * The content with all {@code changes}. A field that is no longer what its author saw, nor
   * already what the author wants, is a clash; then nothing is changed.
   */
  public static Outcome<ProductContent> apply(ProductContent now, List<ContentChange> changes) {
    var values = new HashMap<ContentField, @Nullable Object>();
    for (var field : ContentField.values()) values.put(field, field.of(now));
    return FieldChange.apply(values, changes).then(after -> content(after).checked());
  }

  /** What leads from one content to the other, a change for each field that differs. */
  public static List<ContentChange> between(ProductContent from, ProductContent to) {
    var changes = new ArrayList<ContentChange>();
    for (var field : ContentField.values()) {
      if (!Objects.equals(field.of(from), field.of(to))) {
        changes.add(new ContentChange(field, field.of(from), field.of(to)));
      }
    }
    return changes;
  }

  // The casts hold: each value was checked against its field's type above.
  @SuppressWarnings({"unchecked", "NullAway"})
  private static ProductContent content(Map<ContentField, @Nullable Object> values) {
    return new ProductContent(
        (String) values.get(ContentField.NAME),
        (String) values.get(ContentField.SUMMARY),
        (String) values.get(ContentField.DESCRIPTION),
        (Map<String, List<String>>) values.get(ContentField.METADATA),
        (Money) values.get(ContentField.PRICE),
        (Integer) values.get(ContentField.SHIPPING_WEIGHT),
        (Integer) values.get(ContentField.HEIGHT),
        (Integer) values.get(ContentField.LENGTH),
        (Integer) values.get(ContentField.WIDTH),
        (String) values.get(ContentField.SIZE),
        (List<ImageRef>) values.get(ContentField.IMAGES));
  }
}
