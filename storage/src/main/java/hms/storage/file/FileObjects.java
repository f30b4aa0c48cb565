package hms.storage.file;

import hms.domain.artisan.Artisan;
import hms.domain.order.WorkOrder;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.storage.StoredType;
import hms.storage.stall.Arrival;
import hms.storage.stall.Card;
import hms.storage.stall.Credential;
import hms.storage.stall.Pending;
import hms.storage.stall.Picture;
import hms.storage.stall.Position;
import hms.storage.stall.StallTypes;
import hms.storage.stall.WorkSheet;

/** All stores of a directory, to read, or of one transaction. */
public final class FileObjects {
  private final Draft draft;
  private final ByteFiles bytes;

  FileObjects(Draft draft, ByteFiles bytes) {
    this.draft = draft;
    this.bytes = bytes;
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

  /** Work orders as their artisan sees them. */
  public FileStore<WorkSheet> workSheets() {
    return new FileStore<>(StallTypes.WORK_SHEET, draft);
  }

  public FileStore<Picture> pictures() {
    return new FileStore<>(StallTypes.PICTURE, draft);
  }

  /** The bytes of those pictures. */
  public PictureBytes pictureBytes() {
    return new PictureBytes(pictures(), draft, bytes);
  }

  public FileStore<Card> cards() {
    return new FileStore<>(StallTypes.CARD, draft);
  }

  /** What was said to the office and has no outcome yet. */
  public FileStore<Pending> outbox() {
    return new FileStore<>(StallTypes.PENDING, draft);
  }

  /** What the office has said. */
  public FileStore<Arrival> inbox() {
    return new FileStore<>(StallTypes.ARRIVAL, draft);
  }

  public FileStore<Position> positions() {
    return new FileStore<>(StallTypes.POSITION, draft);
  }

  public FileStore<Credential> keys() {
    return new FileStore<>(StallTypes.CREDENTIAL, draft);
  }
}
