package hms.gateway.artisan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Violation;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanChange;
import hms.domain.artisan.ArtisanField;
import hms.gateway.http.MergePatch;
import hms.storage.DomainJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a merge patch as changes of the fields that it names. Source: RFC 7396. */
final class ArtisanPatch {
  private ArtisanPatch() {}

  /** Refused as Denied or Invalid, by what the first member is that is no field. */
  static Outcome<List<ArtisanChange>> changes(Artisan found, JsonNode patch) {
    Outcome<List<ArtisanChange>> all = Outcome.done(List.of());
    for (var member : patch.properties()) {
      all = all.then(before -> change(found, member).map(next -> append(before, next)));
    }
    return all;
  }

  private static Outcome<ArtisanChange> change(Artisan found, Map.Entry<String, JsonNode> member) {
    String name = member.getKey();
    if (name.equals(ArtisanField.PENDING_EMAIL.wire())) {
      String rule = "it waits because of a new email, which is what to write";
      return Outcome.refused(new Refusal.Denied(rule, List.of(name)));
    }
    JsonNode now = now(found, name);
    var change = DomainJson.object().put("field", name);
    change.set("from", now);
    change.set("to", MergePatch.of(now, member.getValue()));
    return switch (DomainJson.bind(change, ArtisanChange.class)) {
      case Outcome.Refused<ArtisanChange>(Refusal.Invalid(var broken)) ->
          Outcome.refused(
              new Refusal.Invalid(broken.stream().map(each -> below(name, each)).toList()));
      case Outcome<ArtisanChange> read -> read;
    };
  }

  /** What is said of the value is said of the member; of an unknown member it is said already. */
  private static Violation below(String name, Violation broken) {
    return broken.pointer().startsWith("/" + name) ? broken : broken.at("/" + name);
  }

  private static JsonNode now(Artisan found, String name) {
    for (var field : ArtisanField.values()) {
      Object value = field.of(found);
      if (field.wire().equals(name) && value != null) return DomainJson.tree(value);
    }
    return NullNode.instance;
  }

  private static List<ArtisanChange> append(List<ArtisanChange> before, ArtisanChange next) {
    var longer = new ArrayList<>(before);
    longer.add(next);
    return longer;
  }
}
