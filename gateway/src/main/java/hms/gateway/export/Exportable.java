package hms.gateway.export;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Actor;
import hms.domain.Permission;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import hms.storage.query.Found;
import hms.storage.query.Listing;
import hms.storage.query.Query;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A list that can be taken away whole, by the same rules by which it is read page by page.
 *
 * @param resource the word for it in its path: {@code work-orders}
 * @param needed what its reader needs
 * @param listing what may be asked of it
 * @param own confines a query to the rows that somebody may see
 * @param page reads one page
 * @param view how a row looks
 */
public record Exportable<T>(
    String resource,
    Permission needed,
    Listing<?> listing,
    BiFunction<Actor, Query, Query> own,
    BiFunction<PgStores, Query, Step<Found<T>>> page,
    Function<T, ? extends JsonNode> view) {

  /** A page of views. */
  Step<Found<JsonNode>> rows(PgStores stores, Actor reader, Query query) {
    return page.apply(stores, own.apply(reader, query)).map(found -> found.map(view::apply));
  }
}
