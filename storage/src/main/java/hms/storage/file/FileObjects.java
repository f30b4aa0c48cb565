package hms.storage.file;

import hms.domain.artisan.Artisan;
import hms.domain.order.WorkOrder;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.storage.StoredType;

/** All stores of a directory, to read, or of one transaction. */
public final class FileObjects {
  private final Draft draft;

  FileObjects(Draft draft) {
    this.draft = draft;
  }

  public FileStore<Artisan> artisans() {
    return new FileStore<>(StoredType.ARTISAN, draft);
  }

  public FileStore<Product> products() {
    return new FileStore<>(StoredType.PRODUCT, draft);
  }

  public FileStore<ProductRevision> revisions() {
    return new FileStore<>(StoredType.REVISION, draft);
  }

  public FileStore<WorkOrder> workOrders() {
    return new FileStore<>(StoredType.WORK_ORDER, draft);
  }
}
