package hms.gateway.export;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.gateway.file.Format;
import hms.storage.query.Listing;
import hms.storage.query.ListingText;
import hms.storage.query.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to take away.
 *
 * @param resource which list
 * @param filter as in the query of the list: {@code {"state": "listed", "sort": "-created"}}
 * @param format {@code ndjson} unless told
 * @param fields members of the rows; all unless told
 */
record ExportRequest(
    @Nullable String resource, Map<String, String> filter, String format, List<String> fields) {
  ExportRequest {
    filter = filter == null ? Map.of() : Map.copyOf(filter);
    format = format == null ? Format.NDJSON.word() : format;
    fields = fields == null ? List.of() : List.copyOf(fields);
  }

  /**
   * Errors: Invalid, by the members of the request.
   *
   * @param members that the rows have
   */
  Outcome<ExportRequest> checked(Listing<?> listing, Set<String> members) {
    var rules = new Rules();
    rules.that(Format.of(format).isPresent(), "/format", "word", "expected ndjson or csv");
    for (var name : filter.keySet()) {
      boolean known = Listing.parameter(listing.parameters(), name).isPresent();
      rules.that(known, "/filter/" + name, "unknown", "known are " + listing.parameters());
    }
    for (int i = 0; i < fields.size(); i++) {
      boolean known = members.contains(fields.get(i));
      rules.that(known, "/fields/" + i, "word", "expected some of " + members);
    }
    if (rules.broken()) return rules.refused();
    return query(listing).map(asked -> this);
  }

  /** Errors: Invalid, by the names of the filter. */
  Outcome<Query> query(Listing<?> listing) {
    var words = Optional.ofNullable(filter.get("q"));
    var read = ListingText.read(listing, filter).map(query -> query.having(words));
    return read instanceof Outcome.Refused<Query>(Refusal.Invalid(var violations))
        ? Outcome.refused(
            new Refusal.Invalid(violations.stream().map(each -> each.at("/filter")).toList()))
        : read;
  }
}
