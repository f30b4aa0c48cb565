package hms.storage.file;

import hms.storage.file.Contents.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one transaction has done so far, over what was there when it began. */
final class Draft {
  private final Map<Key, Optional<Stored>> changes = new LinkedHashMap<>();
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

  void put(Key key, @Nullable Stored next) {
    if (readOnly) throw new IllegalStateException("a change needs a transaction");
    contents = contents.with(key, next);
    changes.put(key, Optional.ofNullable(next));
  }

  boolean empty() {
    return changes.isEmpty();
  }

  List<Journal.Change> files() {
    return changes.entrySet().stream().map(each -> file(each.getKey(), each.getValue())).toList();
  }

  private static Journal.Change file(Key key, Optional<Stored> next) {
    return new Journal.Change(
        Layout.pathOf(key.type(), key.oid()), next.map(ObjectFile::text).orElse(null));
  }
}
