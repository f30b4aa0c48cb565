package hms.gateway.product;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.product.ProductContent;
import hms.gateway.http.MergePatch;
import hms.storage.DomainJson;

/** A merge patch of a product's content, checked. Source: RFC 7396. */
final class ContentPatch {
  private ContentPatch() {}

  static Outcome<ProductContent> of(ProductContent content, JsonNode patch) {
    return DomainJson.bind(MergePatch.of(DomainJson.tree(content), patch), ProductContent.class)
        .then(ProductContent::checked);
  }
}
