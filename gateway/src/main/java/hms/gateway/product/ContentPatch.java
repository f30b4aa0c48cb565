package hms.gateway.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.product.ProductContent;
import hms.gateway.http.MergePatch;
import hms.storage.DomainJson;

/**
 * A merge patch of a product's content, checked; its description is tidied first. Source: RFC 7396.
 */
final class ContentPatch {
  private ContentPatch() {}

  static Outcome<ProductContent> of(ProductContent content, JsonNode patch) {
    return DomainJson.bind(
            MergePatch.of(DomainJson.tree(content), tidied(patch)), ProductContent.class)
        .then(ProductContent::checked);
  }

  /** A content as somebody wrote it; other than a text, a description is refused later. */
  static JsonNode tidied(JsonNode content) {
    if (!content.path("description").isTextual()) return content;
    ObjectNode tidied = content.deepCopy();
    return tidied.put("description", Description.tidy(content.get("description").textValue()));
  }
}
