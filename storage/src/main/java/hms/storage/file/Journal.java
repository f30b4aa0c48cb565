package hms.storage.file;

import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.storage.DomainJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes several files change together. A transaction is first written whole into one file of the
 * journal; its rename is the commit. Then its files are replaced one by one, and its entry goes.
 * Entries that a crash has left are carried out at the start, in order; twice is harmless. Bytes
 * that are no text wait beside the entry, which names them, and are copied to their place: a move
 * between two directories may be lost in one and kept in the other when the power goes.
 *
 * <p>A fault before the rename leaves nothing behind. One after it leaves the entry, so that only a
 * new start knows the truth: until then every commit fails. Not for two threads.
 */
final class Journal {
  private static final Pattern ENTRY = Pattern.compile("\\d{1,18}\\.json");
  private static final Pattern WAITING = Pattern.compile("\\d{1,18}\\.\\d{1,9}\\.bytes");

  private final Disk disk;
  private final Layout layout;
  private long next = 1;
  private boolean halfDone;

  Journal(Disk disk, Layout layout) {
    this.disk = disk;
    this.layout = layout;
  }

  /**
   * One file of a transaction; it goes if there is neither text nor bytes.
   *
   * @param path below the store's directory
   */
  record Change(String path, Optional<String> text, Optional<byte[]> bytes) {

    static Change ofText(String path, Optional<String> text) {
      return new Change(path, text, Optional.empty());
    }

    static Change ofBytes(String path, Optional<byte[]> bytes) {
      return new Change(path, Optional.empty(), bytes);
    }
  }

  /** What is written into the journal. */
  private record Entry(int format, List<Written> files) {}

  /**
   * One file of an entry.
   *
   * @param text what it will hold
   * @param waiting where its bytes wait, a name in the journal
   */
  private record Written(String path, @Nullable String text, @Nullable String waiting) {}

  /** Changes all files or none. */
  void commit(List<Change> changes) throws IOException {
    if (halfDone) throw new IOException("a write has failed half-way: start anew");
    Path entry = layout.journal().resolve(next + Layout.JSON);
    Path unfinished = Layout.unfinished(entry);
    var files = waiting(changes);
    boolean bytes = files.stream().anyMatch(file -> file.waiting() != null);
    // An entry must not be found without the bytes that it names.
    if (bytes) disk.sync(layout.journal());
    String text = DomainJson.text(new Entry(ObjectFile.FORMAT, files));
    disk.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
    disk.force(unfinished);
    halfDone = true;
    disk.move(unfinished, entry);
    disk.sync(layout.journal());
    carryOut(files);
    disk.delete(entry);
    if (bytes) forget(files);
    halfDone = false;
    next++;
  }

  /** Writes the bytes, safely, before the entry that names them. */
  private List<Written> waiting(List<Change> changes) throws IOException {
    var files = new ArrayList<Written>();
    for (var change : changes) {
      String name = next + "." + files.size() + Layout.BYTES;
      if (change.bytes().isPresent()) {
        disk.write(layout.journal().resolve(name), change.bytes().get());
        disk.force(layout.journal().resolve(name));
        files.add(new Written(change.path(), null, name));
      } else {
        files.add(new Written(change.path(), change.text().orElse(null), null));
      }
    }
    return files;
  }

  /** Carries out what a crash has left; an entry that cannot be read goes to quarantine. */
  void recover(Quarantine quarantine) throws IOException {
    var names = disk.names(layout.journal());
    for (var name : names) {
      if (name.endsWith(Layout.UNFINISHED)) disk.delete(layout.journal().resolve(name));
    }
    for (long number : numbers(names)) {
      Path entry = layout.journal().resolve(number + Layout.JSON);
      switch (read(entry)) {
        case Outcome.Done<Entry>(var found) -> {
          carryOut(found.files());
          disk.delete(entry);
        }
        case Outcome.Refused<Entry>(var why) -> quarantine.take(entry, "journal", why.toString());
      }
      next = number + 1;
    }
    for (var name : names) {
      // Copied already, or of a transaction that was never committed.
      if (name.endsWith(Layout.BYTES)) disk.delete(layout.journal().resolve(name));
    }
    // What is gone must stay gone: an old entry that came back would undo newer ones.
    disk.sync(layout.journal());
  }

  private void carryOut(List<Written> files) throws IOException {
    var touched = new LinkedHashSet<Path>();
    for (var written : files) {
      Path file = layout.root().resolve(written.path());
      if (written.waiting() != null) take(layout.journal().resolve(written.waiting()), file);
      else if (written.text() != null)
        replace(file, written.text().getBytes(StandardCharsets.UTF_8));
      else disk.delete(file);
      touched.add(Layout.directoryOf(file));
    }
    for (var dir : touched) disk.sync(dir);
  }

  /** What does not wait any more is in its place: a crash came after the copy. */
  private void take(Path waiting, Path file) throws IOException {
    boolean waits = disk.names(layout.journal()).contains(String.valueOf(waiting.getFileName()));
    if (waits) replace(file, disk.read(waiting));
  }

  /** Only when no entry names them any more, not even after the power goes. */
  private void forget(List<Written> files) throws IOException {
    disk.sync(layout.journal());
    for (var written : files) {
      if (written.waiting() != null) disk.delete(layout.journal().resolve(written.waiting()));
    }
  }

  private void replace(Path file, byte[] content) throws IOException {
    Path unfinished = Layout.unfinished(file);
    disk.write(unfinished, content);
    disk.force(unfinished);
    disk.move(unfinished, file);
  }

  private Outcome<Entry> read(Path file) throws IOException {
    var entry = DomainJson.read(disk.read(file), Entry.class);
    if (entry instanceof Outcome.Done<Entry>(var found) && found.format() > ObjectFile.FORMAT) {
      throw new IOException(file + " was written by a newer program: use that one");
    }
    return entry.then(this::inside);
  }

  /** A journal that was tampered with must not reach other files. */
  private Outcome<Entry> inside(Entry entry) {
    boolean all =
        entry.files().stream()
            .allMatch(written -> mayWrite(written.path()) && mayWait(written.waiting()));
    return all
        ? Outcome.done(entry)
        : Outcome.refused(Invalid.of("/files", "broken", "names a file elsewhere"));
  }

  private boolean mayWrite(String path) {
    Path file = layout.root().resolve(path).normalize();
    return layout.directories().contains(file.getParent());
  }

  private static boolean mayWait(@Nullable String name) {
    return name == null || WAITING.matcher(name).matches();
  }

  private static List<Long> numbers(List<String> names) {
    var numbers = new ArrayList<Long>();
    for (var name : names) {
      if (ENTRY.matcher(name).matches()) {
        numbers.add(Long.valueOf(name.substring(0, name.length() - Layout.JSON.length())));
      }
    }
    numbers.sort(Comparator.naturalOrder());
    return numbers;
  }
}
