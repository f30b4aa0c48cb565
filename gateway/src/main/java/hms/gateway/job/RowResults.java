package hms.gateway.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.gateway.file.Column;
import hms.gateway.file.Format;
import hms.gateway.file.RowText;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The rows of a job as one of the types that are taken, part by part: a list of objects, an object
 * a line, or a table. For one reader.
 */
final class RowResults {
  static final String LIST = "application/json";

  /** The first one is answered to who takes any. */
  static final List<String> TYPES =
      List.of(LIST, Format.NDJSON.mediaType(), Format.CSV.mediaType());

  private final List<String> columns;
  private final Supplier<Future<Optional<Buffer>>> lines;
  private final Function<Callable<Buffer>, Future<Buffer>> aside;
  private final boolean isList;
  private final RowText text;
  private boolean begun;
  private boolean some;
  private boolean ended;

  /**
   * @param type one of {@link #TYPES}
   * @param lines the rows as they are kept, arrays, in parts of whole lines; empty behind the last
   * @param aside does what takes milliseconds a part
   */
  RowResults(
      String type,
      List<String> columns,
      Supplier<Future<Optional<Buffer>>> lines,
      Function<Callable<Buffer>, Future<Buffer>> aside) {
    this.columns = List.copyOf(columns);
    this.lines = lines;
    this.aside = aside;
    this.isList = type.equals(LIST);
    var cells = columns.stream().map(name -> new Column(name, Column.Kind.TEXT)).toList();
    this.text = new RowText(Format.ofMediaType(type).orElse(Format.NDJSON), cells, Set.of());
  }

  /** Empty behind the last. */
  Future<Optional<Buffer>> next() {
    if (!begun) {
      begun = true;
      return Future.succeededFuture(
          Optional.of(isList ? Buffer.buffer("{\"items\":[") : text.head()));
    }
    if (ended) return Future.succeededFuture(Optional.empty());
    return lines
        .get()
        .compose(part ->
            part.isPresent()
                ? aside.apply(() -> shown(part.get())).map(Optional::of)
                : Future.succeededFuture(tail()));
  }

  private Optional<Buffer> tail() {
    ended = true;
    return isList ? Optional.of(Buffer.buffer("]}")) : Optional.empty();
  }

  private Buffer shown(Buffer part) {
    var rows = new ArrayList<ObjectNode>();
    part.toString(StandardCharsets.UTF_8).lines().map(this::row).forEach(rows::add);
    if (!isList) return text.rows(rows);
    var list = new StringBuilder();
    for (var row : rows) {
      if (some) list.append(',');
      some = true;
      list.append(row);
    }
    return Buffer.buffer(list.toString());
  }

  private ObjectNode row(String line) {
    var values = JobViews.json(line);
    var row = DomainJson.object();
    IntStream.range(0, columns.size()).forEach(at -> row.set(columns.get(at), values.path(at)));
    return row;
  }
}
