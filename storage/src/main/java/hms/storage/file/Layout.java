package hms.storage.file;

import hms.storage.StoredType;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Where things are below the directory of a store. */
record Layout(Path root) {
  static final List<StoredType<?>> TYPES =
      List.of(StoredType.ARTISAN, StoredType.PRODUCT, StoredType.REVISION, StoredType.WORK_ORDER);

  static final String JSON = ".json";

  /** What is still being written; of no worth after a crash. */
  static final String UNFINISHED = ".tmp";

  Path journal() {
    return root.resolve("journal");
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
            Stream.of("journal", "outbox", "inbox", "keys", "quarantine").map(root::resolve),
            TYPES.stream().map(this::data))
        .toList();
  }

  /** {@code Product-data/0195....json}: how the journal names a file. */
  static String pathOf(StoredType<?> type, UUID oid) {
    return folder(type) + "/" + oid + JSON;
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
    return typeName(type) + "-data";
  }
}
