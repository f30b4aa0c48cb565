package hms.storage.pg;

import com.fasterxml.jackson.databind.JsonNode;
import hms.storage.DomainJson;
import java.util.Map;
import java.util.TreeMap;

/** What an import could not place, as it is stored: an object of texts. */
final class ImportNotes {
  private ImportNotes() {}

  static Map<String, String> read(String json) {
    var notes = new TreeMap<String, String>();
    DomainJson.own(json, JsonNode.class)
        .properties()
        .forEach(each -> notes.put(each.getKey(), each.getValue().textValue()));
    return notes;
  }
}
