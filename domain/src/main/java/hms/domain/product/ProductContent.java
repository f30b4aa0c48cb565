package hms.domain.product;

import hms.domain.Markup;
import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.Rules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reviewed part of a product: what a buyer reads, sees, weighs and pays. A draft may lack
 * anything but the name; {@link #missing} tells what a review needs.
 *
 * @param name at most 120 characters
 * @param summary at most 300 characters
 * @param description HTML of at most 20,000 characters, see {@link Markup}
 * @param metadata category to values, at most 20 of 20, no value twice
 * @param shippingWeight grams, 1..1,000,000
 * @param height mm, 1..100,000; so are length and width
 * @param size free text such as "Small" or "24 cm across"
 * @param images at most 12, in the order shown
 */
public record ProductContent(
    String name,
    @Nullable String summary,
    @Nullable String description,
    Map<String, List<String>> metadata,
    @Nullable Money price,
    @Nullable Integer shippingWeight,
    @Nullable Integer height,
    @Nullable Integer length,
    @Nullable Integer width,
    @Nullable String size,
    List<ImageRef> images) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public ProductContent {
    metadata = metadata == null ? Map.of() : copy(metadata);
    images = images == null ? List.of() : List.copyOf(images);
  }

  /** The same with other pictures. */
  public ProductContent withImages(List<ImageRef> others) {
    return new ProductContent(
        name,
        summary,
        description,
        metadata,
        price,
        shippingWeight,
        height,
        length,
        width,
        size,
        others);
  }

  /** Checks and normalises; refuses with all violations. Absent values are fine here. */
  public Outcome<ProductContent> checked() {
    var rules = new Rules();
    var clean =
        new ProductContent(
            Objects.requireNonNullElse(rules.line("/name", name, 120), ""),
            rules.optionalLine("/summary", summary, 300),
            rules.optionalText("/description", description, 20_000),
            checkedMetadata(rules),
            price,
            shippingWeight,
            height,
            length,
            width,
            rules.optionalLine("/size", size, 80),
            checkedImages(rules));
    checkFigures(rules);
    if (clean.description != null) {
      Markup.fault(clean.description)
          .ifPresent(found -> rules.that(false, "/description", "markup", "not allowed: " + found));
    }
    return rules.broken() ? rules.refused() : Outcome.done(clean);
  }

  /** JSON pointers of what a review needs and this lacks; empty if it can be submitted. */
  public List<String> missing() {
    var missing = new ArrayList<String>();
    if (summary == null) missing.add("/summary");
    if (description == null) missing.add("/description");
    if (price == null) missing.add("/price");
    if (shippingWeight == null) missing.add("/shippingWeight");
    if (images.isEmpty()) missing.add("/images");
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).altText() == null) missing.add("/images/" + i + "/altText");
    }
    return missing;
  }

  private void checkFigures(Rules rules) {
    rules.that(
        price == null || price.amount() > 0, "/price/amount", "range", "a price is more than 0");
    if (shippingWeight != null) rules.range("/shippingWeight", shippingWeight, 1, 1_000_000);
    if (height != null) rules.range("/height", height, 1, 100_000);
    if (length != null) rules.range("/length", length, 1, 100_000);
    if (width != null) rules.range("/width", width, 1, 100_000);
  }

  private Map<String, List<String>> checkedMetadata(Rules rules) {
    rules.size("/metadata", metadata.keySet(), 0, 20);
    var clean = new TreeMap<String, List<String>>();
    metadata.forEach((category, values) -> {
      String at = "/metadata/" + category.replace("~", "~0").replace("/", "~1");
      String key = rules.line(at, category, 64);
      rules.size(at, values, 1, 20);
      var texts = values.stream().map(value -> rules.line(at, value, 128)).toList();
      boolean once = new HashSet<>(texts).size() == texts.size();
      rules.that(once, at, "repeated", "a value stands twice");
      if (key == null || texts.stream().anyMatch(Objects::isNull)) return;
      rules.that(clean.put(key, texts) == null, at, "repeated", "the category stands twice");
    });
    return clean;
  }

  private List<ImageRef> checkedImages(Rules rules) {
    rules.size("/images", images, 0, 12);
    var seen = new HashSet<UUID>();
    long primaries = images.stream().filter(ImageRef::primary).count();
    boolean one = images.isEmpty() || primaries == 1;
    rules.that(one, "/images", "primary", "exactly one image is primary, found " + primaries);
    var clean = new ArrayList<ImageRef>();
    for (int i = 0; i < images.size(); i++) {
      clean.add(checkedImage(rules, "/images/" + i, images.get(i)));
      rules.that(seen.add(images.get(i).image()), "/images/" + i, "repeated", "named twice");
    }
    return clean;
  }

  private static ImageRef checkedImage(Rules rules, String at, ImageRef ref) {
    rules.present(at + "/image", ref.image());
    boolean digest = ref.sha256() != null && SHA256.matcher(ref.sha256()).matches();
    rules.that(digest, at + "/sha256", "digest", "expected 64 hex digits of a SHA-256");
    return new ImageRef(
        ref.image(),
        ref.sha256(),
        ref.primary(),
        rules.optionalLine(at + "/caption", ref.caption(), 200),
        rules.optionalLine(at + "/altText", ref.altText(), 200));
  }

  private static Map<String, List<String>> copy(Map<String, List<String>> metadata) {
    var copy = new TreeMap<String, List<String>>();
    metadata.forEach((category, values) -> copy.put(category, List.copyOf(values)));
    return Collections.unmodifiableMap(copy);
  }
}
