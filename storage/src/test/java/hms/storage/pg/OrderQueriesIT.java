package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Versioned;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.fixture.Works;
import hms.domain.order.Order;
import hms.domain.order.WorkOrder;
import hms.storage.AskedValues;
import hms.storage.Edited;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.Subjects;
import hms.storage.Walker;
import hms.storage.query.Fields;
import hms.storage.query.Found;
import hms.storage.query.Kind;
import hms.storage.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders and work orders are asked as all objects are, though they change in their own ways. */
final class OrderQueriesIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final int ENOUGH = 14;
  private static final List<Order> ORDERS = new ArrayList<>();
  private static final List<WorkOrder> WORK = new ArrayList<>();

  @BeforeAll
  static void fill() {
    var given = new Given(OFFICE);
    var samples = Samples.of(3);
    var product = given.aDraft();
    for (int i = 0; i < ENOUGH; i++) {
      var order = asking(given.anOrder(samples.ledger()), i);
      ORDERS.add(order);
      var line = Works.aLine(product.oid(), 2);
      var varied = varied(Works.aWorkOrder(order.oid(), product.artisan(), line), samples);
      OFFICE.carryOut(tx -> tx.workOrders().create(varied));
      WORK.add(varied);
    }
  }

  /** The order, so that it asks to be looked at for none, one or two reasons. */
  private static Order asking(Order order, int i) {
    String sql =
        """
        update orders set attention = (array['late', 'imported', 'undecided'])[1 : $2::int]
        where oid = $1
        """;
    OFFICE.execute(sql, order.oid(), i % 3);
    return OFFICE.stores().orders().find(order.oid()).future().await().orThrow();
  }

  @Test
  void orders_by_every_criterion_in_every_order() {
    assertSame(ORDERS, StoredFields.ORDER, query -> OFFICE.stores().orders().get(query));
  }

  @Test
  void work_orders_by_every_criterion_in_every_order() {
    assertSame(WORK, StoredFields.WORK_ORDER, query -> OFFICE.stores().workOrders().get(query));
  }

  private static WorkOrder varied(WorkOrder work, Samples samples) {
    var at = Makers.NOW.plusSeconds(samples.number(0, 3));
    return Edited.of(
        Edited.born(work, WorkOrder.class, at),
        WorkOrder.class,
        tree -> Subjects.workOrders(() -> work).vary().accept(samples, tree));
  }

  private static <T extends Versioned> void assertSame(
      List<T> all, Fields<T> fields, Function<Query, Step<Found<T>>> get) {
    var named = Query.ALL.named(all.stream().map(Versioned::oid).toList());
    for (var field : fields.all()) {
      AskedValues.of(field, all).forEach(each -> assertSame(all, fields, get, named.where(each)));
      Stream.of(field.name(), "-" + field.name())
          .filter(sort -> field.kind() != Kind.TAGS)
          .forEach(sort -> assertSame(all, fields, get, named.sortedBy(sort)));
    }
  }

  /** The database and the plan itself agree, page by page. */
  private static <T extends Versioned> void assertSame(
      List<T> all, Fields<T> fields, Function<Query, Step<Found<T>>> get, Query query) {
    var expected = fields.plan(query).orThrow().answer(all).rows();
    var found = new Walker<>(get, query.limitedTo(5)).thereAndBack();

    assertThat(found).as("%s", query).containsExactlyElementsOf(expected);
  }
}
