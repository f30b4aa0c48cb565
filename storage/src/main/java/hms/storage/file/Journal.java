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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes several files change together. A transaction is first written whole into one file of the
 * journal; its rename is the commit. Then its files are replaced one by one, and its entry goes.
 * Entries that a crash has left are carried out at the start, in order; twice is harmless.
 *
 * <p>A fault before the rename leaves nothing behind. One after it leaves the entry, so that only a
 * new start knows the truth: until then every commit fails. Not for two threads.
 */
final class Journal {
  private static final Pattern ENTRY = Pattern.compile("\\d{1,18}\\.json");

  private final Disk disk;
  private final Layout layout;
  private long next = 1;
  private boolean halfDone;

  Journal(Disk disk, Layout layout) {
    this.disk = disk;
    this.layout = layout;
  }

  /**
   * One file of a transaction.
   *
   * @param path below the store's directory
   * @param text what it will hold; null if it goes
   */
  record Change(String path, @Nullable String text) {}

  /** What is written into the journal. */
  private record Entry(int format, List<Change> files) {}

  /** Changes all files or none. */
  void commit(List<Change> changes) throws IOException {
    if (halfDone) throw new IOException("a write has failed half-way: start anew");
    Path entry = layout.journal().resolve(next + Layout.JSON);
    Path unfinished = Layout.unfinished(entry);
    String text = DomainJson.text(new Entry(ObjectFile.FORMAT, changes));
    disk.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
    disk.force(unfinished);
    halfDone = true;
    disk.move(unfinished, entry);
    disk.sync(layout.journal());
    carryOut(changes);
    disk.delete(entry);
    halfDone = false;
    next++;
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
    // What is gone must stay gone: an old entry that came back would undo newer ones.
    disk.sync(layout.journal());
  }

  private void carryOut(List<Change> changes) throws IOException {
    var touched = new LinkedHashSet<Path>();
    for (var change : changes) {
      Path file = layout.root().resolve(change.path());
      if (change.text() == null) disk.delete(file);
      else replace(file, change.text());
      touched.add(Layout.directoryOf(file));
    }
    for (var dir : touched) disk.sync(dir);
  }

  private void replace(Path file, String text) throws IOException {
    Path unfinished = Layout.unfinished(file);
    disk.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
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
            .map(change -> layout.root().resolve(change.path()).normalize())
            .allMatch(file -> layout.directories().contains(file.getParent()));
    return all
        ? Outcome.done(entry)
        : Outcome.refused(Invalid.of("/files", "broken", "names a file elsewhere"));
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
