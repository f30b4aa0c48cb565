package hms.storage.file;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.storage.StoredType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The start of a store: may we, what did a crash leave, what is there. Used once. */
final class Opening {
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
    journal.recover(quarantine);
    var all = new HashMap<StoredType<?>, Map<UUID, Stored>>();
    for (var type : Layout.TYPES) all.put(type, load(type));
    return new Contents(all);
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
