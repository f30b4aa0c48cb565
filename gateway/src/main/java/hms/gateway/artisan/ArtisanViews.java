package hms.gateway.artisan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.artisan.Artisan;
import hms.storage.DomainJson;

/** How an artisan looks in answers and messages. */
final class ArtisanViews {
  private ArtisanViews() {}

  /** As the caller may see it. */
  static ObjectNode artisan(Actor actor, Artisan artisan) {
    return actor instanceof Actor.Maker ? own(artisan) : office(artisan);
  }

  /** All that the office knows. */
  static ObjectNode office(Artisan artisan) {
    ObjectNode view = DomainJson.tree(artisan).deepCopy();
    return view.put("displayName", artisan.profile().displayName());
  }

  /** Without what is the office's alone. */
  static ObjectNode own(Artisan artisan) {
    var view = office(artisan);
    view.remove("importNotes");
    ((ObjectNode) view.get("terms")).remove("notes");
    return view;
  }

  /** Enough to tell one from another. */
  static ObjectNode brief(Artisan artisan) {
    return DomainJson.object()
        .put("oid", artisan.oid().toString())
        .put("state", Lifecycle.word(artisan.state()))
        .put("displayName", artisan.profile().displayName())
        .put("email", artisan.profile().email());
  }
}
