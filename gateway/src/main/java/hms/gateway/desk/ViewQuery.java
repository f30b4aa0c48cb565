package hms.gateway.desk;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Refusal.Invalid;
import hms.domain.desk.SavedView;
import hms.storage.Listings;
import hms.storage.query.Listing;
import hms.storage.query.ListingText;
import hms.storage.query.Query;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a saved view asks of its list, held against what the list knows. */
final class ViewQuery {
  private static final String AT = "/query";

  private ViewQuery() {}

  /** Whose views they are: those of a person of the office. */
  static Outcome<UUID> person(Actor actor) {
    return actor instanceof Actor.Office(var user, var email, var may)
        ? Outcome.done(user)
        : Outcome.refused(new Refusal.NotFound("view"));
  }

  /** The view, if its list knows all that it asks. Errors: Invalid. */
  static Outcome<SavedView> known(SavedView view) {
    Listing<?> listing = Listings.ALL.get(view.page());
    if (listing == null) {
      String lists = "expected one of " + Listings.ALL.keySet().stream().sorted().toList();
      return Outcome.refused(Invalid.of("/page", "unknown", lists));
    }
    return said(view.query()).then(said -> checked(listing, said)).map(good -> view);
  }

  private static Outcome<Query> checked(Listing<?> listing, Map<String, String> said) {
    for (String name : said.keySet()) {
      if (Listing.parameter(listing.parameters(), name).isEmpty()) {
        return invalid("unknown", name + " is not known to this list");
      }
    }
    return switch (ListingText.read(listing, said)) {
      case Outcome.Done<Query> good -> good;
      case Outcome.Refused<Query>(Invalid(var violations)) -> {
        var first = violations.getFirst();
        yield invalid(first.code(), first.pointer().substring(1) + " " + first.detail());
      }
      case Outcome.Refused<Query> other -> other;
    };
  }

  /** Each parameter once, decoded. */
  private static Outcome<Map<String, String>> said(String query) {
    var said = new LinkedHashMap<String, String>();
    if (query.isEmpty()) return Outcome.done(said);
    for (String each : query.split("&", -1)) {
      String[] parts = each.split("=", 2);
      if (parts.length < 2) return invalid("form", "expected name=value, with & between them");
      var name = decoded(parts[0]);
      var value = decoded(parts[1]);
      if (name.isEmpty() || value.isEmpty()) return invalid("form", "a % is not of this form");
      if (said.put(name.get(), value.get()) != null) {
        return invalid("repeated", name.get() + " stands twice");
      }
    }
    return Outcome.done(said);
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private static <T> Outcome<T> invalid(String code, String detail) {
    return Outcome.refused(Invalid.of(AT, code, detail));
  }
}
