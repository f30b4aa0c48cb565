package hms.storage.query;

import hms.domain.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the value of a criterion as a sender writes it. */
final class CriterionText {
  private static final int ALL = -1;

  private CriterionText() {}

  static Outcome<Criterion> read(Field<?> field, Operator operator, String text) {
    Kind kind = operator == Operator.NULL ? Kind.FLAG : field.kind();
    var values = new ArrayList<Object>();
    for (var part : parts(operator, text)) {
      Optional<Object> value = kind.read(part);
      if (value.isEmpty()) return Outcome.refused(Planning.wrongType(field, operator, kind));
      values.add(value.get());
    }
    return Outcome.done(new Criterion(field.name(), operator, values));
  }

  private static List<String> parts(Operator operator, String text) {
    if (operator != Operator.IN) return List.of(text);
    return text.isEmpty() ? List.of() : List.of(text.split(",", ALL));
  }
}
