package hms.gateway.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.product.Product;
import hms.domain.product.ProductContent;
import hms.gateway.product.Description;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product of the original application, as far as it can be ours.
 *
 * @param deleted it was deleted there: retired here
 * @param notes what could not be placed, by the name it had there
 */
public record ProductOriginal(
    UUID oid,
    Instant created,
    Instant modified,
    boolean deleted,
    ProductContent content,
    boolean available,
    Map<String, String> notes,
    Set<Flag> flags) {
  private static final int DESCRIPTION_MAX = 20_000;
  private static final BigDecimal MM_PER_INCH = new BigDecimal("25.4");
  private static final String PRICES_IN = "USD";

  public ProductOriginal {
    notes = Map.copyOf(notes);
    flags = Set.copyOf(flags);
  }

  /** Refuses with Invalid what has no oid or no name. */
  public static Outcome<ProductOriginal> read(String fileName, JsonNode tree, Assumptions open) {
    var from = new Original(tree);
    return Head.read(fileName, from, open)
        .then(head -> content(from, open).checked().map(content -> read(head, content, from)));
  }

  /** As a draft, or retired: never visible, and no revision asks for a review. */
  public Product product(UUID artisan, String handle) {
    return new Product(
        oid,
        1,
        created,
        modified,
        artisan,
        handle,
        content,
        available,
        deleted ? Product.State.RETIRED : Product.State.DRAFT,
        null,
        null,
        notes);
  }

  private static ProductOriginal read(Head head, ProductContent content, Original from) {
    boolean available = from.truth("available");
    if (from.truth("store_available")) from.flag(Flag.WAS_LISTED);
    if (from.present("store_available") != null) from.note("store_available");
    from.noteTheRest();
    return new ProductOriginal(
        head.oid(),
        head.created(),
        head.modified(),
        head.deleted(),
        content,
        available,
        from.remarks().notes(),
        from.remarks().flags());
  }

  private static ProductContent content(Original from, Assumptions open) {
    var metadata = from.part("metadata");
    from.flag(Flag.IMAGES_MISSING);
    return new ProductContent(
        Objects.requireNonNullElse(from.cutLine(120, Flag.TEXT_CUT, "name"), ""),
        from.cutLine(300, Flag.TEXT_CUT, "summary"),
        description(from),
        Metadata.read(metadata),
        price(from, open),
        weight(from, open),
        millimetres(from, "height"),
        millimetres(from, "length"),
        millimetres(from, "width"),
        from.cutLine(80, Flag.METADATA_CUT, "size", "dimensions"),
        List.of());
  }

  private static @Nullable String description(Original from) {
    String key = from.present("description");
    String written = from.text("description");
    if (key == null || written == null) return null;
    var clean = Description.clean(written, DESCRIPTION_MAX);
    if (clean.removed()) from.refuse(key, Flag.MARKUP_REMOVED);
    if (clean.cut()) from.refuse(key, Flag.TEXT_CUT);
    if (clean.html().isEmpty()) return null;
    String ruled = new Rules().text("", clean.html(), DESCRIPTION_MAX);
    return ruled == null ? from.refused(key, Flag.VALUE_REFUSED) : ruled;
  }

  /** Later versions had a price, in dollars. */
  private static @Nullable Money price(Original from, Assumptions open) {
    BigDecimal price = from.decimal(Flag.PRICE_MISSING, "price");
    if (price == null || price.signum() == 0) {
      from.flag(Flag.PRICE_MISSING);
      return null;
    }
    BigDecimal cents = price.movePointRight(2).stripTrailingZeros();
    boolean whole = cents.scale() <= 0;
    boolean inBounds = cents.signum() > 0 && cents.compareTo(BigDecimal.valueOf(Money.MAX)) <= 0;
    return whole && inBounds && open.currencies().contains(PRICES_IN)
        ? new Money(cents.longValueExact(), PRICES_IN)
        : from.refused("price", Flag.PRICE_MISSING);
  }

  private static @Nullable Integer weight(Original from, Assumptions open) {
    BigDecimal weight = from.decimal(Flag.WEIGHT_MISSING, "shipping_weight");
    if (weight == null || weight.signum() == 0) {
      from.flag(Flag.WEIGHT_MISSING);
      return null;
    }
    Integer grams = rounded(weight.multiply(open.weight().grams()), 1_000_000);
    return grams == null ? from.refused("shipping_weight", Flag.WEIGHT_MISSING) : grams;
  }

  /** Later versions measured in inches. */
  private static @Nullable Integer millimetres(Original from, String key) {
    BigDecimal inches = from.decimal(Flag.VALUE_REFUSED, key);
    if (inches == null || inches.signum() == 0) return null;
    Integer mm = rounded(inches.multiply(MM_PER_INCH), 100_000);
    return mm == null ? from.refused(key, Flag.VALUE_REFUSED) : mm;
  }

  /** Half up; null unless 1..max. */
  private static @Nullable Integer rounded(BigDecimal value, int max) {
    BigDecimal bounded = value.max(BigDecimal.ZERO).min(BigDecimal.valueOf(max + 1L));
    int whole = bounded.setScale(0, RoundingMode.HALF_UP).intValueExact();
    return whole >= 1 && whole <= max ? whole : null;
  }
}
