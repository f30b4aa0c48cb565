package hms.cluster.jobs.images;

import hms.cluster.job.ParameterReader;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.product.ProductImage.Size;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What to make of which pictures.
 *
 * @param sizes at least one, each name once
 * @param products empty: all
 * @param force make what is up to date, too
 */
record RenditionParameters(List<RenditionSize> sizes, List<UUID> products, boolean force) {
  private static final int PRODUCTS_MAX = 10_000;
  private static final Set<String> KNOWN = Set.of("sizes", "products", "force");
  private static final List<RenditionSize> USUAL =
      List.of(RenditionSize.usual(Size.DETAIL), RenditionSize.usual(Size.THUMBNAIL));

  RenditionParameters {
    sizes = List.copyOf(sizes);
    products = List.copyOf(products);
  }

  /** Refusals: {@code Invalid} with a pointer to each parameter that is wrong. */
  static Outcome<RenditionParameters> read(JsonObject json) {
    var in = new ParameterReader(json, KNOWN);
    var sizes = json.containsKey("sizes") ? sizes(in.rules(), json.getValue("sizes")) : USUAL;
    var products = in.oids("products", PRODUCTS_MAX);
    boolean force = in.flag("force");
    return in.unlessBroken(() -> new RenditionParameters(sizes, products, force));
  }

  private static List<RenditionSize> sizes(Rules rules, Object value) {
    var sizes = new ArrayList<RenditionSize>();
    boolean some =
        value instanceof JsonArray list && !list.isEmpty() && list.size() <= USUAL.size();
    rules.that(some, "/sizes", "list", "expected one or two sizes");
    if (!some) return sizes;
    var names = new LinkedHashSet<Size>();
    for (int i = 0; i < ((JsonArray) value).size(); i++) {
      String pointer = "/sizes/" + i;
      var size = RenditionSize.read(rules, pointer, ((JsonArray) value).getValue(i));
      boolean once = size.isEmpty() || names.add(size.get().name());
      rules.that(once, pointer + "/name", "twice", "expected each size once");
      size.ifPresent(sizes::add);
    }
    return sizes;
  }
}
