package hms.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Lifecycle;
import hms.domain.artisan.Artisan;
import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.order.WorkOrder;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The types that both kinds of store keep. */
public final class Subjects {
  private static final AtomicLong NUMBER = new AtomicLong(1_000_000);

  private Subjects() {}

  public static Subject<Artisan> artisans() {
    return new Subject<>(
        StoredType.ARTISAN,
        samples -> Makers.anApplicant(),
        (samples, tree) -> {
          var profile = (ObjectNode) tree.get("profile");
          profile.put("givenName", text(samples));
          put(profile, "companyName", maybe(samples));
          put(profile, "phone", samples.oneOf(List.of(true, false)) ? "+5021234567" : null);
        });
  }

  public static Subject<Product> products(Supplier<UUID> artisan) {
    return new Subject<>(
        StoredType.PRODUCT,
        samples -> Goods.aDraft(artisan.get()),
        (samples, tree) -> {
          tree.put("available", samples.number(0, 1) == 0);
          var content = (ObjectNode) DomainJson.tree(samples.content());
          content.put("name", text(samples));
          put(content, "summary", maybe(samples));
          if (samples.number(0, 2) > 0) content.set("price", price(samples));
          tree.set("content", content);
        });
  }

  public static Subject<ProductRevision> revisions(Supplier<Product> product) {
    return new Subject<>(
        StoredType.REVISION,
        samples -> {
          var bowl = product.get();
          var revision = Goods.aRevision(bowl, bowl.content());
          return Edited.of(
              revision,
              ProductRevision.class,
              tree -> tree.put("number", NUMBER.incrementAndGet()));
        },
        (samples, tree) -> {
          var review = (ObjectNode) tree.get("review");
          put(review, "reviewer", maybe(samples));
          put(review, "reason", samples.number(0, 2) == 0 ? null : reason(samples));
          String at = Timestamps.text(Makers.NOW.plusSeconds(samples.number(0, 3)));
          put(review, "submitted", samples.number(0, 1) == 0 ? null : at);
        });
  }

  public static Subject<WorkOrder> workOrders(Supplier<WorkOrder> fresh) {
    return new Subject<>(
        StoredType.WORK_ORDER,
        samples -> fresh.get(),
        (samples, tree) -> {
          put(tree, "note", maybe(samples));
          String day = "2026-12-0" + samples.number(1, 9);
          put(tree, "promisedShipDate", samples.number(0, 1) == 0 ? null : day);
        });
  }

  private static String text(Samples samples) {
    return samples.oneOf(Subject.TEXTS);
  }

  private static String reason(Samples samples) {
    return Lifecycle.word(samples.oneOf(List.of(ProductRevision.Rejection.values())));
  }

  private static @Nullable String maybe(Samples samples) {
    return samples.number(0, 2) == 0 ? null : text(samples);
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value == null) node.remove(name);
    else node.put(name, value);
  }

  private static ObjectNode price(Samples samples) {
    var money = DomainJson.object();
    money.put("amount", samples.number(1, 4));
    return money.put("currency", samples.oneOf(List.of("EUR", "USD")));
  }
}
