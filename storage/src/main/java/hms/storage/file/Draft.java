package hms.storage.file;

import hms.domain.product.ProductImage.Size;
import hms.storage.file.Contents.Key;
import hms.storage.stall.Picture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one transaction has done so far, over what was there when it began. */
final class Draft {
  private final Map<Key, Optional<Stored>> changes = new LinkedHashMap<>();

  /** By path; empty for a file that goes. */
  private final Map<String, Optional<byte[]>> bytes = new LinkedHashMap<>();

  private final boolean readOnly;
  private Contents contents;

  private Draft(Contents contents, boolean readOnly) {
    this.contents = contents;
    this.readOnly = readOnly;
  }

  static Draft toChange(Contents contents) {
    return new Draft(contents, false);
  }

  /** Outside of a transaction; a change there would be lost, so it throws. */
  static Draft toRead(Contents contents) {
    return new Draft(contents, true);
  }

  Contents contents() {
    return contents;
  }

  /** The bytes of a picture go with it. */
  void put(Key key, @Nullable Stored next) {
    refuseReaders();
    if (next == null) contents.find(key).ifPresent(this::removeBytes);
    contents = contents.with(key, next);
    changes.put(key, Optional.ofNullable(next));
  }

  void putBytes(String path, byte[] content) {
    refuseReaders();
    bytes.put(path, Optional.of(content));
  }

  /** What this transaction has written there; null if it has done nothing to that file. */
  @Nullable Optional<byte[]> bytes(String path) {
    return bytes.get(path);
  }

  boolean empty() {
    return changes.isEmpty() && bytes.isEmpty();
  }

  List<Journal.Change> files() {
    var files = new ArrayList<Journal.Change>();
    changes.forEach((key, next) -> files.add(file(key, next)));
    bytes.forEach((path, content) -> files.add(Journal.Change.ofBytes(path, content)));
    return files;
  }

  private void removeBytes(Stored gone) {
    if (gone.object() instanceof Picture picture) {
      for (var size : Size.values()) bytes.put(Layout.pathOf(picture, size), Optional.empty());
    }
  }

  private void refuseReaders() {
    if (readOnly) throw new IllegalStateException("a change needs a transaction");
  }

  private static Journal.Change file(Key key, Optional<Stored> next) {
    return Journal.Change.ofText(Layout.pathOf(key.type(), key.oid()), next.map(ObjectFile::text));
  }
}
