package hms.storage.file;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.storage.StoredType;
import hms.storage.stall.StallTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The start of a store: may we, what did a crash leave, what is there. Used once. */
final class Opening {
  private static final Pattern MODE = Pattern.compile("[rwx-]{9}");

  private final Disk disk;
  private final Layout layout;
  private final Quarantine quarantine;

  Opening(Disk disk, Layout layout, Quarantine quarantine) {
    this.disk = disk;
    this.layout = layout;
    this.quarantine = quarantine;
  }

  /**
   * @throws IOException if a permission is missing, or a newer program wrote here
   */
  Contents load(Journal journal) throws IOException {
    for (var dir : layout.directories()) {
      disk.makeDirectory(dir);
      probe(dir);
    }
    refuseOpenKeys();
    journal.recover(quarantine);
    var all = new HashMap<StoredType<?>, Map<UUID, Stored>>();
    for (var type : Layout.TYPES) all.put(type, load(type));
    var contents = new Contents(all);
    setStrayBytesAside(contents);
    return contents;
  }

  /** A key that others can read proves nothing any more; people must know, not we mend it. */
  private void refuseOpenKeys() throws IOException {
    refuseIfOpen(layout.keys());
    for (var name : disk.names(layout.keys())) refuseIfOpen(layout.keys().resolve(name));
  }

  private void refuseIfOpen(Path keys) throws IOException {
    String mode = disk.mode(keys);
    if (MODE.matcher(mode).matches() && !mode.endsWith("------")) {
      throw new IOException(keys + " is open to others (" + mode + "): take their rights away");
    }
  }

  /** Bytes without a picture that tells of so many. Which they are, is looked at when read. */
  private void setStrayBytesAside(Contents contents) throws IOException {
    var known = new HashMap<String, Integer>();
    for (var picture : contents.all(StallTypes.PICTURE)) {
      for (var each : picture.sizes()) {
        known.put(Layout.pathOf(picture, each.size()), each.bytes());
      }
    }
    Path dir = layout.data(StallTypes.PICTURE);
    for (var name : disk.names(dir)) {
      Path file = dir.resolve(name);
      var told = known.get(layout.root().relativize(file).toString());
      if (name.endsWith(".jpg") || name.endsWith(".png")) setAsideUnless(told, file);
    }
  }

  private void setAsideUnless(@Nullable Integer told, Path file) throws IOException {
    long found = disk.size(file);
    if (told != null && told == found) return;
    String why = told == null ? "no picture tells of these bytes" : "expected %d bytes, found %d";
    quarantine.take(file, Layout.typeName(StallTypes.PICTURE), why.formatted(told, found));
  }

  private void probe(Path dir) throws IOException {
    Path file = dir.resolve(".probe" + Layout.UNFINISHED);
    try {
      disk.write(file, "probe".getBytes(StandardCharsets.UTF_8));
      int unused = disk.read(file).length + disk.names(dir).size();
      disk.delete(file);
    } catch (IOException refused) {
      throw new IOException(
          "cannot write, read and delete in %s (%s): %s"
              .formatted(dir, disk.mode(dir), refused.getMessage()),
          refused);
    }
  }

  private Map<UUID, Stored> load(StoredType<?> type) throws IOException {
    var objects = new HashMap<UUID, Stored>();
    Path dir = layout.data(type);
    for (var name : disk.names(dir)) {
      Path file = dir.resolve(name);
      if (name.endsWith(Layout.UNFINISHED)) disk.delete(file);
      else if (name.endsWith(Layout.JSON)) load(type, file).ifPresent(found -> put(objects, found));
    }
    return objects;
  }

  private static void put(Map<UUID, Stored> objects, Stored found) {
    objects.put(found.object().oid(), found);
  }

  private Optional<Stored> load(StoredType<?> type, Path file) throws IOException {
    String name = file.getFileName().toString();
    return switch (read(type, name.substring(0, name.length() - Layout.JSON.length()), file)) {
      case Outcome.Done<Stored>(var found) -> Optional.of(found);
      case Outcome.Refused<Stored>(var why) -> {
        quarantine.take(file, Layout.typeName(type), why.toString());
        yield Optional.empty();
      }
    };
  }

  private Outcome<Stored> read(StoredType<?> type, String name, Path file) throws IOException {
    var oid = oid(name);
    return oid.isPresent()
        ? ObjectFile.read(type, oid.get(), disk.read(file))
        : Outcome.refused(Refusal.Invalid.of("", "name", "the file is not named by an oid"));
  }

  private static Optional<UUID> oid(String name) {
    try {
      var oid = UUID.fromString(name);
      return oid.toString().equals(name) ? Optional.of(oid) : Optional.empty();
    } catch (IllegalArgumentException noOid) {
      return Optional.empty();
    }
  }
}
