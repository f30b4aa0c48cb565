package hms.storage.pg;

import hms.domain.Versioned;
import hms.domain.artisan.Artisan;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.storage.Store;
import hms.storage.StoreContract;
import hms.storage.Subject;
import hms.storage.Subjects;
import hms.storage.Transactions;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of stores, kept by PostgreSQL. */
final class PgStoresContractIT {

  @Nested
  final class Artisans extends OnPostgres<Artisan> {
    Artisans() {
      super(PgStores::artisans);
    }

    @Override
    protected Subject<Artisan> subject() {
      return Subjects.artisans();
    }
  }

  @Nested
  final class Products extends OnPostgres<Product> {
    Products() {
      super(PgStores::products);
    }

    @Override
    protected Subject<Product> subject() {
      return Subjects.products(() -> given.anArtisan().oid());
    }
  }

  @Nested
  final class Revisions extends OnPostgres<ProductRevision> {
    Revisions() {
      super(PgStores::revisions);
      // The contract is about keeping objects, whoever may make them.
      office.execute("drop trigger guard_state_insert on product_revisions");
    }

    @Override
    protected Subject<ProductRevision> subject() {
      return Subjects.revisions(given::aDraft);
    }
  }

  /** With a database of its own. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  private abstract static class OnPostgres<T extends Versioned> extends StoreContract<PgStores, T> {
    @RegisterExtension final OfficeDatabase office = new OfficeDatabase();
    final Given given = new Given(office);
    private final Function<PgStores, Store<T>> store;

    OnPostgres(Function<PgStores, Store<T>> store) {
      this.store = store;
    }

    @Override
    protected Transactions<PgStores> owner() {
      return office.stores();
    }

    @Override
    protected Store<T> of(PgStores stores) {
      return store.apply(stores);
    }

    @Override
    protected Store<T> store() {
      return store.apply(office.stores());
    }
  }
}
