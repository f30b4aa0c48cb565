package hms.gateway.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Refusal.Invalid;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An order of the original application, as far as it can be ours. It knew neither prices nor who
 * makes what; the one is unknown, the other follows from the products.
 *
 * @param active somebody still waits for it; else it has arrived
 * @param quantities 1..10,000 of each product, in the order of the products' ids
 * @param notes what has no place here, by the name it had there
 */
public record OrderOriginal(
    UUID oid,
    Instant created,
    Instant modified,
    boolean active,
    String name,
    PostalAddress address,
    Map<UUID, Integer> quantities,
    Map<String, String> notes,
    Set<Flag> flags) {
  private static final int LINES_MAX = 200;
  private static final BigDecimal QUANTITY_MAX = BigDecimal.valueOf(10_000);

  public OrderOriginal {
    var sorted = new TreeMap<UUID, Integer>(Comparator.comparing(UUID::toString));
    sorted.putAll(quantities);
    quantities = Collections.unmodifiableSortedMap(sorted);
    notes = Map.copyOf(notes);
    flags = Set.copyOf(flags);
  }

  /** Refuses with Invalid what has no oid, or lines that cannot be what was meant. */
  public static Outcome<OrderOriginal> read(String fileName, JsonNode tree, Assumptions open) {
    var from = new Original(tree);
    return Head.read(fileName, from, open)
        .then(head -> quantities(from.part("items")).map(items -> read(head, items, from, open)));
  }

  private static OrderOriginal read(
      Head head, Map<UUID, Integer> quantities, Original from, Assumptions open) {
    boolean told = from.present("is_active") != null;
    boolean active = from.truth("is_active") || !told;
    String name = from.line(160, "name", "contact_name");
    if (name == null) from.flag(Flag.NAME_INCOMPLETE);
    from.flag(Flag.PRICE_UNKNOWN);
    var address = from.present("address") == null ? from : from.part("address");
    return ended(
        head, active, Objects.requireNonNullElse(name, ""), quantities, address, from, open);
  }

  private static OrderOriginal ended(
      Head head,
      boolean active,
      String name,
      Map<UUID, Integer> quantities,
      Original address,
      Original from,
      Assumptions open) {
    var shipTo = Addresses.read(address, open);
    from.noteTheRest();
    return new OrderOriginal(
        head.oid(),
        head.created(),
        head.modified(),
        active && !head.deleted(),
        name,
        shipTo,
        quantities,
        from.remarks().notes(),
        from.remarks().flags());
  }

  /** What nobody ordered any of is left out; what cannot be counted spoils the whole order. */
  private static Outcome<Map<UUID, Integer>> quantities(Original items) {
    var found = new TreeMap<UUID, Integer>();
    var seen = new HashSet<UUID>();
    for (String key : items.keys()) {
      var product = Head.id(key.strip());
      if (product.isEmpty()) return unreadable(key, "expected the oid of a product");
      if (!seen.add(product.get())) return unreadable(key, "each product once");
      BigDecimal quantity = items.decimal(Flag.ORDER_UNREADABLE, key);
      if (quantity == null || !counts(quantity)) {
        return unreadable(key, "expected 0 to " + QUANTITY_MAX + " pieces");
      }
      if (quantity.signum() > 0) found.put(product.get(), quantity.intValueExact());
    }
    return found.isEmpty() || found.size() > LINES_MAX
        ? unreadable("", "expected 1 to " + LINES_MAX + " lines, found " + found.size())
        : Outcome.done(found);
  }

  private static boolean counts(BigDecimal quantity) {
    return quantity.signum() >= 0
        && quantity.compareTo(QUANTITY_MAX) <= 0
        && quantity.stripTrailingZeros().scale() <= 0;
  }

  private static <T> Outcome<T> unreadable(String item, String detail) {
    String at = item.isEmpty() ? "/items" : "/items/" + item;
    return Outcome.refused(Invalid.of(at, Flag.ORDER_UNREADABLE.word(), detail));
  }
}
