package hms.storage.file;

import hms.domain.Lifecycle;
import hms.domain.product.ProductImage.Size;
import hms.storage.StoredType;
import hms.storage.stall.Picture;
import hms.storage.stall.StallTypes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Where things are below the directory of a store. */
record Layout(Path root) {
  private static final Map<StoredType<?>, String> FOLDERS = folders();

  /** All types, in no order that matters. */
  static final List<StoredType<?>> TYPES = List.copyOf(FOLDERS.keySet());

  static final String JSON = ".json";

  /** Bytes that wait in the journal for their place. */
  static final String BYTES = ".bytes";

  /** What is still being written; of no worth after a crash. */
  static final String UNFINISHED = ".tmp";

  Path journal() {
    return root.resolve("journal");
  }

  Path keys() {
    return data(StallTypes.CREDENTIAL);
  }

  Path data(StoredType<?> type) {
    return root.resolve(folder(type));
  }

  Path quarantine(String folder) {
    return root.resolve("quarantine").resolve(folder);
  }

  /** Every directory of the store. */
  List<Path> directories() {
    return Stream.concat(
            Stream.of("journal", "quarantine").map(root::resolve), TYPES.stream().map(this::data))
        .toList();
  }

  /** {@code Product-data/0195....json}: how the journal names a file. */
  static String pathOf(StoredType<?> type, UUID oid) {
    return folder(type) + "/" + oid + JSON;
  }

  /** {@code ProductImage-data/0195....thumbnail.jpg}. */
  static String pathOf(Picture picture, Size size) {
    String name = picture.oid() + "." + Lifecycle.word(size) + "." + picture.ending();
    return folder(StallTypes.PICTURE) + "/" + name;
  }

  static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + UNFINISHED);
  }

  static Path directoryOf(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  static String typeName(StoredType<?> type) {
    return type.type().getSimpleName();
  }

  private static String folder(StoredType<?> type) {
    return Objects.requireNonNull(FOLDERS.get(type), type.word());
  }

  private static Map<StoredType<?>, String> folders() {
    var folders = new LinkedHashMap<StoredType<?>, String>();
    folders.put(StoredType.ARTISAN, "Artisan-data");
    folders.put(StoredType.PRODUCT, "Product-data");
    folders.put(StoredType.REVISION, "ProductRevision-data");
    folders.put(StoredType.WORK_ORDER, "WorkOrder-data");
    folders.put(StallTypes.PICTURE, "ProductImage-data");
    folders.put(StallTypes.WORK_SHEET, "WorkSheet-data");
    folders.put(StallTypes.CARD, "Card-data");
    folders.put(StallTypes.PENDING, "outbox");
    folders.put(StallTypes.ARRIVAL, "inbox");
    folders.put(StallTypes.POSITION, "inbox/position");
    folders.put(StallTypes.CREDENTIAL, "keys");
    return folders;
  }
}
