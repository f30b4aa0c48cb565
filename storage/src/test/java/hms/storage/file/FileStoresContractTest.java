package hms.storage.file;

import hms.domain.Versioned;
import hms.domain.artisan.Artisan;
import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.fixture.Works;
import hms.domain.order.WorkOrder;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.storage.Store;
import hms.storage.StoreContract;
import hms.storage.Subject;
import hms.storage.Subjects;
import hms.storage.Transactions;
import hms.storage.stall.Arrival;
import hms.storage.stall.Card;
import hms.storage.stall.Credential;
import hms.storage.stall.Pending;
import hms.storage.stall.Picture;
import hms.storage.stall.Position;
import hms.storage.stall.StallSubjects;
import hms.storage.stall.WorkSheet;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of stores, kept by files. */
final class FileStoresContractTest {

  @Nested
  final class Artisans extends OnFiles<Artisan> {
    Artisans() {
      super(Subjects.artisans(), FileObjects::artisans);
    }
  }

  @Nested
  final class Products extends OnFiles<Product> {
    Products() {
      super(Subjects.products(Samples::ids), FileObjects::products);
    }
  }

  @Nested
  final class Revisions extends OnFiles<ProductRevision> {
    Revisions() {
      super(Subjects.revisions(() -> Goods.aDraft(Samples.ids())), FileObjects::revisions);
    }
  }

  @Nested
  final class WorkOrders extends OnFiles<WorkOrder> {
    WorkOrders() {
      super(
          Subjects.workOrders(() -> Works.aWorkOrder(Works.aLine(Samples.ids(), 3))),
          FileObjects::workOrders);
    }
  }

  @Nested
  final class Pictures extends OnFiles<Picture> {
    Pictures() {
      super(StallSubjects.pictures(), FileObjects::pictures);
    }
  }

  @Nested
  final class WorkSheets extends OnFiles<WorkSheet> {
    WorkSheets() {
      super(StallSubjects.workSheets(), FileObjects::workSheets);
    }
  }

  @Nested
  final class Cards extends OnFiles<Card> {
    Cards() {
      super(StallSubjects.cards(), FileObjects::cards);
    }
  }

  @Nested
  final class Outbox extends OnFiles<Pending> {
    Outbox() {
      super(StallSubjects.outbox(), FileObjects::outbox);
    }
  }

  @Nested
  final class Inbox extends OnFiles<Arrival> {
    Inbox() {
      super(StallSubjects.inbox(), FileObjects::inbox);
    }
  }

  @Nested
  final class Positions extends OnFiles<Position> {
    Positions() {
      super(StallSubjects.positions(), FileObjects::positions);
    }
  }

  @Nested
  final class Keys extends OnFiles<Credential> {
    Keys() {
      super(StallSubjects.keys(), FileObjects::keys);
    }
  }

  private abstract static class OnFiles<T extends Versioned> extends StoreContract<FileObjects, T> {
    private final Vertx vertx = Vertx.vertx();
    private final Subject<T> subject;
    private final Function<FileObjects, Store<T>> store;
    @TempDir private Path dir;
    private FileStores stores;

    OnFiles(Subject<T> subject, Function<FileObjects, Store<T>> store) {
      this.subject = subject;
      this.store = store;
    }

    @BeforeEach
    void open() throws IOException {
      stores = FileStores.open(vertx, dir, Clock.fixed(Makers.NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
      stores.close().await();
      vertx.close().await();
    }

    @Override
    protected Transactions<FileObjects> owner() {
      return stores;
    }

    @Override
    protected Subject<T> subject() {
      return subject;
    }

    @Override
    protected Store<T> of(FileObjects objects) {
      return store.apply(objects);
    }

    @Override
    protected Store<T> store() {
      return store.apply(stores.objects());
    }
  }
}
