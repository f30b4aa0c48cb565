package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.gateway.http.SealedCursors.Holder;
import hms.gateway.http.SealedCursors.Way;
import hms.storage.DomainJson;
import hms.storage.query.Found;
import hms.storage.query.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pages of one call: which one is asked for, and how it says where the others are. */
final class PageAnswer {
  private final Call call;
  private final SealedCursors cursors;
  private final Holder holder;
  private final Picked picked;

  PageAnswer(Call call, SealedCursors cursors, Holder holder, Picked picked) {
    this.call = call;
    this.cursors = cursors;
    this.holder = holder;
    this.picked = picked;
  }

  /** An object as it is asked for. */
  JsonNode shown(JsonNode object) {
    return picked.of(object);
  }

  /** The query at the place that {@code after} or {@code before} names. */
  Query at(Query query) {
    String after = call.parameters().get("after");
    String before = call.parameters().get("before");
    if (after != null && before != null) {
      throw QueryParameters.invalidParameter("before", "and after cannot both be asked for");
    }
    if (after != null) return query.after(cursors.open(holder, Way.NEXT, after));
    return before == null ? query : query.before(cursors.open(holder, Way.PREV, before));
  }

  /** A cursor of another query is no fault of a member, but of the call. */
  static boolean isOfAnotherQuery(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(Refusal.Invalid invalid)
        && invalid.violations().getFirst().code().equals("cursor");
  }

  /** {@code {items, page}}. */
  ObjectNode body(Found<? extends JsonNode> found, int limit) {
    var body = DomainJson.object();
    var items = body.putArray("items");
    found.rows().forEach(row -> items.add(picked.of(row)));
    var page = body.putObject("page").put("limit", limit);
    sealed(found.next(), Way.NEXT).ifPresent(next -> page.put("next", next));
    sealed(found.prev(), Way.PREV).ifPresent(prev -> page.put("prev", prev));
    found.total().ifPresent(total -> page.set("total", DomainJson.tree(total)));
    return body;
  }

  /** The pages around this one, as a header. Source: RFC 8288. */
  Optional<String> links(ObjectNode body) {
    var links = new ArrayList<String>();
    for (var page : List.of("next", "prev")) {
      JsonNode cursor = body.path("page").path(page);
      String parameter = page.equals("next") ? "after" : "before";
      if (!cursor.isMissingNode()) links.add(link(parameter, cursor.asText(), page));
    }
    return links.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", links));
  }

  private String link(String parameter, String cursor, String relation) {
    String query = Objects.requireNonNullElse(call.query(), "");
    String others =
        Arrays.stream(query.split("&"))
            .filter(each -> !each.isEmpty() && !each.matches("(after|before)=.*"))
            .map(each -> each + "&")
            .collect(Collectors.joining());
    return "<%s?%s%s=%s>; rel=\"%s\"".formatted(call.path(), others, parameter, cursor, relation);
  }

  private Optional<String> sealed(Optional<String> place, Way way) {
    return place.map(each -> cursors.seal(holder, way, each));
  }
}
