package hms.gateway.export;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.storage.DomainJson;
import hms.storage.pg.PgStores;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a snapshot, a page of a list at a time: {@code {kind, object}}, and as the last one
 * {@code {through}}, the number of the last message that is in it. For one transaction.
 */
final class SnapshotLines {
  private final PgStores tx;
  private final Actor.Maker reader;
  private final Iterator<Exportable<?>> parts;
  private @Nullable Exportable<?> part;
  private Query query = Query.ALL;
  private boolean over;

  SnapshotLines(PgStores tx, Actor.Maker reader, List<Exportable<?>> parts) {
    this.tx = tx;
    this.reader = reader;
    this.parts = parts.iterator();
  }

  /** What comes next; empty behind the last line. */
  Future<Optional<Buffer>> next() {
    if (over) return Future.succeededFuture(Optional.empty());
    if (part == null && !parts.hasNext()) return end();
    Exportable<?> now = part == null ? parts.next() : part;
    if (part == null) query = Query.ALL.limitedTo(Query.LIMIT_MAX);
    return now.rows(tx, reader, query)
        .future()
        .map(Outcome::orThrow)
        .map(page -> Optional.of(lines(now, page)));
  }

  private Buffer lines(Exportable<?> of, Found<JsonNode> page) {
    part = page.next().isPresent() ? of : null;
    page.next().ifPresent(next -> query = query.after(next));
    var lines = new StringBuilder();
    for (var row : page.rows()) {
      lines
          .append(DomainJson.object().put("kind", kind(of)).<JsonNode>set("object", row))
          .append('\n');
    }
    return Buffer.buffer(lines.toString());
  }

  /** One of those: {@code work-order}. */
  private static String kind(Exportable<?> of) {
    return of.resource().substring(0, of.resource().length() - 1);
  }

  private Future<Optional<Buffer>> end() {
    over = true;
    return tx.stream()
        .last(reader.artisan())
        .map(last -> DomainJson.object().put("through", last) + "\n")
        .map(line -> Optional.of(Buffer.buffer(line)));
  }
}
