package hms.gateway.intake;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.gateway.file.Column;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All kinds of rows that can be brought in, with the columns that they have as tables. */
public final class Importables {
  private final TreeMap<String, Importable> kinds = new TreeMap<>();
  private final Function<String, List<Column>> columns;

  /**
   * @param columns of a resource, from the contract
   */
  public Importables(List<Importable> kinds, Function<String, List<Column>> columns) {
    kinds.forEach(each -> this.kinds.put(each.resource(), each));
    this.columns = columns;
  }

  /** Errors: Invalid at {@code /resource}. */
  Outcome<Importable> of(@Nullable String resource) {
    var found = resource == null ? null : kinds.get(resource);
    return found == null
        ? Outcome.refused(
            Refusal.Invalid.of("/resource", "word", "expected one of " + kinds.keySet()))
        : Outcome.done(found);
  }

  List<Column> columns(Importable kind) {
    return kind.columns().isEmpty() ? columns.apply(kind.resource()) : kind.columns();
  }
}
