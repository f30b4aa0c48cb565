package hms.gateway.export;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.gateway.file.Column;
import hms.gateway.file.Format;
import hms.gateway.file.RowText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All lists that can be taken away, by their names, with the columns that they have as tables. */
public final class Exportables {
  private final TreeMap<String, Exportable<?>> lists = new TreeMap<>();
  private final Function<String, List<Column>> columns;

  /**
   * @param columns of a resource, from the contract
   */
  public Exportables(List<Exportable<?>> lists, Function<String, List<Column>> columns) {
    lists.forEach(each -> this.lists.put(each.resource(), each));
    this.columns = columns;
  }

  /** Errors: Invalid at {@code /resource}. */
  Outcome<Exportable<?>> of(@Nullable String resource) {
    var found = resource == null ? null : lists.get(resource);
    return found == null
        ? Outcome.refused(
            Refusal.Invalid.of("/resource", "word", "expected one of " + lists.keySet()))
        : Outcome.done(found);
  }

  /** The members of a row. */
  Set<String> members(Exportable<?> list) {
    var names = new LinkedHashSet<String>();
    columns(list).forEach(each -> names.add(each.name().split("\\.", 2)[0]));
    return names;
  }

  Format format(ExportRequest request) {
    return Format.of(Objects.requireNonNull(request.format())).orElseThrow();
  }

  /** How the rows are written; the request was checked. */
  RowText text(ExportRequest request) {
    var fields = new LinkedHashSet<>(Objects.requireNonNull(request.fields()));
    var all = columns(of(request.resource()).orThrow());
    var wanted =
        fields.isEmpty()
            ? all
            : fields.stream()
                .flatMap(field ->
                    all.stream().filter(each -> each.name().split("\\.", 2)[0].equals(field)))
                .toList();
    return new RowText(format(request), wanted, fields);
  }

  private List<Column> columns(Exportable<?> list) {
    return columns.apply(list.resource());
  }
}
