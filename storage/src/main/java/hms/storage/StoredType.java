package hms.storage;

import hms.domain.Outcome;
import hms.domain.Versioned;
import hms.domain.artisan.Artisan;
import hms.domain.order.OrderLine;
import hms.domain.order.WorkOrder;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.storage.query.Fields;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A type of object as stores see it.
 *
 * @param word what refusals and the audit call it
 * @param fields what may be asked
 * @param rules refuses an object that breaks a rule of the domain
 * @param refersTo the ids of objects that must stay while this one is there
 */
public record StoredType<T extends Versioned>(
    String word,
    Class<T> type,
    Fields<T> fields,
    Function<T, Outcome<?>> rules,
    Function<T, List<UUID>> refersTo) {

  public static final StoredType<Artisan> ARTISAN =
      new StoredType<>(
          "artisan",
          Artisan.class,
          StoredFields.ARTISAN,
          a -> a.profile().checked(),
          a -> List.of());

  public static final StoredType<Product> PRODUCT =
      new StoredType<>(
          "product",
          Product.class,
          StoredFields.PRODUCT,
          p -> p.content().checked(),
          p -> Stream.of(p.artisan(), p.approvedRevision()).filter(Objects::nonNull).toList());

  public static final StoredType<ProductRevision> REVISION =
      new StoredType<>(
          "revision",
          ProductRevision.class,
          StoredFields.REVISION,
          r -> r.base().checked().then(base -> r.proposed().checked()),
          r -> List.of(r.artisan(), r.product()));

  public static final StoredType<WorkOrder> WORK_ORDER =
      new StoredType<>(
          "work-order",
          WorkOrder.class,
          StoredFields.WORK_ORDER,
          w -> w.shipTo().checked(),
          w ->
              Stream.concat(
                      Stream.of(w.artisan(), w.order()), w.lines().stream().map(OrderLine::product))
                  .toList());
}
