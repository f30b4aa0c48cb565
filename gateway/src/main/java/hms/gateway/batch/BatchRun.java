package hms.gateway.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import hms.gateway.file.Repeat;
import hms.gateway.http.Part;
import hms.gateway.http.PartAnswer;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does the parts of a batch one after the other, for as long as it may. For one batch. */
final class BatchRun {
  private final Iterator<Part> parts;
  private final Function<Part, Future<PartAnswer>> work;
  private final BooleanSupplier mayGoOn;
  private final Supplier<PartAnswer> late;
  private final List<ObjectNode> results = new ArrayList<>();

  /**
   * @param work does a part; never fails
   * @param mayGoOn is there time for one more?
   * @param late the answer to each for which there is none
   */
  BatchRun(
      List<Part> parts,
      Function<Part, Future<PartAnswer>> work,
      BooleanSupplier mayGoOn,
      Supplier<PartAnswer> late) {
    this.parts = parts.iterator();
    this.work = work;
    this.mayGoOn = mayGoOn;
    this.late = late;
  }

  /** {@code {results}}, in the order of the parts. */
  Future<ObjectNode> run() {
    return Repeat.whileTrue(this::next)
        .map(end -> {
          var body = DomainJson.object();
          body.putArray("results").addAll(results);
          return body;
        });
  }

  private Future<Boolean> next() {
    if (!parts.hasNext()) return Future.succeededFuture(false);
    var part = parts.next();
    var answer = mayGoOn.getAsBoolean() ? work.apply(part) : Future.succeededFuture(late.get());
    return answer.map(come -> results.add(result(part, come)));
  }

  private static ObjectNode result(Part part, PartAnswer answer) {
    var result = DomainJson.object().put("opId", part.opId()).put("status", answer.status());
    answer.etag().ifPresent(tag -> result.put("etag", tag));
    if (answer.replayed()) result.put("replayed", true);
    answer.json().ifPresent(json -> result.putRawValue("body", new RawValue(json)));
    return result;
  }
}
